"""Webhook: returns 200 only once an update is stored; every request without the secret gets the same empty 404.

Once a minute it asks Telegram whether updates arrive.
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
from handlers.updates.inbox import InboxWorker
from handlers.updates.polling import ALLOWED

MOST_BYTES = 1024 * 1024
HEAD_WITHIN_SECONDS = 30.0
"""How long a connection may lack a complete request head; Telegram, or a proxy before the bot, reconnects."""
BODY_WITHIN_SECONDS = 10.0
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
    """Why updates do not arrive, according to Telegram; empty when they do."""
    _runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen, then tell Telegram where."""
        app = web.Application(client_max_size=MOST_BYTES)
        # Whatever is asked goes one way: else an answer 405, or a page 404, would tell which path is the right one.
        app.router.add_route("*", "/{path:.*}", self._received)
        self._runner = web.AppRunner(
            app, access_log=None, keepalive_timeout=HEAD_WITHIN_SECONDS, lingering_time=BODY_WITHIN_SECONDS
        )
        await self._runner.setup()
        host, port = self.listen.rsplit(":", 1)
        await web.TCPSite(self._runner, host, int(port)).start()
        await self.bot.set_webhook(
            self.url, secret_token=self.secret, allowed_updates=ALLOWED, drop_pending_updates=False
        )

    async def watch(self) -> None:
        """Check the webhook repeatedly; runs until cancelled."""
        while True:
            await asyncio.sleep(LOOKS_EVERY_SECONDS)
            try:
                await self._look()
            except (AiogramError, OSError) as error:
                log.warning("webhook not checked", reason=type(error).__name__)

    async def _look(self) -> None:
        info = await self.bot.get_webhook_info()
        told = info.model_dump(exclude_none=True)
        self.inbox_worker.counters.heartbeats["webhook"] = time.monotonic()
        self.ailment = hook_ailment(told, self.url, self.clock()) or ""
        if self.ailment:
            log.error("updates do not arrive", reason=self.ailment)

    async def stop(self) -> None:
        """Stop listening; Telegram keeps what it could not deliver."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _received(self, request: web.Request) -> web.Response:
        if not self._is_from_telegram(request):
            return web.Response(status=404)
        try:
            async with asyncio.timeout(BODY_WITHIN_SECONDS):
                update = await request.json()
            update_id = update["update_id"]
        except TimeoutError:
            return web.Response(status=408)
        except (ValueError, KeyError, TypeError):
            return web.Response(status=400)
        log.debug("update received", update_id=update_id)
        try:
            await self.inbox_worker.take([update])
        except UnavailableError as error:
            log.warning("update not stored, Telegram will send it again", reason=error.reason, update_id=update_id)
            return web.Response(status=503)
        return web.Response()

    def _is_from_telegram(self, request: web.Request) -> bool:
        # A header that is not UTF-8 comes with surrogates in the place of its bytes.
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "").encode(errors="surrogateescape")
        knows = hmac.compare_digest(given, self.secret.encode())
        return knows and request.method == "POST" and request.rel_url.raw_path == self.path


def hook_ailment(info: Mapping[str, Any], wanted: str, now: datetime) -> str | None:
    """Return what is wrong with a webhook according to Telegram (Bot API, WebhookInfo); None when all is well."""
    if info["url"] != wanted:
        called = info["url"] or "no address"
        return f"Telegram calls {called}, and WEBHOOK_URL is {wanted}: restart the bot, or end the other one"
    failed = info.get("last_error_date", 0)
    failed_at = failed if isinstance(failed, datetime) else datetime.fromtimestamp(failed, UTC)
    if now - failed_at < FAILED_LATELY:
        return f"Telegram could not deliver at {failed_at:%H:%M:%S} UTC: {info['last_error_message']}"
    return None
