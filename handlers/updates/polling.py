"""Long polling: stores the received updates before it requests the next ones, which acknowledges the first."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod

from bot.errors import UnavailableError
from handlers.updates.inbox import InboxWorker

HELD_SECONDS = 25
ANSWERS_WITHIN_SECONDS = HELD_SECONDS + 15
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
CONFLICT_PAUSE = 3.0
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]

log = structlog.get_logger(__name__)


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """`getUpdates` of the Bot API, returning each update as raw JSON.

    The inbox stores all of it, and an update that aiogram cannot parse does not hold back the others of its batch.
    """

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int
    limit: int = 100
    timeout: int = HELD_SECONDS
    allowed_updates: list[str] = ALLOWED


@dataclass(slots=True)
class Polling:
    """Fetches updates until stopped or cancelled."""

    inbox_worker: InboxWorker
    bot: Bot
    offset: int = 0
    _storing: asyncio.Lock = field(default_factory=asyncio.Lock)
    _stopping: bool = False

    async def run(self) -> None:
        """Poll; wait a little longer after each failure. PermissionError where Telegram refuses the token."""
        pause = FIRST_PAUSE
        while not self._stopping:
            try:
                await self._once()
                pause = FIRST_PAUSE
            except (TelegramUnauthorizedError, TelegramNotFound):
                raise PermissionError("Telegram does not know this BOT_TOKEN: get it again from @BotFather") from None
            except Exception as error:  # noqa: BLE001 - Telegram or the database is away: nothing was acknowledged
                seconds = _pause_after(error, pause)
                _report(error, seconds)
                await asyncio.sleep(seconds)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def stop(self) -> None:
        """Fetch nothing more; finish storing what was fetched. Telegram keeps the rest."""
        self._stopping = True
        async with self._storing:
            pass

    async def _once(self) -> None:
        updates = await self.bot(GetRawUpdates(offset=self.offset), request_timeout=ANSWERS_WITHIN_SECONDS)
        async with self._storing:
            await self._take(updates)
        self.inbox_worker.counters.heartbeats["polling"] = time.monotonic()

    async def _take(self, updates: list[dict[str, Any]]) -> None:
        if updates and not self._stopping:
            await self.inbox_worker.take(updates)
            self.offset = updates[-1]["update_id"] + 1


def _pause_after(error: Exception, pause: float) -> float:
    if isinstance(error, TelegramConflictError):
        return CONFLICT_PAUSE
    if isinstance(error, TelegramRetryAfter):
        return min(float(error.retry_after), LONGEST_PAUSE)  # a try too early costs one more refusal, no update
    return pause


def _report(error: Exception, seconds: float) -> None:
    if not isinstance(error, TelegramConflictError):
        reason = error.reason if isinstance(error, UnavailableError) else type(error).__name__
        log.warning("no updates", reason=reason, next_try_seconds=seconds)
    elif "webhook" in error.message:
        log.error("a webhook is set for this token", next_step="start with DELIVERY=webhook, or delete the webhook")
    else:
        log.error("another process polls with this token", next_step="stop one, or give it DELIVERY=none")
