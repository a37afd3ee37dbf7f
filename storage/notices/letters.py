"""Letters: claimed before they are sent, so that no two processes and no crash send one twice."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update

from bot.due_rows import DueRow
from bot.notices.letters import Channel, Letter, LetterState
from storage.repository import Rows
from storage.tables import letter

_AGAIN = (LetterState.REFUSED, LetterState.UNSURE)


class SqlLetters(Rows):
    """Implements `bot.notices.ports.Letters`."""

    async def add(self, letters: Iterable[Letter]) -> int:
        """Write letters; of existing ones, send the refused and the unsure again. Return how many will be sent."""
        going = 0
        for each in letters:
            new = await self._insert(letter, [self._encryption.values(letter, each)])
            again = update(letter).where(letter.c.id == each.id, letter.c.state.in_(_AGAIN))
            anew = {"state": LetterState.WAITING, "attempts": 0, "error": None, "send_after_at": each.send_after_at}
            going += new or await self._changed(again.values({**anew, "batch_id": each.batch_id}))
        return going

    async def due(self, channels: Sequence[Channel], now: datetime, most: int) -> list[DueRow]:
        """Return letters that wait to be sent by one of these channels, oldest first."""
        ready = select(letter.c.id, letter.c.organisation_id).where(_ready(channels, now))
        return await self._due(ready.order_by(letter.c.send_after_at, letter.c.id).limit(most))

    async def get(self, letter_id: UUID) -> Letter | None:
        """Return one letter."""
        row = await self._one(select(letter).where(letter.c.id == letter_id))
        return None if row is None else self._encryption.entity(Letter, letter, row)

    async def claim(self, waiting: Letter, *, now: datetime, until: datetime) -> bool:
        """Claim a letter that waits; False when another process was first."""
        as_read = (letter.c.id == waiting.id) & _ready([waiting.channel], now)
        claimed = update(letter).where(as_read).values(state=LetterState.SENDING, lease_until=until)
        return await self._changed(claimed) == 1

    async def give_up_lost(self, now: datetime) -> None:
        """Mark as unsure the letters that a process was sending when it died."""
        lost = (letter.c.state == LetterState.SENDING) & (letter.c.lease_until <= now)
        await self._changed(update(letter).where(lost).values(state=LetterState.UNSURE, lease_until=None))

    async def settle(self, letter_id: UUID, state: LetterState, *, error: str | None) -> None:
        """Record what became of a letter."""
        await self._set(letter_id, {"state": state, "error": self._error(letter_id, error), "lease_until": None})

    async def later(self, letter_id: UUID, *, after: datetime, error: str) -> None:
        """Give a letter back, to be sent after `after`; counts an attempt."""
        values = {"state": LetterState.WAITING, "send_after_at": after, "error": self._error(letter_id, error)}
        await self._set(letter_id, {**values, "attempts": letter.c.attempts + 1, "lease_until": None})

    async def redirect(self, letter_id: UUID, channel: Channel, *, after: datetime) -> None:
        """Send a claimed letter, which its channel refused, by another one."""
        waits = {"state": LetterState.WAITING, "send_after_at": after, "attempts": 0, "lease_until": None}
        await self._set(letter_id, {**waits, "channel": channel, "error": None})

    async def of_invitation(self, invitation_id: UUID) -> list[Letter]:
        """Return an invitation's letters, by channel."""
        rows = await self._all(select(letter).where(letter.c.invitation_id == invitation_id).order_by(letter.c.channel))
        return [self._encryption.entity(Letter, letter, row) for row in rows]

    async def newest_notice_of(self, person_id: UUID) -> Letter | None:
        """Return the newest letter that replaced a notice to this person."""
        theirs = select(letter).where(letter.c.person_id == person_id, letter.c.notice_id.is_not(None))
        row = await self._one(theirs.order_by(letter.c.send_after_at.desc(), letter.c.id).limit(1))
        return None if row is None else self._encryption.entity(Letter, letter, row)

    async def counts(self, organisation_id: UUID, batch_id: UUID) -> dict[LetterState, int]:
        """Count the letters that were ordered together, by state."""
        together = (letter.c.organisation_id == organisation_id) & (letter.c.batch_id == batch_id)
        counted = select(letter.c.state, func.count()).where(together).group_by(letter.c.state)
        return {row[0]: row[1] for row in (await self._connection.execute(counted)).all()}

    async def _set(self, letter_id: UUID, values: dict[str, object]) -> None:
        held = (letter.c.id == letter_id) & (letter.c.state == LetterState.SENDING)
        await self._changed(update(letter).where(held).values(values))

    def _error(self, letter_id: UUID, error: str | None) -> bytes | None:
        return self._encryption.encrypt(letter.c.error, str(letter_id), error)


def _ready(channels: Sequence[Channel], now: datetime) -> ColumnElement[bool]:
    waits = (letter.c.state == LetterState.WAITING) & (letter.c.send_after_at <= now)
    return waits & letter.c.channel.in_(channels)
