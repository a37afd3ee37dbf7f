"""The versions of the organisations' own terms; none is ever changed or removed."""

from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, exists, select

from bot.staff.terms.versions import Terms, TermsInForce, TermsKind
from storage.repository import Rows
from storage.tables import organisation, terms

_NEWER = terms.alias("newer")
_IN_FORCE: Final = select(terms).where(
    terms.c.organisation_id == bindparam("of"),
    ~exists().where(
        _NEWER.c.organisation_id == terms.c.organisation_id,
        _NEWER.c.kind == terms.c.kind,
        _NEWER.c.number > terms.c.number,
    ),
)


class SqlTerms(Rows):
    """Implements `bot.staff.terms.versions.TermsVersions`."""

    async def in_force(self, organisation_id: UUID) -> TermsInForce:
        """Return the newest version of each kind."""
        found = [
            self._encryption.entity(Terms, terms, row) for row in await self._all(_IN_FORCE, {"of": organisation_id})
        ]
        return TermsInForce(dict.fromkeys(TermsKind) | {each.kind: each for each in found})

    async def all(self, organisation_id: UUID) -> list[Terms]:
        """Return every version there ever was, oldest first."""
        query = select(terms).where(terms.c.organisation_id == organisation_id).order_by(terms.c.set_at, terms.c.number)
        return [self._encryption.entity(Terms, terms, row) for row in await self._all(query)]

    async def add(self, new: Terms) -> None:
        """Add a version, once."""
        await self._insert(terms, [self._encryption.values(terms, new)])

    async def next_number(self, organisation_id: UUID, kind: TermsKind) -> int:
        """Return the number of the next version, and lock it until the transaction ends."""
        await self._lock(organisation, organisation_id)
        newest = await self._newest(organisation_id, kind)
        return newest.number + 1 if newest else 1

    async def _newest(self, organisation_id: UUID, kind: TermsKind) -> Terms | None:
        theirs = select(terms).where(terms.c.organisation_id == organisation_id, terms.c.kind == kind)
        row = await self._one(theirs.order_by(terms.c.number.desc()).limit(1))
        return None if row is None else self._encryption.entity(Terms, terms, row)
