"""Serves `/healthz` and `/metrics` on a port of its own."""

from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from aiohttp import web

from bot.clock import Clock
from bot.counters import Counters
from bot.errors import UnavailableError
from bot.monitoring.health import Health
from bot.monitoring.metrics import render
from bot.monitoring.queues import QueueCounts
from bot.settings import SettingsError

METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class MonitoringServer:
    """Listens on `listen` (host:port); does nothing where that is empty."""

    listen: str
    health: Health
    queues: QueueCounts
    counters: Counters
    clock: Clock
    _runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen; SettingsError where the port is taken."""
        if not self.listen:
            return
        self.health.start()
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
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _healthz(self, _: web.Request) -> web.Response:
        problems = await self.health.problems()
        if problems:
            log.warning("not healthy", reasons=problems)
        return web.Response(text="\n".join(problems or ["ok"]) + "\n", status=503 if problems else 200)

    async def _metrics(self, _: web.Request) -> web.Response:
        try:
            inbox, outbox = await self.queues.inbox(), await self.queues.outbox(self.clock())
            pauses = await self.queues.pauses(datetime.now(UTC))
            text = render(self.counters, inbox, outbox, await self.queues.failing(), pauses)
        except UnavailableError as unavailable:
            return web.Response(text=f"{unavailable.reason}\n", status=503)
        return web.Response(body=text.encode(), headers={"Content-Type": METRICS_TYPE})
