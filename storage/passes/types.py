"""The pass types that organisations defined."""

from uuid import UUID

from sqlalchemy import select

from bot.passes.types.pass_types import OwnType
from storage.repository import Rows, insert
from storage.tables import pass_type


class SqlPassTypes(Rows):
    """Implements `bot.passes.ports.PassTypes`."""

    async def save(self, own: OwnType) -> None:
        """Define a type, or change the one of this name."""
        row = self._encryption.values(pass_type, own)
        new = insert(self._connection.dialect.name, pass_type).values(row)
        changed = {name: row[name] for name in ("fields", "days", "traits", "retired_at")}
        key = [pass_type.c.organisation_id, pass_type.c.name]
        await self._connection.execute(new.on_conflict_do_update(index_elements=key, set_=changed))

    async def get(self, organisation_id: UUID, name: str) -> OwnType | None:
        """Return the type of this name, retired or not."""
        own = (pass_type.c.organisation_id == organisation_id) & (pass_type.c.name == name)
        row = await self._one(select(pass_type).where(own))
        return None if row is None else self._encryption.entity(OwnType, pass_type, row)

    async def all(self, organisation_id: UUID) -> list[OwnType]:
        """Return all by name, including retired ones."""
        query = select(pass_type).where(pass_type.c.organisation_id == organisation_id).order_by(pass_type.c.name)
        return [self._encryption.entity(OwnType, pass_type, row) for row in await self._all(query)]
