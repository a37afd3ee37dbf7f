"""`/healthz` and `/metrics` over HTTP, for who watches the bot: on a port of its own, and only where one is set."""

import asyncio
import time
from dataclasses import dataclass

import structlog
from aiohttp import web

from bot.clock import Clock
from bot.counters import Counters
from bot.errors import UnavailableError
from bot.settings import SettingsError
from bot.wiring.metrics import render
from handlers.webhook import Webhook
from storage.inbox.queues import Queues

ANSWERS_WITHIN_SECONDS = 5.0
LIMITS = {
    "polling": (90.0, "Telegram has answered no request for updates"),
    "webhook": (300.0, "Telegram has told nothing of the webhook"),
    "inbox": (60.0, "the inbox was not looked at"),
}
"""How long each loop may be silent, longer than its longest pause, and what is wrong then."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Health:
    """Listens on `listen` (host:port). `expected` names the loops that this process has."""

    listen: str
    queues: Queues
    counters: Counters
    clock: Clock
    expected: tuple[str, ...]
    hook: Webhook | None = None
    _runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen; SettingsError where the port is taken."""
        now = time.monotonic()
        for name in self.expected:
            self.counters.beats.setdefault(name, now)
        app = web.Application()
        app.router.add_get("/healthz", self._healthz)
        app.router.add_get("/metrics", self._metrics)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        host, port = self.listen.rsplit(":", 1)
        try:
            await web.TCPSite(self._runner, host, int(port)).start()
        except (OSError, OverflowError) as error:
            raise SettingsError(f"HEALTH_LISTEN: cannot listen on {self.listen} ({type(error).__name__}).") from None

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def ailments(self) -> list[str]:
        """Return what is wrong, a sentence each; empty when all is well."""
        now = time.monotonic()
        wrong = []
        for name in self.expected:
            limit, says = LIMITS[name]
            silent = now - self.counters.beats[name]
            if silent > limit:
                wrong.append(f"{says} for {silent:.0f} seconds")
        if self.hook is not None and self.hook.ailment:
            wrong.append(self.hook.ailment)
        try:
            await asyncio.wait_for(self.queues.answers(), ANSWERS_WITHIN_SECONDS)
        except Exception as error:  # noqa: BLE001 - whatever it is, the database does not answer
            wrong.append(f"the database does not answer ({type(error).__name__})")
        return wrong

    async def _healthz(self, _: web.Request) -> web.Response:
        wrong = await self.ailments()
        if wrong:
            log.warning("not healthy", reasons=wrong)
        return web.Response(text="\n".join(wrong or ["ok"]) + "\n", status=503 if wrong else 200)

    async def _metrics(self, _: web.Request) -> web.Response:
        try:
            inbox, outbox = await self.queues.inbox(), await self.queues.outbox(self.clock())
            text = render(self.counters, inbox, outbox, await self.queues.failing())
        except UnavailableError as away:
            return web.Response(text=f"{away.reason}\n", status=503)
        return web.Response(body=text.encode(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})
