"""Long polling: asks for updates, stores them, and only then asks for the next ones, which acknowledges the first."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any

import structlog

from bot.errors import UnavailableError
from handlers.inbox import InboxWorker
from handlers.wire import Wire

HELD_SECONDS = 25
CONFLICT, UNKNOWN_TOKEN = 409, (401, 404)
ALLOWED = ["message", "callback_query", "my_chat_member"]

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Polling:
    """Asks `url` (…/bot<token>/getUpdates) for updates until stopped or cancelled."""

    inbox_worker: InboxWorker
    wire: Wire
    url: str
    offset: int = 0
    _storing: asyncio.Lock = field(default_factory=asyncio.Lock)
    _stopping: bool = False

    async def run(self) -> None:
        """Poll; after a failure wait a little longer each time, up to half a minute."""
        pause = 0.5
        while not self._stopping:
            try:
                await self._once()
                pause = 0.5
            except PermissionError:
                raise
            except Exception as error:  # noqa: BLE001 - Telegram or the storage is away: nothing was acknowledged
                reason = error.reason if isinstance(error, UnavailableError) else type(error).__name__
                log.warning("no updates", reason=reason, next_try_seconds=pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 30)

    async def stop(self) -> None:
        """Take nothing more; what is being stored is stored first. Telegram keeps what was not taken."""
        self._stopping = True
        async with self._storing:
            pass

    async def _once(self) -> None:
        query = {"offset": self.offset, "timeout": HELD_SECONDS, "allowed_updates": ALLOWED, "limit": 100}
        _, content = await self.wire.post(self.url, json.dumps(query).encode(), within=HELD_SECONDS + 15)
        answer: dict[str, Any] = json.loads(content)
        if not answer.get("ok"):
            await self._refused(answer)
            return
        async with self._storing:
            await self._take(answer["result"])
        self.inbox_worker.counters.beats["polling"] = time.monotonic()

    async def _take(self, updates: list[dict[str, Any]]) -> None:
        if updates and not self._stopping:
            await self.inbox_worker.take(updates)
            self.offset = updates[-1]["update_id"] + 1

    async def _refused(self, answer: dict[str, Any]) -> None:
        code, reason = answer.get("error_code"), answer.get("description", "")
        if code == CONFLICT and "webhook" in reason:
            log.error("a webhook is set for this token", next_step="start with DELIVERY=webhook, or delete the webhook")
        elif code == CONFLICT:
            log.error("another process polls with this token", next_step="stop one, or give it DELIVERY=none")
        elif code in UNKNOWN_TOKEN:
            raise PermissionError("Telegram does not know this BOT_TOKEN: get it again from @BotFather")
        else:
            log.warning("no updates", reason=reason, error_code=code)
        await asyncio.sleep(float(answer.get("parameters", {}).get("retry_after", 3)))
