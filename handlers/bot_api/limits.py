"""Keeps Telegram's limits for every call, and waits as long as Telegram demands.

Interactive replies never wait behind a broadcast: the limiter reserves capacity for them. They count among the thirty a
second but ignore the limit of one a second in a chat: a person who presses faster is answered at once, as Telegram
allows for a while, and a 429 delays only them.
"""

import asyncio
import json
import time
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import structlog
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import File, Message, User

from bot.counters import Counters
from bot.notices.rates import Limiter, Pace

BROADCAST: ContextVar[bool] = ContextVar("broadcast", default=False)
"""Set where notices are sent: they give way to replies, and their failures go back to the outbox."""

TRIES = 4
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


@dataclass(frozen=True, slots=True)
class OwnPace:
    """The limits of a process that is the only one of its bot."""

    limiter: Limiter

    async def reserve(self, chat_id: int, *, urgent: bool) -> float:
        """Return the seconds to wait."""
        return self.limiter.reserve(chat_id, time.monotonic(), urgent=urgent)

    async def pause(self, seconds: float) -> None:
        """Pause all calls for so long."""
        self.limiter.pause(time.monotonic(), seconds)


@dataclass(slots=True)
class KeepLimits(BaseRequestMiddleware):
    """Middleware of every call to Telegram. Without a `pace` nothing waits (a Bot API server of one's own)."""

    pace: Pace | None
    counters: Counters = field(default_factory=Counters)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        """Wait for capacity and call; retry after a temporary failure, but leave notices to the outbox."""
        for tried in range(1, TRIES + 1):
            await self._wait(method)
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as error:
                await self._too_many(error, tried)
            except (TelegramNetworkError, TelegramServerError, ClientDecodeError) as error:
                if BROADCAST.get() or tried == TRIES or not passes(error):
                    raise
                log.info("calling again", method=type(method).__name__, reason=type(error).__name__)
                await asyncio.sleep(0.3 * 2**tried)
        raise AssertionError  # pragma: no cover - the loop returns or raises

    async def _too_many(self, error: TelegramRetryAfter, tried: int) -> None:
        """Wait as long as Telegram says, or raise again."""
        self.counters.too_many += 1
        if BROADCAST.get():
            if self.pace is not None:
                await self.pace.pause(error.retry_after)
            raise error
        # An answer that came too fast for its own chat holds up nobody else.
        if tried == TRIES or error.retry_after > PATIENCE_SECONDS:
            raise error
        await asyncio.sleep(error.retry_after)

    async def _wait(self, method: TelegramMethod[Any]) -> None:
        chat_id = getattr(method, "chat_id", None)
        if self.pace is None or type(method).__name__ in _NOT_MESSAGES or not isinstance(chat_id, int):
            return
        if BROADCAST.get():
            await self._wait_in_turn(self.pace, chat_id)
        elif (seconds := await self.pace.reserve(chat_id, urgent=True)) > 0:
            await asyncio.sleep(seconds)

    async def _wait_in_turn(self, pace: Pace, chat_id: int) -> None:
        """Let one notice wait for capacity at a time; one whose own chat must pause lets the others pass."""
        while (seconds := await self._reserve_in_turn(pace, chat_id)) > 0:  # noqa: ASYNC110 - time alone frees a place
            await asyncio.sleep(seconds)

    async def _reserve_in_turn(self, pace: Pace, chat_id: int) -> float:
        async with self._turn:
            seconds = await pace.reserve(chat_id, urgent=False)
            while 0 < seconds < IN_TURN_SECONDS:
                await asyncio.sleep(seconds)
                seconds = await pace.reserve(chat_id, urgent=False)
            return seconds


def passes(error: Exception) -> bool:
    """Return whether a call failed for a temporary reason: no response, a Telegram error, a proxy's error page."""
    if isinstance(error, ClientDecodeError):
        return isinstance(error.original, json.JSONDecodeError)  # else it was done, and only its answer not understood
    return isinstance(error, TelegramNetworkError | TelegramServerError)
