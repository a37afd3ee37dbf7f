"""The inbox: updates are stored before Telegram is told that they were received, and handled in order for each person.

A queue (one sender's updates) is handled by one task of one process, which holds its lease. What a crash left undone is
claimed again when the lease has expired, by this process or another. Queues beyond `at_once` are left to whichever
process has room first; those that nobody claimed in a moment are claimed all the same, so that a slow answer holds up
nobody else. An update that fails is tried a few times and then moved to the dead letters, so that it never holds up its
sender for long. While Telegram or the database is unavailable, updates wait without counting as failed.
"""

import asyncio
import contextlib
import errno
import json
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final, TypeVar

import structlog
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramForbiddenError, TelegramRetryAfter
from aiogram.types import Update
from pydantic import ValidationError

from bot.counters import Counters
from bot.errors import UnavailableError
from bot.inbox import FROM_PAGES, Inbox, StoredUpdate, UserQueue
from handlers.bot_api.limits import AnswerDroppedError, passes
from handlers.refusals import apologise
from handlers.updates.fsm_storage import Memory, Remembered

LEASE = timedelta(seconds=30)
LOOKED_FOR_LEFTOVERS_EVERY = 5.0
TRIES = 3
CRASHES = 5
"""After so many processes died while they handled an update, it is not handled again."""
MOST_USER_QUEUES = 256
SHARED_USER_QUEUES = 16
"""So many queues, most of them waiting for Telegram, keep one process busy; beyond that others are quicker."""
PATIENCE = 0.25
DISK_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
"""Errors of a file that could not be written because the disk, or the user's share of it, is full."""

UNAVAILABLE_PAUSES = (1, 2, 4, 8, 15, 30, 60, 120, 240, 300)
"""Seconds between tries while something is unavailable. After the last one it counts as a failure.

A call that fails for one update alone must not hold up its sender for ever.
"""
HELD_SECONDS = 20.0
"""How long leases are certain to hold after they were renewed."""

_KEPT_OF_PRESSED: Final = frozenset({"message_id", "date", "chat", "photo", "document", "reply_markup"})

log = structlog.get_logger(__name__)

_Done = TypeVar("_Done")


@dataclass(slots=True)
class InboxWorker:
    """Stores raw updates and handles each of them."""

    inbox: Inbox
    dispatcher: Dispatcher
    bot: Bot
    memory: Memory
    holder: str
    counters: Counters = field(default_factory=Counters)
    at_once: int = MOST_USER_QUEUES
    _working: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _stopping: bool = False
    _awake: asyncio.Event = field(default_factory=asyncio.Event)
    _stopped: asyncio.Event = field(default_factory=asyncio.Event)
    _renewed: float = field(default_factory=time.monotonic)

    def nudge(self) -> None:
        """Look for unclaimed updates, if there is room."""
        self._awake.set()

    async def take(self, raw: Iterable[dict[str, Any]]) -> None:
        """Store a batch in one transaction and begin to handle it; after that it may be acknowledged.

        What has an id of those that pages make is none of Telegram's, and dropped.
        """
        telegrams = [one for one in raw if one["update_id"] < FROM_PAGES]
        updates = [StoredUpdate(one["update_id"], sender(one), _written(one)) for one in telegrams]
        if updates:
            now = datetime.now(UTC)
            room, lease = self._room(self.at_once), {"now": now, "until": now + LEASE}
            user_queues = await self.inbox.store(updates, holder=self.holder, **lease, most=room)
            self.counters.received += len(updates)
            self._begin(user_queues)
            if len({one.sender for one in updates}) > room:
                self.nudge()

    async def keep_going(self) -> None:
        """Renew the leases of queues being handled, and claim what others left; runs until cancelled."""
        due_at = time.monotonic()
        while True:
            try:
                if time.monotonic() < due_at:
                    due_at = await self._look_at_what_was_left(due_at)
                else:
                    due_at = time.monotonic() + LOOKED_FOR_LEFTOVERS_EVERY
                    await self._renew()
                    await self.inbox.forget_secrets(datetime.now(UTC))  # first: what expired is not handled any more
                    await self._take_up(MOST_USER_QUEUES)
                    self.counters.heartbeats["inbox"] = time.monotonic()
            except UnavailableError as unavailable:
                log.error("database unavailable: updates are not acknowledged and not lost", reason=unavailable.reason)  # noqa: TRY400 - no bug
            except Exception:
                log.exception("inbox worker failed, continues")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._awake.wait(), due_at - time.monotonic())
            self._awake.clear()

    async def stop(self, within: float) -> None:
        """Wait some seconds for what is being handled, then release every queue."""
        self._stopping = True
        self._stopped.set()
        if self._working:
            await asyncio.wait(self._working.values(), timeout=within)
        for task in list(self._working.values()):
            task.cancel()
        await self.inbox.release(holder=self.holder)

    async def _renew(self) -> None:
        started = time.monotonic()
        if self._working:
            await self.inbox.renew(list(self._working), holder=self.holder, until=datetime.now(UTC) + LEASE)
        self._renewed = started

    async def _look_at_what_was_left(self, due_at: float) -> float:
        """Claim it if there is room; return when to claim it all the same."""
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

    def _begin(self, user_queues: Iterable[UserQueue]) -> None:
        for user_queue in user_queues:
            task = asyncio.create_task(self._work(user_queue, self._working.get(user_queue.sender)))
            self._working[user_queue.sender] = task
            task.add_done_callback(partial(self._finished, user_queue.sender))

    def _finished(self, user_queue: int, task: asyncio.Task[None]) -> None:
        if self._working.get(user_queue) is task:
            del self._working[user_queue]
            if len(self._working) == self.at_once - 1:
                self.nudge()  # while it was full, something may have been left

    async def _work(self, user_queue: UserQueue, before: asyncio.Task[None] | None) -> None:
        waiting = user_queue.updates
        remembered = Remembered(user_queue.memory, user_queue.secret)
        if before is not None:
            # The queue was released and claimed again before its last task had quite ended.
            await asyncio.wait([before])
        try:
            while waiting and not self._stopping:
                kept, waiting = await self._one(user_queue.sender, remembered, waiting[0])
                remembered = kept or remembered
        except UnavailableError as unavailable:
            # Nothing is lost: the lease expires, and the queue is claimed again once the storage is back.
            log.warning("queue released", sender_queue=user_queue.sender, reason=unavailable.reason)
        except Exception:
            log.exception("queue released", sender_queue=user_queue.sender)
        finally:
            self.memory.forget(user_queue.sender)

    async def _one(
        self, user_queue: int, remembered: Remembered, update: StoredUpdate
    ) -> tuple[Remembered | None, tuple[StoredUpdate, ...]]:
        async def handle() -> str | None:
            self.memory.recall(user_queue, remembered)
            return await self._handle(update)

        try:
            error = await self._unless_unavailable(handle)
        except TimeoutError:
            error = UnavailableError.__name__
            log.error(  # noqa: TRY400 - no bug
                "update failed: what it needs stayed unavailable", update_id=update.id, attempts=update.attempts + 1
            )
        if error is None:
            self.counters.handled += 1
            kept = self.memory.changed(user_queue)
            # A secret that did not change keeps the time at which it is erased.
            what = (kept.memory, kept.secret if kept.secret != remembered.secret else None) if kept else (None,)
            # Once handled it is not handled again, only because it could not be marked at once.
            return kept, await self._unless_unavailable(
                lambda: self._settle(self.inbox.done, user_queue, update.id, *what)
            )
        self.counters.failed += 1
        most = _most_tries(update)
        self.counters.dead += update.attempts + 1 >= most
        failed = partial(self.inbox.failed, most=most)
        waiting = await self._unless_unavailable(lambda: self._settle(failed, user_queue, update.id, error))
        if any(one.id == update.id for one in waiting):
            await asyncio.sleep(2.0**update.attempts)
        return None, waiting

    async def _settle(
        self, settle: Callable[..., Awaitable[tuple[StoredUpdate, ...]]], user_queue: int, update_id: int, *what: object
    ) -> tuple[StoredUpdate, ...]:
        now = datetime.now(UTC)
        return await settle(user_queue, update_id, *what, holder=self.holder, now=now, until=now + LEASE)

    async def _unless_unavailable(self, do: Callable[[], Awaitable[_Done]]) -> _Done:
        """Call it, and again while something is unavailable, for as long as the lease is certain to hold.

        Raise TimeoutError after that.
        """
        for at_least in UNAVAILABLE_PAUSES:
            try:
                return await do()
            except UnavailableError as unavailable:
                pause = min(max(at_least, unavailable.seconds), UNAVAILABLE_PAUSES[-1])
                log.warning("update waits", reason=unavailable.reason, next_try_seconds=pause)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopped.wait(), pause)
                if self._stopping or time.monotonic() - self._renewed > HELD_SECONDS:
                    raise
        raise TimeoutError

    async def _give_up(self, stored: StoredUpdate, update: Update) -> str:
        log.error("update given up: processes died while they handled it", crashes=stored.crashes)
        with contextlib.suppress(Exception):
            await apologise(self.bot, update)
        return "ProcessDied"

    async def _handle(self, stored: StoredUpdate) -> str | None:
        """Handle one update; return the error, if there was one."""
        with structlog.contextvars.bound_contextvars(update_id=stored.id):
            try:
                update = Update.model_validate_json(stored.payload, context={"bot": self.bot})
            except ValidationError as error:
                # Of a shape that came after this version of aiogram. The error quotes what it read: not for a log.
                log.error("update cannot be decoded", attempts=stored.attempts + 1, where=error.errors()[0]["loc"])  # noqa: TRY400 - as said
                return type(error).__name__
            if stored.crashes >= CRASHES:
                return await self._give_up(stored, update)
            try:
                await self.dispatcher.feed_update(self.bot, update)
            except TelegramForbiddenError:
                return None  # the person blocked the bot while it was answering: there is nobody to tell
            except AnswerDroppedError:
                log.warning("a stranger is not answered: too many wait")
                return None
            except UnavailableError:
                raise
            except Exception as error:
                if (waits := _temporary(error)) is not None:
                    raise waits from error
                log.exception("update failed", attempts=stored.attempts + 1)
                if stored.attempts + 1 >= TRIES:
                    with contextlib.suppress(Exception):
                        await apologise(self.bot, update)
                return type(error).__name__
        return None


def _temporary(error: Exception) -> UnavailableError | None:
    """Return why an update waits after this error; None for an error that counts as a failure."""
    match error:
        case TelegramRetryAfter():
            return UnavailableError("Telegram wants fewer calls", error.retry_after)
        case OSError() if error.errno in DISK_FULL:
            return UnavailableError("a disk is full")
        case _:
            return UnavailableError("Telegram is unavailable") if passes(error) else None


def _most_tries(update: StoredUpdate) -> int:
    return 1 if update.crashes >= CRASHES else TRIES


def _written(raw: dict[str, Any]) -> bytes:
    """Return what is stored of an update: of a pressed message its place and kind.

    The rest was written by the bot and is never read; parsed as aiogram's models, it is most of such an update.
    """
    match raw:
        case {"callback_query": {"message": dict(message)} as pressed}:
            kept = {key: part for key, part in message.items() if key in _KEPT_OF_PRESSED}
            if "reply_markup" in kept:
                kept["reply_markup"] = {"inline_keyboard": []}
            raw = {**raw, "callback_query": {**pressed, "message": kept}}
    return json.dumps(raw).encode()


def sender(raw: dict[str, Any]) -> int:
    """Return the Telegram id of the user an update comes from, 0 for none."""
    for event in raw.values():
        match event:
            case {"from": {"id": int(sender_id)}}:
                return sender_id
    return 0
