"""The sandbox as one HTTP server: Bot API, control API and chat page.

It runs as a process (`python -m sandbox`) or within one::

    async with Sandbox() as sandbox:
        ...  # sandbox.url, sandbox.token, sandbox.world
"""

import asyncio
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import ClientSession, web

from sandbox.bot_api import MAX_BODY, BotApi
from sandbox.control.actions import ActionRoutes
from sandbox.control.events import EventRoutes
from sandbox.control.files import FileRoutes
from sandbox.control.media import MediaRoutes
from sandbox.control.people import PeopleRoutes
from sandbox.control.requests import errors_as_json
from sandbox.control.simulation import SimulationRoutes
from sandbox.control.web_apps import WebAppRoutes
from sandbox.encoding import JsonObject
from sandbox.state.bots import Bot
from sandbox.state.people import Person
from sandbox.state.web_apps import PUBLIC_KEY
from sandbox.state.world import World
from sandbox.webhook import WebhookDelivery

SAMPLE_TOKEN = "1000000001:sample-token"
SAMPLE_USERNAME = "countersign_demo_bot"
SAMPLE_NAME = "Countersign"
PAGE = Path(__file__).parent / "page"
PAGE_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


class Sandbox:
    """One server with a state of its own; it listens within its `async with` block."""

    def __init__(
        self,
        bots: tuple[tuple[str, str], ...] = ((SAMPLE_TOKEN, SAMPLE_USERNAME),),
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        limits: bool = True,
        strict: bool = False,
    ) -> None:
        self.world = World(strict=strict)
        self.world.rate_limits.limits.enabled = limits
        for token, username in bots:
            self.world.add_bot(Bot(token, username, SAMPLE_NAME))
        self._host, self._port = host, port
        self._api = BotApi(self.world)
        self._runner: web.AppRunner | None = None
        self._session: ClientSession | None = None
        self._deliveries: list[asyncio.Task[None]] = []

    @property
    def token(self) -> str:
        """The first bot's token."""
        return next(iter(self.world.bots))

    @property
    def url(self) -> str:
        """The address it listens at, without a slash at the end."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    def addresses(self) -> JsonObject:
        """Return the addresses and bots that `python -m sandbox` prints."""
        bots = [{"id": bot.id, "username": bot.username, "token": bot.token} for bot in self.world.bots.values()]
        return {"url": self.url, "page": f"{self.url}/", "bots": bots, "telegram_public_key": PUBLIC_KEY}

    def add_person(self, person: Person) -> None:
        """Add a person."""
        self.world.add_person(person)

    def application(self) -> web.Application:
        """Build the application."""
        application = web.Application(client_max_size=MAX_BODY, middlewares=[errors_as_json])
        application.add_routes(self._api.routes())
        for group in (PeopleRoutes, ActionRoutes, FileRoutes, MediaRoutes, WebAppRoutes, SimulationRoutes, EventRoutes):
            application.add_routes(group(self.world).routes())
        application.add_routes(
            [
                web.options("/sandbox/{rest:.*}", _on_options),
                web.get("/", _on_page),
                web.get("/{name:[^/]+(?:/[^/]+)*}", _on_page),
            ]
        )
        return application

    async def start(self) -> None:
        """Start listening; port 0 takes a free one."""
        self._runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self._session = ClientSession()
        deliveries = [WebhookDelivery(self._api, bot, self._session) for bot in self.world.bots.values()]
        self._deliveries = [asyncio.create_task(delivery.run()) for delivery in deliveries]

    async def stop(self) -> None:
        """Close all connections and stop."""
        for task in self._deliveries:
            task.cancel()
        await asyncio.gather(*self._deliveries, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()


async def _on_options(_: web.Request) -> web.Response:
    return web.Response(status=204)


async def _on_page(request: web.Request) -> web.StreamResponse:
    path = (PAGE / request.match_info.get("name", "index.html")).resolve()
    if not path.is_relative_to(PAGE) or not path.is_file():
        return web.Response(status=404, text="not found")
    response = web.FileResponse(path, headers={"Cache-Control": "no-cache"})
    if path.suffix in PAGE_TYPES:
        response.content_type = PAGE_TYPES[path.suffix]
    return response
