"""The passes that a checkpoint without a network knows."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from bot.checkpoint.offline.pack import StandingPass
from storage.repository import Rows
from storage.tables import pass_, person, printed_code

_ITS_CARD = (printed_code.c.pass_id == pass_.c.id) & printed_code.c.ended_at.is_(None)
_STANDS = pass_.c.revoked_at.is_(None) & pass_.c.photo_wanted_at.is_(None) & person.c.dismissed_at.is_(None)
_STANDING = (
    select(
        *(pass_.c.id, pass_.c.type, pass_.c.holder_id, person.c.name),
        *(pass_.c.valid_from_at, pass_.c.expires_at, printed_code.c.code_id, pass_.c.photo_sha256),
    )
    .join(person, person.c.id == pass_.c.holder_id)
    .join(printed_code, _ITS_CARD, isouter=True)
    .where(_STANDS)
)


class SqlStandingPasses(Rows):
    """Implements `bot.checkpoint.ports.StandingPasses`."""

    async def all(self, organisation_id: UUID, now: datetime, until: datetime) -> list[StandingPass]:
        """Return those valid between two times: not revoked, of people who are there, with the photo that is wanted."""
        then = (pass_.c.expires_at > now) & (pass_.c.valid_from_at < until)
        query = _STANDING.where(pass_.c.organisation_id == organisation_id, then)
        return [StandingPass(*row) for row in (await self._connection.execute(query)).all()]
