"""What holds for every request and every response: the limits on requests, and the headers of responses."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.errors import UnavailableError
from web.limits import Rate, address_of

CONTENT_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}

log = structlog.get_logger(__name__)

Signal = Callable[[web.Request, web.StreamResponse], Awaitable[None]]


async def add_headers(_: web.Request, response: web.StreamResponse) -> None:
    """Add the headers that every response has. Nothing is kept by browsers unless the response says so."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers["Server"] = "countersign"


def limit_rate(rate: Rate) -> Middleware:
    """Return a middleware that answers 429 to an address that makes too many requests."""

    @web.middleware
    async def limit(request: web.Request, handler: Handler) -> web.StreamResponse:
        if rate.allows(address_of(request)):
            return await handler(request)
        return web.Response(status=HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": "10"})

    return limit


@web.middleware
async def answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Respond with 503 while the database is unavailable, and an empty page for what fails otherwise."""
    try:
        return await handler(request)
    except web.HTTPException as refused:
        return web.Response(status=refused.status, headers={k: v for k, v in refused.headers.items() if k == "Allow"})
    except UnavailableError as unavailable:
        log.warning("page not served", reason=unavailable.reason)
        return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "30"})
    except Exception:
        log.exception("page failed", path=request.path)
        return web.Response(status=HTTPStatus.INTERNAL_SERVER_ERROR)
