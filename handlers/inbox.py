"""Updates in: stored before Telegram is told that they were received, handled in order for one person.

A lane (one sender's updates) is worked on by one task of one process, which holds its lease. What a crash left undone
is taken up again when the lease has run out, by this process or another. What is more than `at_once` lanes is left to
whichever process has room first; what nobody took in a moment is taken all the same, so that those who wait for a slow
answer hold up nobody. An update that fails is tried a few times and then set aside, so that it cannot hold up its
sender for ever.
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
SHARED_LANES = 16
"""So many lanes, each mostly waiting for Telegram, keep one process busy: the next are quicker with another."""
PATIENCE = 0.25

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
    at_once: int = MOST_LANES
    _working: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _stopping: bool = False
    _awake: asyncio.Event = field(default_factory=asyncio.Event)

    def nudge(self) -> None:
        """Look at what was left, if there is room."""
        self._awake.set()

    async def take(self, raw: Iterable[dict[str, Any]]) -> None:
        """Store a batch in one transaction and begin to work on it; once this returns it may be acknowledged."""
        updates = [StoredUpdate(one["update_id"], sender(one), json.dumps(one).encode()) for one in raw]
        if updates:
            now = datetime.now(UTC)
            room, lease = self._room(self.at_once), {"now": now, "until": now + LEASE}
            lanes = await self.inbox.store(updates, holder=self.holder, **lease, most=room)
            self.counters.received += len(updates)
            self._begin(lanes)
            if len({one.sender for one in updates}) > room:
                self.nudge()

    async def keep_going(self) -> None:
        """Renew the leases of lanes being worked on, and take up what others left; runs until cancelled."""
        due_at = time.monotonic()
        while True:
            try:
                if time.monotonic() < due_at:
                    due_at = await self._look_at_what_was_left(due_at)
                else:
                    due_at = time.monotonic() + LOOKED_FOR_LEFTOVERS_EVERY
                    await self._renew()
                    await self._take_up(MOST_LANES)
                    self.counters.beats["inbox"] = time.monotonic()
            except Exception:
                log.exception("the storage is away")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._awake.wait(), due_at - time.monotonic())
            self._awake.clear()

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

    async def _look_at_what_was_left(self, due_at: float) -> float:
        """Take it up if there is room; answer when to take it up all the same."""
        if not self._room(self.at_once):
            return min(due_at, time.monotonic() + PATIENCE)
        await self._take_up(self.at_once)
        return due_at

    async def _take_up(self, most: int) -> None:
        if room := self._room(most):
            now = datetime.now(UTC)
            self._begin(await self.inbox.claim(holder=self.holder, now=now, until=now + LEASE, most=room))

    def _room(self, most: int) -> int:
        return 0 if self._stopping else max(0, most - len(self._working))

    def _begin(self, lanes: Iterable[Lane]) -> None:
        for lane in lanes:
            task = asyncio.create_task(self._work(lane, self._working.get(lane.sender)))
            self._working[lane.sender] = task
            task.add_done_callback(partial(self._finished, lane.sender))

    def _finished(self, lane: int, task: asyncio.Task[None]) -> None:
        if self._working.get(lane) is task:
            del self._working[lane]
            if len(self._working) == self.at_once - 1:
                self.nudge()  # while it was full, something may have been left

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
