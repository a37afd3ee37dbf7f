"""Notices out: claims what is due, has it sent within Telegram's limits, records what became of it. Nothing is lost.

What is in hand is held by a lease that is renewed while it is; a crash between sending and recording sends it once more
when the lease has run out, and that is the only way anything is sent twice. What one person is to read goes out in
order, one after the other; different people wait for each other only where Telegram's limits make them.
"""

import asyncio
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from bot.clock import Clock
from bot.errors import UnavailableError
from bot.notices.outbox import Address
from bot.notices.ports import OpenNotices
from handlers.bot_api.limits import BROADCAST
from handlers.outbox.records import Records
from handlers.outbox.sending import Sender

LEASE = timedelta(seconds=30)
RENEWED_EVERY = LEASE / 3
BATCH = 64
FEW = BATCH // 2
IDLE_SECONDS = 5.0
FINISHED_WITHIN_SECONDS = 10.0
"""How long a stop waits for what is being sent; a notice that waits for a pause to end is given back."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class OutboxWorker:
    """Runs until cancelled; `nudge()` wakes it when something was just written.

    While fewer than `FEW` people are being told something, it claims up to `BATCH` notices more: somebody with hundreds
    of them, one a second, holds up nobody else.
    """

    open: OpenNotices
    send: Sender
    records: Records
    clock: Clock
    holder: str
    _user_queues: dict[int | None, deque[Address]] = field(default_factory=dict)
    _sending: set[asyncio.Task[None]] = field(default_factory=set)
    _in_hand: set[UUID] = field(default_factory=set)
    _stopping: bool = False
    _awake: asyncio.Event = field(default_factory=asyncio.Event)
    _renew_at: datetime | None = None

    def nudge(self) -> None:
        """Look now."""
        self._awake.set()

    def stop(self) -> None:
        """Claim nothing more; what is being sent is finished and recorded."""
        self._stopping = True
        self._awake.set()

    async def run(self) -> None:
        """Claim and send until stopped; what was claimed and not sent is given back."""
        BROADCAST.set(True)
        recording = asyncio.create_task(self.records.keep(self._recorded))
        try:
            while not self._stopping:
                await self._look()
            if self._sending:
                await asyncio.wait(self._sending, timeout=FINISHED_WITHIN_SECONDS)
        finally:
            for task in (*self._sending, recording):
                task.cancel()
            await asyncio.gather(*self._sending, recording, return_exceptions=True)
            await self._end()

    async def _look(self) -> None:
        self._awake.clear()
        claimed = 0
        try:
            await self._renew()
            if len(self._user_queues) < FEW:
                claimed = await self._claim()
        except UnavailableError as unavailable:
            log.warning("notices wait", reason=unavailable.reason)
        except Exception:
            log.exception("outbox worker failed, continues")
        if claimed < BATCH or len(self._user_queues) >= FEW:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._awake.wait(), IDLE_SECONDS)

    async def _renew(self) -> None:
        now = self.clock()
        if self._renew_at is not None and now < self._renew_at:
            return
        self._renew_at = now + RENEWED_EVERY
        if self._in_hand:
            async with self.open() as tx:
                await tx.outbox.renew(holder=self.holder, until=now + LEASE)

    async def _claim(self) -> int:
        now = self.clock()
        async with self.open() as tx:
            claimed = await tx.outbox.claim(holder=self.holder, now=now, until=now + LEASE, most=BATCH)
        # A clock set forward ends a lease early: what is in hand is not taken up a second time.
        fresh = [address for address in claimed if address.notice.id not in self._in_hand]
        self._line_up(fresh)
        return len(fresh)

    def _line_up(self, addresses: Iterable[Address]) -> None:
        for address in addresses:
            self._in_hand.add(address.notice.id)
            if (user_queue := self._user_queues.get(address.telegram_id)) is not None:
                user_queue.append(address)
                continue
            self._user_queues[address.telegram_id] = deque([address])
            task = asyncio.create_task(self._work(address.telegram_id))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)

    async def _work(self, chat_id: int | None) -> None:
        """Send what one chat is to get, one after the other."""
        user_queue = self._user_queues[chat_id]
        try:
            while user_queue and not self._stopping:
                self.records.add(await self.send(user_queue.popleft()))
        finally:
            del self._user_queues[chat_id]

    def _recorded(self, notice_ids: Iterable[UUID]) -> None:
        self._in_hand.difference_update(notice_ids)
        if len(self._user_queues) < FEW:
            self._awake.set()

    async def _end(self) -> None:
        try:
            await self.records.flush()
            async with self.open() as tx:
                await tx.outbox.release(holder=self.holder)
        except UnavailableError as unavailable:
            log.warning("notices not released, their lease will expire", reason=unavailable.reason)
        except Exception:
            log.exception("notices not released, their lease will expire")
