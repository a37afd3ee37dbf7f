"""Counts a live code's time down where it is shown: what to change in which message, and when.

The next run first marks codes that were used or have expired, then counts the others down. One run changes at most
`MOST` messages: when a thousand people show codes at once the steps become longer instead of the load higher. State is
in rows instead of timers, so counting continues after a restart. Nothing is sent from here, and the contents of the
message are removed when the code is over.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.due_rows import DueRows
from bot.passes.live_codes.countdowns import Countdown, DueCountdown
from bot.passes.live_codes.show_live_code import ShownCode
from bot.passes.models import LiveCode
from bot.passes.ports import OpenPasses, ReadPasses
from bot.staff.access import present
from bot.staff.models import Speaker

TICK: Final = timedelta(seconds=15)
MOST: Final = 40


class Over(StrEnum):
    """Why a countdown is over."""

    USED = "used"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Tick:
    """One change of one message: its contents `told`, and the time that is `left` or why the code is `over`."""

    chat_id: int
    message_id: int
    told: dict[str, str | int]
    left: timedelta
    over: Over | None


@dataclass(frozen=True, slots=True)
class StartCountdown:
    """Starts a countdown in the message that was just sent or changed."""

    open: OpenPasses

    async def __call__(self, speaker: Speaker, shown: ShownCode, message_id: int, *, now: datetime) -> None:
        """Count this code down in that message; an earlier countdown there ends."""
        told: dict[str, str | int] = {
            "typed": shown.typed,
            "type": shown.pass_.type,
            "number": shown.pass_.number,
            "pass_id": str(shown.pass_.id),
            "name": shown.holder_name,
            "until": shown.until_at.isoformat(),
            "language": speaker.account.language,
            "zone": speaker.organisation.time_zone,
        }
        chat_id = speaker.account.chat_id
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            await tx.countdowns.start(Countdown(chat_id, message_id, shown.code_id, told, now + TICK))


@dataclass(frozen=True, slots=True)
class CountDown:
    """Periodic job. It first reads without locking anything, because most runs find nothing to do."""

    open: OpenPasses
    read: ReadPasses

    async def __call__(self, show: Callable[[Tick], Awaitable[None]], *, now: datetime) -> int:
        """Have each due message changed, by one process; return how many there were.

        Messages are claimed one after another and changed at the same time: one that waits holds up no other.
        """
        claiming = asyncio.Lock()

        async def claim_and_show(due: DueCountdown, now: datetime) -> bool:
            async with claiming:
                tick = await self._claimed(due, now)
            if tick is not None:
                await show(tick)
            return tick is not None

        return await DueRows(
            job="count_down",
            open=self.open,
            read=self.read,
            find=lambda tx, most: tx.countdowns.due(now, most),
            handle_one=claim_and_show,
            limit=MOST,
            at_once=MOST,
        ).handle_each(now)

    async def _claimed(self, due: DueCountdown, now: datetime) -> Tick | None:
        async with self.open() as tx:
            found = await tx.countdowns.get(due)
            if found is None:
                return None
            one, code = found
            if _over(code, now) is not None:
                claimed = await tx.countdowns.stop(one)
            else:
                claimed = one.next_at <= now and await tx.countdowns.move(one, now + TICK)
        return _tick(one, code, now) if claimed else None


def _tick(one: Countdown, code: LiveCode, now: datetime) -> Tick:
    return Tick(one.chat_id, one.message_id, one.told, code.expires_at - now, _over(code, now))


def _over(code: LiveCode, now: datetime) -> Over | None:
    if code.used_at is not None:
        return Over.USED
    return Over.EXPIRED if now >= code.expires_at else None
