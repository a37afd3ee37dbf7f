"""Updates in: stored before Telegram is told that they were received, handled in order for one person.

A lane (one sender's updates) is worked on by one task of one process, which holds its lease. What a crash left undone
is taken up again when the lease has run out, by this process or another. An update that fails is tried a few times and
then set aside, so that it cannot hold up its sender for ever.
"""

import asyncio
import contextlib
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramForbiddenError
from aiogram.types import Update
from pydantic import ValidationError

from bot.counters import Counters
from bot.inbox import Inbox, Lane, StoredUpdate
from handlers.memory import Memory
from handlers.refusals import apologise

LEASE = timedelta(seconds=30)
LOOKED_FOR_LEFTOVERS_EVERY = 5.0
TRIES = 3
MOST_LANES = 256

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Intake:
    """Takes raw updates and sees each of them handled."""

    inbox: Inbox
    dispatcher: Dispatcher
    bot: Bot
    memory: Memory
    holder: str
    counters: Counters = field(default_factory=Counters)
    _working: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _stopping: bool = False

    async def take(self, raw: Iterable[dict[str, Any]]) -> None:
        """Store a batch in one transaction and begin to work on it; once this returns it may be acknowledged."""
        updates = [StoredUpdate(one["update_id"], sender(one), json.dumps(one).encode()) for one in raw]
        if updates:
            now = datetime.now(UTC)
            lanes = await self.inbox.store(updates, holder=self.holder, now=now, until=now + LEASE)
            self.counters.received += len(updates)
            self._begin(lanes)

    async def keep_going(self) -> None:
        """Renew the leases of lanes being worked on, and take up what others left; runs until cancelled."""
        while True:
            try:
                await self._renew()
                await self._take_up()
                self.counters.beats["inbox"] = time.monotonic()
            except Exception:
                log.exception("the storage is away")
            await asyncio.sleep(LOOKED_FOR_LEFTOVERS_EVERY)

    async def stop(self, within: float) -> None:
        """Let what is being handled finish for some seconds, then give every lane back."""
        self._stopping = True
        if self._working:
            await asyncio.wait(self._working.values(), timeout=within)
        for task in list(self._working.values()):
            task.cancel()
        await self.inbox.release(holder=self.holder)

    async def _renew(self) -> None:
        if self._working:
            await self.inbox.renew(list(self._working), holder=self.holder, until=datetime.now(UTC) + LEASE)

    async def _take_up(self) -> None:
        now = datetime.now(UTC)
        room = MOST_LANES - len(self._working)
        if room > 0 and not self._stopping:
            self._begin(await self.inbox.claim(holder=self.holder, now=now, until=now + LEASE, most=room))

    def _begin(self, lanes: Iterable[Lane]) -> None:
        for lane in lanes:
            task = asyncio.create_task(self._work(lane, self._working.get(lane.sender)))
            self._working[lane.sender] = task
            task.add_done_callback(partial(self._finished, lane.sender))

    def _finished(self, lane: int, task: asyncio.Task[None]) -> None:
        if self._working.get(lane) is task:
            del self._working[lane]

    async def _work(self, lane: Lane, before: asyncio.Task[None] | None) -> None:
        waiting = lane.updates
        memory = lane.memory
        if before is not None:
            # The lane was released and claimed again before its last task had quite ended.
            await asyncio.wait([before])
        try:
            while waiting and not self._stopping:
                self.memory.recall(lane.sender, memory)
                kept, waiting = await self._one(lane.sender, waiting[0])
                memory = memory if kept is None else kept
        except Exception:
            # The storage itself failed: the lease runs out and the lane is taken up again, nothing is lost.
            log.exception("lane left", sender_lane=lane.sender)
        finally:
            self.memory.forget(lane.sender)

    async def _one(self, lane: int, update: StoredUpdate) -> tuple[bytes | None, tuple[StoredUpdate, ...]]:
        error = await self._handle(update)
        now = datetime.now(UTC)
        until = now + LEASE
        if error is None:
            self.counters.handled += 1
            kept = self.memory.changed(lane)
            return kept, await self.inbox.done(lane, update.id, kept, holder=self.holder, now=now, until=until)
        self.counters.failed += 1
        self.counters.aside += update.attempts + 1 >= TRIES
        waiting = await self.inbox.failed(lane, update.id, error, holder=self.holder, now=now, until=until, most=TRIES)
        if any(one.id == update.id for one in waiting):
            await asyncio.sleep(2.0**update.attempts)
        return None, waiting

    async def _handle(self, stored: StoredUpdate) -> str | None:
        """Handle one update; answer what went wrong, if anything did."""
        with structlog.contextvars.bound_contextvars(update_id=stored.id):
            try:
                update = Update.model_validate_json(stored.payload, context={"bot": self.bot})
            except ValidationError as error:
                # Of a shape that came after this version of aiogram. The error quotes what it read: not for a log.
                log.error("update not understood", attempts=stored.attempts + 1, where=error.errors()[0]["loc"])  # noqa: TRY400 - as said
                return type(error).__name__
            try:
                await self.dispatcher.feed_update(self.bot, update)
            except TelegramForbiddenError:
                return None  # the person blocked the bot while it was answering: there is nobody to tell
            except Exception as error:
                log.exception("update failed", attempts=stored.attempts + 1)
                if stored.attempts + 1 >= TRIES:
                    with contextlib.suppress(Exception):
                        await apologise(self.bot, update)
                return type(error).__name__
        return None


def sender(raw: dict[str, Any]) -> int:
    """Tell whose update it is: the Telegram id of the user it comes from, 0 for none."""
    for kind, event in raw.items():
        if kind != "update_id" and isinstance(event, dict) and isinstance(event.get("from"), dict):
            return int(event["from"].get("id", 0))
    return 0
