"""What people asked for: at most one living petition of a kind by an account, moved on by conditional UPDATEs."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from bot.staff.petitions import Ask, Petition, Stage
from storage.rows import Rows
from storage.tables import person, petition

_LIVING = petition.c.stage.in_((Stage.ASKED, Stage.APPROVED))


class SqlPetitions(Rows):
    """Implements `bot.staff.petitions.Petitions`."""

    async def add(self, new: Petition) -> None:
        """Keep a new one; those of its kind and account whose time is over lapse. One there already stays."""
        await self._lock(person, new.person_id)
        over = (petition.c.account_id == new.account_id) & (petition.c.ask == new.ask) & _LIVING
        lapsed = update(petition).where(over, petition.c.expires_at <= new.asked_at)
        await self._changed(lapsed.values(stage=Stage.LAPSED))
        await self._insert(petition, [self._wall.values(petition, new)])

    async def get(self, organisation_id: UUID, petition_id: UUID) -> Petition | None:
        """Answer one."""
        return await self._petition(petition.c.organisation_id == organisation_id, petition.c.id == petition_id)

    async def living(self, account_id: UUID, ask: Ask, now: datetime) -> Petition | None:
        """Answer what an account asks for and that is neither over nor refused."""
        return await self._petition(
            petition.c.account_id == account_id, petition.c.ask == ask, _LIVING, petition.c.expires_at > now
        )

    async def decide(self, petition_id: UUID, stage: Stage, by: UUID, *, until: datetime, now: datetime) -> bool:
        """Move one from ASKED, once; False when it was decided before or its time is over."""
        asked = petition.c.stage == Stage.ASKED
        decided = {"stage": stage, "decided_by_id": by, "decided_at": now, "expires_at": until}
        return await self._move(petition_id, [asked, petition.c.expires_at > now], decided)

    async def use(self, petition_id: UUID, now: datetime) -> bool:
        """Move one from APPROVED to DONE, once; False when it was used before or its time is over."""
        approved = petition.c.stage == Stage.APPROVED
        return await self._move(petition_id, [approved, petition.c.expires_at > now], {"stage": Stage.DONE})

    async def _move(self, petition_id: UUID, where: Iterable[ColumnElement[bool]], values: dict[str, object]) -> bool:
        moved = update(petition).where(petition.c.id == petition_id, *where).values(values)
        return await self._changed(moved) == 1

    async def _petition(self, *found: ColumnElement[bool]) -> Petition | None:
        row = await self._one(select(petition).where(*found))
        return None if row is None else self._wall.entity(Petition, petition, row)
