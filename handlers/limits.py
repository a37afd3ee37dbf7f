"""Keeps Telegram's limits for every call, and waits out what Telegram asks to wait out.

Interactive answers never wait behind a broadcast: the limiter keeps headroom for whoever is not marked as a broadcast.
"""

import asyncio
import time
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import structlog
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import File, Message, User

from bot.counters import Counters
from bot.notices.rates import Limiter

BROADCAST: ContextVar[bool] = ContextVar("broadcast", default=False)
"""Set where notices are sent: they give way to answers, and their failures go back to the outbox."""

TRIES = 4
PATIENCE_SECONDS = 60
_ANSWERS = (Response[Message], Response[bool], Response[Message | bool], Response[File], Response[User])
"""pydantic forgets a generic model nobody holds, and aiogram asks for one at every call: half the cost of a call."""

_NOT_MESSAGES = ("GetUpdates", "GetMe", "GetFile", "AnswerCallbackQuery", "SendChatAction", "SetMyCommands")

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class KeepLimits(BaseRequestMiddleware):
    """Stands before every call to Telegram."""

    limiter: Limiter
    counters: Counters = field(default_factory=Counters)

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        """Wait for a place, call; after a passing failure try again, but leave notices to the outbox."""
        for tried in range(1, TRIES + 1):
            await self._wait(method)
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as error:
                self.counters.too_many += 1
                if BROADCAST.get():
                    self.limiter.pause(time.monotonic(), error.retry_after)
                    raise
                # An answer that came too fast for its own chat holds up nobody else.
                if tried == TRIES or error.retry_after > PATIENCE_SECONDS:
                    raise
                await asyncio.sleep(error.retry_after)
            except (TelegramNetworkError, TelegramServerError) as error:
                if BROADCAST.get() or tried == TRIES:
                    raise
                log.info("calling again", method=type(method).__name__, reason=type(error).__name__)
                await asyncio.sleep(0.3 * 2**tried)
        raise AssertionError  # pragma: no cover - the loop returns or raises

    async def _wait(self, method: TelegramMethod[Any]) -> None:
        chat_id = getattr(method, "chat_id", None)
        if type(method).__name__ in _NOT_MESSAGES or not isinstance(chat_id, int):
            return
        urgent = not BROADCAST.get()
        while (seconds := self.limiter.reserve(chat_id, time.monotonic(), urgent=urgent)) > 0:
            await asyncio.sleep(seconds)
            if urgent:
                return  # its place is kept; a broadcast asks again
