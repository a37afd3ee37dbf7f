"""Webhook: answers 200 only once an update is stored; whoever does not know the secret is told nothing.

Once a minute it asks Telegram whether updates still find it.
"""

import asyncio
import hmac
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiohttp import web

from bot.clock import Clock
from bot.errors import UnavailableError
from handlers.inbox import InboxWorker
from handlers.polling import ALLOWED

MOST_BYTES = 1024 * 1024
LOOKS_EVERY_SECONDS = 60.0
FAILED_LATELY = timedelta(minutes=10)

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Webhook:
    """Listens on `listen` (host:port) for the path of `url`, the public address that Telegram calls."""

    inbox_worker: InboxWorker
    bot: Bot
    url: str
    path: str
    listen: str
    secret: str
    clock: Clock
    ailment: str = ""
    """Why updates do not come, as Telegram tells it; empty when they do."""
    _runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen, then tell Telegram where."""
        app = web.Application(client_max_size=MOST_BYTES)
        app.router.add_post(self.path, self._received)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        host, port = self.listen.rsplit(":", 1)
        await web.TCPSite(self._runner, host, int(port)).start()
        await self.bot.set_webhook(
            self.url, secret_token=self.secret, allowed_updates=ALLOWED, drop_pending_updates=False
        )

    async def watch(self) -> None:
        """Ask Telegram again and again; runs until cancelled."""
        while True:
            await asyncio.sleep(LOOKS_EVERY_SECONDS)
            try:
                await self._look()
            except (AiogramError, OSError) as error:
                log.warning("webhook not looked at", reason=type(error).__name__)

    async def _look(self) -> None:
        info = await self.bot.get_webhook_info()
        told = info.model_dump(exclude_none=True)
        self.inbox_worker.counters.beats["webhook"] = time.monotonic()
        self.ailment = hook_ailment(told, self.url, self.clock()) or ""
        if self.ailment:
            log.error("updates do not come", reason=self.ailment)

    async def stop(self) -> None:
        """Listen no more; Telegram keeps what it could not hand over."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _received(self, request: web.Request) -> web.Response:
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode(), self.secret.encode()):
            return web.Response(status=404)
        try:
            update = await request.json()
            update_id = update["update_id"]
        except (ValueError, KeyError, TypeError):
            return web.Response(status=400)
        log.debug("update received", update_id=update_id)
        try:
            await self.inbox_worker.take([update])
        except UnavailableError as away:
            log.warning("update not taken: Telegram will bring it again", reason=away.reason, update_id=update_id)
            return web.Response(status=503)
        return web.Response()


def hook_ailment(info: Mapping[str, Any], wanted: str, now: datetime) -> str | None:
    """Say what is wrong with a webhook, by what Telegram knows of it (Bot API, WebhookInfo); None when all is well."""
    if info["url"] != wanted:
        called = info["url"] or "no address"
        return f"Telegram calls {called}, and WEBHOOK_URL is {wanted}: restart the bot, or end the other one"
    failed = info.get("last_error_date", 0)
    failed_at = failed if isinstance(failed, datetime) else datetime.fromtimestamp(failed, UTC)
    if now - failed_at < FAILED_LATELY:
        return f"Telegram could not deliver at {failed_at:%H:%M:%S} UTC: {info['last_error_message']}"
    return None
