"""Webhook: answers 200 only once an update is stored; whoever does not know the secret is told nothing."""

import hmac
from dataclasses import dataclass

import structlog
from aiogram import Bot
from aiohttp import web

from bot.errors import AwayError
from handlers.inbox import Intake
from handlers.polling import ALLOWED

MOST_BYTES = 1024 * 1024

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Webhook:
    """Listens on `listen` (host:port) for the path of `url`, the public address that Telegram calls."""

    intake: Intake
    bot: Bot
    url: str
    path: str
    listen: str
    secret: str
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
            await self.intake.take([update])
        except AwayError as away:
            log.warning("update not taken: Telegram will bring it again", reason=away.reason, update_id=update_id)
            return web.Response(status=503)
        return web.Response()
