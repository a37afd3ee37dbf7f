"""The web application: its routes, and the server that listens for it."""

import warnings
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from aiohttp import web
from dishka import AsyncContainer
from dishka.integrations.aiohttp import setup_dishka

from bot.settings import SettingsError
from web import crl
from web.app import routes as app_pages
from web.app.refusals import answer_refusals
from web.assets import Assets
from web.kiosk import routes as kiosk
from web.landing import routes as landing
from web.limits import Rate
from web.protection import add_headers, answer_errors, limit_rate
from web.scan import routes as scan
from web.verify import routes as verify

MOST_BYTES: Final = 4096
"""Of a request's body: the pages send a hash at most."""
HEAD_WITHIN_SECONDS: Final = 15.0
"""How long a connection may lack a complete request head."""
_REQUESTS: Final = (120, 20.0)
"""Of one address: at once, and each second."""


@dataclass(slots=True)
class WebServer:
    """Listens on `listen` (host:port); does nothing where that is empty."""

    listen: str
    container: AsyncContainer = field(repr=False)
    _runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen; SettingsError where the port is taken."""
        if not self.listen:
            return
        app = make_app(self.container, await self.container.get(Assets))
        self._runner = web.AppRunner(
            app, access_log=None, keepalive_timeout=HEAD_WITHIN_SECONDS, lingering_time=HEAD_WITHIN_SECONDS
        )
        await self._runner.setup()
        host, port = self.listen.rsplit(":", 1)
        try:
            await web.TCPSite(self._runner, host, int(port)).start()
        except (OSError, OverflowError) as error:
            raise SettingsError(f"WEB_LISTEN: cannot listen on {self.listen} ({type(error).__name__}).") from None

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()


def make_app(container: AsyncContainer, assets: Assets) -> web.Application:
    """Build the application; the container stays open when it ends."""
    app = web.Application(
        middlewares=[limit_rate(Rate(*_REQUESTS)), answer_errors, answer_refusals], client_max_size=MOST_BYTES
    )
    # dishka keeps its container in each request under an AppKey.
    warnings.filterwarnings("ignore", message="It is recommended to use web.RequestKey")
    app.on_response_prepare.append(add_headers)
    app.router.add_get("/assets/{version}/{name:.+}", assets.serve)
    app.router.add_get("/", _lead_to_page)
    verify.add_routes(app)
    landing.add_routes(app)
    app_pages.add_routes(app)
    crl.add_routes(app)
    scan.add_routes(app)
    kiosk.add_routes(app)
    setup_dishka(container, app, finalize_container=False)
    return app


async def _lead_to_page(_: web.Request) -> web.Response:
    """Lead from the bare address to the page that anyone can use."""
    return web.Response(status=HTTPStatus.FOUND, headers={"Location": "/v"})
