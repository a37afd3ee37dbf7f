"""The people on the lists, found by name, number or phone, with their status."""

import json
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BindParameter,
    ColumnElement,
    RowMapping,
    Select,
    Uuid,
    any_,
    bindparam,
    case,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.staff.models import Account, Person, Role, Status
from bot.staff.people.people import Listed
from bot.texts.folding import order_key
from storage.columns import OneOf
from storage.encryption.encrypted_columns import ColumnEncryption
from storage.repository import Rows, chunks
from storage.staff.directory import Directory, Found
from storage.tables import account, directory_page, invitation, person

_ACTIVE = account.c.ended_at.is_(None)
_STAFF = person.c.role != Role.GUEST
_ON_THE_LIST = person.c.dismissed_at.is_(None)
_REGISTERED = select(account.c.id).where(account.c.person_id == person.c.id, _ACTIVE).exists()


class SqlPeople(Rows):
    """Implements `bot.staff.ports.People`."""

    def __init__(self, connection: AsyncConnection, encryption: ColumnEncryption, directory: Directory) -> None:
        super().__init__(connection, encryption)
        self._directory = directory

    async def add(self, people: Iterable[Person]) -> None:
        """Add people, each once."""
        people = list(people)
        await self._insert(person, map(self._values, people))
        await self._directory.enter(people)

    async def save(self, people: Iterable[Person]) -> None:
        """Overwrite the rows of people already on the list."""
        kept = {"id", "organisation_id", "created_at"}
        columns: dict[str, Any] = {
            column.name: bindparam(f"new_{column.name}") for column in person.c if column.name not in kept
        }
        same_row = (person.c.id == bindparam("this_id")) & (person.c.organisation_id == bindparam("this_organisation"))
        statement = update(person).where(same_row).values(columns)
        people = list(people)
        for chunk in chunks(people):
            await self._connection.execute(statement, [self._overwriting(each) for each in chunk])
        await self._directory.correct(people)

    async def write_directory(self) -> None:
        """Write the directory of every list that has none yet."""
        written = select(directory_page.c.organisation_id).distinct()
        query = select(person.c.organisation_id).where(person.c.organisation_id.not_in(written)).distinct()
        for organisation_id in (await self._connection.execute(query)).scalars().all():
            await self._directory.enter(one for one in await self.all(organisation_id) if one.erased_at is None)

    async def get(self, organisation_id: UUID, person_id: UUID) -> Person | None:
        """Return one person of this organisation's staff."""
        query = select(person).where(_STAFF, person.c.organisation_id == organisation_id, person.c.id == person_id)
        row = await self._one(query)
        return None if row is None else self._person(row)

    async def all(self, organisation_id: UUID) -> list[Person]:
        """Return everyone on the list by name, dismissed people too."""
        return await self._people(person.c.organisation_id == organisation_id)

    async def managers(self, organisation_id: UUID) -> list[Person]:
        """Return the owners and managers who are not dismissed."""
        manages = person.c.role.in_([role for role in Role if role.manages])
        return await self._people(person.c.organisation_id == organisation_id, manages, _ON_THE_LIST)

    async def set_phone(self, person_id: UUID, phone: str) -> None:
        """Set a person's number (E.164); LookupError if there is no such person."""
        theirs = select(person.c.organisation_id).where(person.c.id == person_id)
        organisation_id = (await self._connection.execute(theirs)).scalar_one_or_none()
        if organisation_id is None:
            raise LookupError(f"there is no person {person_id}")
        sealed = self._encryption.encrypt(person.c.phone, str(person_id), phone)
        await self._set(person_id, phone=sealed, phone_index=self._encryption.phone_index(organisation_id, phone))
        await self._directory.rephone(organisation_id, person_id, phone)

    async def set_unreachable(self, person_id: UUID, now: datetime) -> None:
        """Note since when the person cannot be reached; the first time is kept."""
        marked = update(person).where(person.c.id == person_id, person.c.unreachable_at.is_(None))
        await self._changed(marked.values(unreachable_at=now))

    async def unreachable(self, person_ids: Collection[UUID]) -> list[UUID]:
        """Return those of these people who cannot be reached."""
        marked = select(person.c.id).where(person.c.id.in_(person_ids), person.c.unreachable_at.is_not(None))
        return list((await self._connection.execute(marked.order_by(person.c.id))).scalars())

    async def set_reachable(self, person_id: UUID) -> None:
        """Note that the person can be reached."""
        await self._set(person_id, unreachable_at=None)

    async def set_role(self, person_id: UUID, role: Role) -> None:
        """Give a role."""
        await self._set(person_id, role=role)

    async def dismiss(self, person_id: UUID, now: datetime) -> bool:
        """Dismiss a person, once; False if they were dismissed before."""
        serves = (person.c.id == person_id) & _ON_THE_LIST
        dismissed = update(person).where(serves).values(dismissed_at=now).returning(person.c.organisation_id)
        organisation_id = (await self._connection.execute(dismissed)).scalar_one_or_none()
        if organisation_id is not None:
            await self._directory.dismiss(organisation_id, person_id)
        return organisation_id is not None

    async def departments(self, organisation_id: UUID) -> list[tuple[str, int]]:
        """Return the departments by name, each with how many registered people it has."""
        registered = func.count(account.c.id)
        query = (
            select(person.c.department, registered)
            .join(account, (account.c.person_id == person.c.id) & _ACTIVE, isouter=True)
            .where(person.c.organisation_id == organisation_id, _ON_THE_LIST, _STAFF)
            .group_by(person.c.department)
        )
        rows = (await self._connection.execute(query)).all()
        return sorted(((row[0], row[1]) for row in rows), key=lambda row: order_key(row[0]))

    async def registered(self, organisation_id: UUID, department: str | None) -> list[Person]:
        """Return the registered people, not dismissed, of a department (None: of all), by name."""
        there = [] if department is None else [person.c.department == department]
        return await self._people(person.c.organisation_id == organisation_id, _ON_THE_LIST, _REGISTERED, *there)

    async def listed(self, organisation_id: UUID, person_id: UUID, now: datetime) -> Listed | None:
        """Return one person with their status and active account."""
        query = _listing(now).where(person.c.organisation_id == organisation_id, person.c.id == person_id)
        row = await self._one(query)
        return None if row is None else self._listed(row)

    async def search(
        self,
        organisation_id: UUID,
        words: str,
        *,
        now: datetime,
        registered_only: bool,
        offset: int,
        most: int,
        status: Status | None = None,
        department: str | None = None,
    ) -> tuple[list[Listed], int]:
        """Return a page of people by name, and how many there are in all; `Directory` finds them by words."""
        found = [person.c.organisation_id == organisation_id, _STAFF]
        found += [person.c.erased_at.is_(None) if status is Status.DISMISSED else _ON_THE_LIST]
        found += [_REGISTERED] if registered_only else []
        found += [_stands(organisation_id, status, now)] if status else []
        found += [person.c.department == department] if department else []
        if not words.strip():
            return await self._page(found, now, offset, most)
        hits = await self._directory.find(organisation_id, words)
        if registered_only or status or department:
            return await self._page([*found, self._among(hits)], now, offset, most)
        working = hits.working()
        return await self._these(working.page(offset, most), now), len(working)

    async def _page(
        self, found: Sequence[ColumnElement[bool]], now: datetime, offset: int, most: int
    ) -> tuple[list[Listed], int]:
        in_order = (person.c.search_key, person.c.id)
        page = select(person.c.id).where(*found).order_by(*in_order).offset(offset).limit(most)
        ids = list((await self._connection.execute(page)).scalars())
        in_all = offset + len(ids)
        if len(ids) == most or (offset and not ids):  # else the page ends the list, and nobody need count
            counted = select(func.count()).select_from(person).where(*found)
            in_all = (await self._connection.execute(counted)).scalar_one()
        return await self._these(ids, now), in_all

    async def _these(self, ids: Sequence[UUID], now: datetime) -> list[Listed]:
        """Return these people, in this order."""
        rows = await self._all(_THESE, {"ids": ids, "now": now}) if ids else []
        listed = {row[person.c.id]: self._listed(row) for row in rows}
        return [listed[one] for one in ids if one in listed]

    def _among(self, hits: Found) -> ColumnElement[bool]:
        """Return the condition that a person is among many, as a single parameter."""
        if self._connection.dialect.name == "sqlite":
            ids = func.json_each(json.dumps(hits.ids)).table_valued("value")
            return person.c.id.in_(select(ids.c.value))
        return person.c.id == any_(literal(hits.ids, ARRAY(Uuid(as_uuid=False))))

    async def everyone(self, organisation_id: UUID, now: datetime) -> AsyncIterator[Listed]:
        """Yield everyone on the list by name, dismissed people too, read in chunks."""
        theirs = select(person.c.id).where(person.c.organisation_id == organisation_id)
        ids = (await self._connection.execute(theirs.order_by(person.c.search_key, person.c.id))).scalars().all()
        for chunk in chunks(ids):
            for listed in await self._these(chunk, now):
                yield listed

    async def count_registered(self, organisation_id: UUID) -> int:
        """Count the people with an active account."""
        theirs = (account.c.organisation_id == organisation_id) & _ACTIVE
        return (await self._connection.execute(select(func.count()).select_from(account).where(theirs))).scalar_one()

    async def counts(self, organisation_id: UUID, now: datetime) -> dict[Status, int]:
        """Count the people of the organisation by status, without the erased."""
        listed = (person.c.organisation_id == organisation_id) & person.c.erased_at.is_(None)
        listing = _listing(now).where(listed).subquery()
        query = select(listing.c.status, func.count()).group_by(listing.c.status)
        return {row[0]: row[1] for row in (await self._connection.execute(query)).all()}

    async def _set(self, person_id: UUID, **values: object) -> None:
        await self._changed(update(person).where(person.c.id == person_id).values(values))

    async def _people(self, *found: ColumnElement[bool]) -> list[Person]:
        query = select(person).where(_STAFF, *found).order_by(person.c.search_key, person.c.id)
        return [self._person(row) for row in await self._all(query)]

    def _values(self, each: Person) -> dict[str, Any]:
        index = self._encryption.phone_index(each.organisation_id, each.phone)
        key = f"{order_key(each.name)}\n{order_key(each.personnel_number or '')}"
        return {**self._encryption.values(person, each), "phone_index": index, "search_key": key}

    def _overwriting(self, each: Person) -> dict[str, Any]:
        values = self._values(each)
        there = {"this_id": values.pop("id"), "this_organisation": values.pop("organisation_id")}
        values.pop("created_at")
        return there | {f"new_{name}": value for name, value in values.items()}

    def _person(self, row: RowMapping) -> Person:
        return self._encryption.entity(Person, person, row)

    def _listed(self, row: RowMapping) -> Listed:
        acts = None if row[account.c.id] is None else self._encryption.entity(Account, account, row)
        return Listed(self._person(row), row["status"], acts)


def _stands(organisation_id: UUID, status: Status, now: datetime) -> ColumnElement[bool]:
    """Return the condition that a person has a status."""
    listing = _listing(now).where(person.c.organisation_id == organisation_id).subquery()
    return person.c.id.in_(select(listing.c.id).where(listing.c.status == status))


def _listing(now: datetime | BindParameter[datetime]) -> Select[Any]:
    """Select people with their active account and their status."""
    lives = (
        (invitation.c.person_id == person.c.id)
        & invitation.c.used_at.is_(None)
        & invitation.c.revoked_at.is_(None)
        & (invitation.c.expires_at > now)
    )
    status = case(
        (person.c.erased_at.is_not(None), Status.ERASED),
        (person.c.dismissed_at.is_not(None), Status.DISMISSED),
        (account.c.id.is_not(None) & person.c.unreachable_at.is_not(None), Status.BLOCKED),
        (account.c.id.is_not(None), Status.REGISTERED),
        (invitation.c.opened_at.is_not(None), Status.OPENED),
        (invitation.c.id.is_not(None), Status.INVITED),
        else_=Status.NOT_INVITED,
    )
    return (
        select(person, account, status.cast(OneOf(Status)).label("status"))
        .join(account, (account.c.person_id == person.c.id) & _ACTIVE, isouter=True)
        .join(invitation, lives, isouter=True)
        .where(_STAFF)
    )


_THESE: Final = _listing(bindparam("now", type_=invitation.c.expires_at.type)).where(
    person.c.id.in_(bindparam("ids", expanding=True))
)
