"""The organisations and their encrypted keys."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Column, bindparam, select, union, update

from bot.staff.models import Organisation, OrganisationKeys
from storage.repository import Rows
from storage.tables import organisation, organisation_keys
from storage.tables.metadata import metadata

_WORKING_TIME: Final = ("time_zone", "working_days", "works_from", "works_until", "holidays", "workdays")
_OF_ROWS: Final = union(
    *(
        select(table.c.organisation_id).where(table.c.id.in_(bindparam("ids", expanding=True)))
        for table in metadata.sorted_tables
        if {"id", "organisation_id"} <= set(table.c.keys())
    )
)
_ORGANISATION: Final = select(organisation).where(organisation.c.id == bindparam("id"))
_KEYS: Final = select(organisation_keys.c.ca, organisation_keys.c.seal).where(
    organisation_keys.c.organisation_id == bindparam("of")
)


class SqlOrganisations(Rows):
    """Implements `bot.staff.ports.Organisations`."""

    async def add(self, new: Organisation, keys: OrganisationKeys) -> None:
        """Add an organisation and its keys, once."""
        if await self._insert(organisation, [self._encryption.values(organisation, new)]):
            row = {
                column.name: self._encryption.encrypt(column, str(new.id), getattr(keys, column.name))
                for column in (organisation_keys.c.ca, organisation_keys.c.seal)
            }
            await self._insert(organisation_keys, [{"organisation_id": new.id, **row}])

    async def get(self, organisation_id: UUID) -> Organisation:
        """Return one; LookupError if there is none."""
        row = await self._one(_ORGANISATION, {"id": organisation_id})
        if row is None:
            raise LookupError(f"there is no organisation {organisation_id}")
        return self._encryption.entity(Organisation, organisation, row)

    async def ca_key(self, organisation_id: UUID) -> bytes:
        """Return the private key of the organisation's authority; LookupError if there is none."""
        return await self._key(organisation_keys.c.ca, organisation_id)

    async def seal_key(self, organisation_id: UUID) -> bytes:
        """Return the private key of the organisation's seal; LookupError if there is none."""
        return await self._key(organisation_keys.c.seal, organisation_id)

    async def _key(self, column: Column[Any], organisation_id: UUID) -> bytes:
        row = await self._one(_KEYS, {"of": organisation_id})
        if row is None:
            raise LookupError(f"there are no keys of an organisation {organisation_id}")
        key: bytes = self._encryption.decrypt(column, str(organisation_id), row[column])
        return key

    async def hold(self, organisation_id: UUID) -> Organisation:
        """Return one and lock it until the transaction ends; LookupError if there is none."""
        await self._lock(organisation, organisation_id)
        return await self.get(organisation_id)

    async def save_working_time(self, becomes: Organisation) -> None:
        """Save its working time."""
        values = {name: getattr(becomes, name) for name in _WORKING_TIME}
        await self._changed(update(organisation).where(organisation.c.id == becomes.id).values(values))

    async def save_diia_branch(self, organisation_id: UUID, branch: str) -> bool:
        """Save the branch at Diia; False when it is that already."""
        other = (organisation.c.id == organisation_id) & (organisation.c.diia_branch != branch)
        return await self._changed(update(organisation).where(other).values(diia_branch=branch)) == 1

    async def save_crl_pages(self, organisation_id: UUID, crl_pages: str) -> None:
        """Save where its revocation lists are served."""
        of_it = update(organisation).where(organisation.c.id == organisation_id)
        await self._changed(of_it.values(crl_pages=crl_pages))

    async def save_requirements(self, becomes: Organisation) -> None:
        """Save its number and whether it demands qualified signatures."""
        values = {"number": becomes.number, "qualified_orders": becomes.qualified_orders}
        await self._changed(update(organisation).where(organisation.c.id == becomes.id).values(values))

    async def save_page_marks(self, becomes: Organisation) -> None:
        """Save whether its finished files get marks in their margins."""
        mine = update(organisation).where(organisation.c.id == becomes.id)
        await self._changed(mine.values(marks_pages=becomes.marks_pages))

    async def save_contact(self, becomes: Organisation) -> None:
        """Save what is printed as its contact."""
        mine = update(organisation).where(organisation.c.id == becomes.id)
        await self._changed(mine.values(contact=becomes.contact))

    async def save_qualified_classes(self, becomes: Organisation) -> None:
        """Save which classes of documents demand a qualified signature."""
        mine = update(organisation).where(organisation.c.id == becomes.id)
        await self._changed(mine.values(qualified_classes=becomes.qualified_classes))

    async def of_rows(self, ids: Collection[UUID]) -> set[UUID]:
        """Return the ids of the organisations to which rows of any kind with these ids belong."""
        rows = await self._connection.execute(_OF_ROWS, {"ids": list(ids)})
        return {row[0] for row in rows.all()}

    async def all(self) -> list[Organisation]:
        """Return all, oldest first."""
        rows = await self._all(select(organisation).order_by(organisation.c.created_at, organisation.c.id))
        return [self._encryption.entity(Organisation, organisation, row) for row in rows]
