"""The routes of log-in, and of the pages behind it."""

from aiohttp import web
from dishka.integrations.aiohttp import FromDishka, inject

from bot.clock import Clock
from bot.signing.records.plain import to_plain
from bot.staff.sessions.end_session import EndSession
from bot.staff.sessions.log_in import LogIn, OpenedSession
from bot.staff.sessions.make_login_link import MakeLoginLink
from bot.staff.sessions.sessions import SessionKind
from bot.staff.sessions.use_login_link import UseLoginLink
from web.app import passes, pin
from web.app.access import Access, account_in, event_in, token_in
from web.bodies import read_object, text_in
from web.limits import Lookups, count_lookup

_MOST_INIT_DATA = 4096
_MOST_TOKEN = 64
_MOST_ID = 36


@inject
async def log_in(request: web.Request, log_in_: FromDishka[LogIn], clock: FromDishka[Clock]) -> web.Response:
    """Begin a session with the data with which Telegram opened the page."""
    given = await read_object(request)
    account_id = account_in(text_in(given, "account", _MOST_ID))
    return _opened(await log_in_(text_in(given, "init_data", _MOST_INIT_DATA), account_id, now=clock()))


@inject
async def use_link(
    request: web.Request,
    use_login_link: FromDishka[UseLoginLink],
    lookups: FromDishka[Lookups],
    clock: FromDishka[Clock],
) -> web.Response:
    """Begin a session with a one-time link from the chat."""
    count_lookup(request, lookups)
    return _opened(await use_login_link(text_in(await read_object(request), "token", _MOST_TOKEN), now=clock()))


@inject
async def make_link(
    request: web.Request, access: FromDishka[Access], make: FromDishka[MakeLoginLink], clock: FromDishka[Clock]
) -> web.Response:
    """Make a one-time link into the browser; HTTPForbidden for a browser, whose session would never end then."""
    found = await access.session(request)
    if found.kind is not SessionKind.MINI_APP:
        raise web.HTTPForbidden
    token = await make(found.speaker, event_id=event_in(request, found.speaker), now=clock())
    return web.json_response({"token": token})


@inject
async def log_out(request: web.Request, end_session: FromDishka[EndSession]) -> web.Response:
    """End the session of the request."""
    await end_session(token_in(request))
    return web.json_response({})


def add_routes(app: web.Application) -> None:
    """Add the routes to the application."""
    app.router.add_post("/app/session", log_in)
    app.router.add_post("/app/session/link", use_link)
    app.router.add_post("/app/link", make_link)
    app.router.add_delete("/app/session", log_out)
    passes.add_routes(app)
    pin.add_routes(app)


def _opened(opened: OpenedSession) -> web.Response:
    speaker = opened.speaker
    told = {
        "token": opened.token,
        "expires_at": to_plain(opened.expires_at),
        "account": str(speaker.account.id),
        "name": speaker.person.name,
        "organisation": speaker.organisation.name,
        "language": speaker.account.language,
    }
    return web.json_response(told)
