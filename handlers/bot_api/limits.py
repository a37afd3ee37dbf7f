"""Keeps Telegram's limits for every call, and waits as long as Telegram demands.

Interactive replies never wait behind a broadcast: the limiter reserves capacity for them. They count among the thirty a
second but ignore the limit of one a second in a chat: a person who presses faster is answered at once, as Telegram
allows for a while, and a 429 delays only them. A notice that gets a 429 goes back to the outbox; `bot.notices.rates`
says which other notices wait for it.
"""

import asyncio
import json
import math
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakValueDictionary

import structlog
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import File, Message, User

from bot.counters import Counters
from bot.notices.rates import LONGEST_PAUSE, Limiter, Pace

BROADCAST: ContextVar[bool] = ContextVar("broadcast", default=False)
"""Set where notices are sent: they give way to replies, and their failures go back to the outbox."""

PROGRESS: ContextVar[bool] = ContextVar("progress", default=False)
"""Set beside `BROADCAST` where a message that shows progress is edited: it does not queue behind the notices."""

STILL_WANTED: ContextVar[Callable[[], Awaitable[bool]] | None] = ContextVar("still_wanted", default=None)
"""Set where the person may replace what is being edited: asked after every wait, right before the edit is sent."""

STRANGER: ContextVar[bool] = ContextVar("stranger", default=False)
"""Set where somebody who is not registered is answered: registered people's answers do not wait for these."""

TRIES = 4
MOST_STRANGERS_WAITING = 64
"""How many strangers wait to be answered at once; a flood of strangers gets no further answers."""
STRANGERS_AT_ONCE = 12
PATIENCE_SECONDS = 60
IN_TURN_SECONDS = 0.2
"""Longer than the pause between two notices, shorter than the rest of a chat."""
_ANSWERS = (
    Response[Message],
    Response[bool],
    Response[Message | bool],
    Response[File],
    Response[User],
    Response[list[dict[str, Any]]],
)
"""pydantic drops a generic model that nothing refers to; aiogram needs one at every call: half the call's cost."""

_NOT_MESSAGES = (
    "GetUpdates",
    "GetMe",
    "GetFile",
    "AnswerCallbackQuery",
    "SendChatAction",
    "SetMyCommands",
    "DeleteMyCommands",
)

log = structlog.get_logger(__name__)


class AnswerDroppedError(Exception):
    """A stranger is not answered, because too many others wait for an answer."""


class SupersededError(Exception):
    """An edit is not sent, because its message shows something else by now."""


@dataclass(slots=True)
class StrangersLimit:
    """Lets few updates of strangers be handled at once: the database has one writer, for whom everybody waits.

    More than may have files in work, so that those who wait for a worker process leave room for the others.
    """

    at_once: int = STRANGERS_AT_ONCE
    most_waiting: int = MOST_STRANGERS_WAITING
    _turns: asyncio.Semaphore = field(init=False)
    _waiting: int = 0

    def __post_init__(self) -> None:
        self._turns = asyncio.Semaphore(self.at_once)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a turn and hold it; AnswerDroppedError where too many wait."""
        if self._waiting >= self.most_waiting:
            raise AnswerDroppedError
        self._waiting += 1
        try:
            await self._turns.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._turns.release()


@dataclass(frozen=True, slots=True)
class OwnPace:
    """The limits of a process that is the only one of its bot; `noted` notes pauses where other programs see them."""

    limiter: Limiter
    noted: Pace | None = None

    async def reserve(self, chat_id: int, *, urgent: bool, kind: str = "", progress: bool = False) -> float:
        """Return the seconds to wait."""
        return self.limiter.reserve(chat_id, time.monotonic(), urgent=urgent, kind=kind, progress=progress)

    async def pause(self, chat_id: int, kind: str, seconds: float) -> None:
        """Note a pause that Telegram demands."""
        self.limiter.pause(chat_id, kind, time.monotonic(), seconds)
        if self.noted is not None:
            await self.noted.pause(chat_id, kind, seconds)


@dataclass(slots=True)
class KeepLimits(BaseRequestMiddleware):
    """Middleware of every call to Telegram. Without a `pace` nothing waits (a Bot API server of one's own).

    Edits of one message are sent one after another, so that the one that was decided last is the one that stays.
    """

    pace: Pace | None
    counters: Counters = field(default_factory=Counters)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _progress_turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _strangers_turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _strangers_waiting: int = 0
    _edits: WeakValueDictionary[tuple[int, int], asyncio.Lock] = field(default_factory=WeakValueDictionary)

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        """Wait for capacity and call; retry after a temporary failure, but leave notices to the outbox."""
        for tried in range(1, TRIES + 1):
            await self._wait(method)
            try:
                async with self._turn_to_edit(method):
                    await _require_wanted()
                    return await make_request(bot, method)
            except TelegramRetryAfter as error:
                await self._too_many(method, error, tried)
            except (TelegramNetworkError, TelegramServerError, ClientDecodeError) as error:
                if BROADCAST.get() or tried == TRIES or not passes(error):
                    raise
                log.info("calling again", method=type(method).__name__, reason=type(error).__name__)
                await asyncio.sleep(0.3 * 2**tried)
        raise AssertionError  # pragma: no cover - the loop returns or raises

    def _turn_to_edit(self, method: TelegramMethod[Any]) -> AbstractAsyncContextManager[Any]:
        chat_id, message_id = _chat_of(method), getattr(method, "message_id", None)
        if chat_id is None or message_id is None or _kind(method) != "edit":
            return nullcontext()
        return self._edits.setdefault((chat_id, message_id), asyncio.Lock())

    async def _too_many(self, method: TelegramMethod[Any], error: TelegramRetryAfter, tried: int) -> None:
        """Note the pause; wait as long as Telegram says, or raise again."""
        self.counters.too_many += 1
        log.warning("too many requests", method=type(method).__name__, retry_after_seconds=error.retry_after)
        chat_id = _chat_of(method)
        if self.pace is not None and chat_id is not None:
            await self.pace.pause(chat_id, _kind(method), error.retry_after)
        if BROADCAST.get() or tried == TRIES or error.retry_after > PATIENCE_SECONDS:
            raise error
        await asyncio.sleep(error.retry_after)

    async def _wait(self, method: TelegramMethod[Any]) -> None:
        chat_id = _chat_of(method)
        if self.pace is None or chat_id is None:
            return
        if BROADCAST.get():
            await self._wait_in_turn(self.pace, chat_id, method)
        elif STRANGER.get():
            await self._let_stranger_wait(self.pace, chat_id)
        elif (seconds := await self.pace.reserve(chat_id, urgent=True)) > 0:
            await asyncio.sleep(seconds)

    async def _let_stranger_wait(self, pace: Pace, chat_id: int) -> None:
        """Wait for capacity that registered people leave; AnswerDroppedError where too many wait."""
        if self._strangers_waiting >= MOST_STRANGERS_WAITING:
            raise AnswerDroppedError
        self._strangers_waiting += 1
        try:
            while (seconds := await _reserve_in_turn(self._strangers_turn, pace, chat_id, "")) > 0:  # noqa: ASYNC110 - time alone frees a place
                await asyncio.sleep(seconds)
        finally:
            self._strangers_waiting -= 1

    async def _wait_in_turn(self, pace: Pace, chat_id: int, method: TelegramMethod[Any]) -> None:
        """Let one notice wait for capacity at a time; one whose own chat must pause lets the others pass.

        A notice to a chat that Telegram has paused for long goes back to the outbox without a call.
        """
        turn = self._progress_turn if PROGRESS.get() else self._turn
        while (seconds := await _reserve_in_turn(turn, pace, chat_id, _kind(method))) > 0:
            if seconds > LONGEST_PAUSE:
                raise TelegramRetryAfter(method, "the chat is paused", math.ceil(seconds))
            await asyncio.sleep(seconds)


async def _reserve_in_turn(turn: asyncio.Lock, pace: Pace, chat_id: int, kind: str) -> float:
    async with turn:
        progress = PROGRESS.get()
        seconds = await pace.reserve(chat_id, urgent=False, kind=kind, progress=progress)
        while 0 < seconds < IN_TURN_SECONDS:
            await asyncio.sleep(seconds)
            seconds = await pace.reserve(chat_id, urgent=False, kind=kind, progress=progress)
        return seconds


async def _require_wanted() -> None:
    still_wanted = STILL_WANTED.get()
    if still_wanted is not None and not await still_wanted():
        raise SupersededError


def _chat_of(method: TelegramMethod[Any]) -> int | None:
    """Return the chat in which a call counts as a message; None for a call that does not."""
    chat_id = getattr(method, "chat_id", None)
    return chat_id if isinstance(chat_id, int) and type(method).__name__ not in _NOT_MESSAGES else None


def _kind(method: TelegramMethod[Any]) -> str:
    """Return what Telegram limits separately: to send, to edit, to delete (the first word of the method's name)."""
    return str(re.findall("[A-Z][a-z]+", type(method).__name__)[0]).lower()


def passes(error: Exception) -> bool:
    """Return whether a call failed for a temporary reason: no response, a Telegram error, a proxy's error page."""
    if isinstance(error, ClientDecodeError):
        return isinstance(error.original, json.JSONDecodeError)  # else it was done, and only its answer not understood
    return isinstance(error, TelegramNetworkError | TelegramServerError)
