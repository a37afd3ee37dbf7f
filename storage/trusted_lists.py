"""The trusted lists that are loaded."""

from sqlalchemy import delete, select

from bot.qualified.trust.models import TrustedList
from storage.repository import Rows, insert
from storage.tables import trusted_list


class SqlTrustedLists(Rows):
    """Implements `bot.qualified.trust.ports.TrustedLists`."""

    async def all(self) -> list[TrustedList]:
        """Return every list, by name."""
        rows = await self._all(select(trusted_list).order_by(trusted_list.c.name))
        return [self._encryption.entity(TrustedList, trusted_list, row) for row in rows]

    async def of(self, name: str) -> TrustedList | None:
        """Return the list of this name."""
        row = await self._one(select(trusted_list).where(trusted_list.c.name == name))
        return None if row is None else self._encryption.entity(TrustedList, trusted_list, row)

    async def put(self, trusted: TrustedList, *, new_operator: bool) -> bool:
        """Store a list instead of an older issue, of the same operator or a new one; return whether it was stored."""
        columns, new = trusted_list.c, insert(self._connection.dialect.name, trusted_list)
        new = new.values(self._encryption.values(trusted_list, trusted))
        older = columns.number <= new.excluded.number
        same = columns.operator == new.excluded.operator
        kept = _KEY if new_operator else _PINNED
        changed = {column.name: new.excluded[column.name] for column in columns if column.name not in kept}
        stored = await self._connection.execute(
            new.on_conflict_do_update(
                index_elements=[columns.name], set_=changed, where=older if new_operator else older & same
            )
        )
        return bool(stored.rowcount)

    async def remove(self, name: str) -> bool:
        """Remove a list and its pin; return whether there was one."""
        removed = await self._connection.execute(delete(trusted_list).where(trusted_list.c.name == name))
        return bool(removed.rowcount)


_KEY = frozenset({"name"})
_PINNED = _KEY | {"operator", "operator_name", "pinned_at"}
