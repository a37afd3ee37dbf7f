"""The route of the landing pages: one answer for every link that leads nowhere."""

from http import HTTPStatus

from aiohttp import web
from dishka.integrations.aiohttp import FromDishka, inject

from bot.clock import Clock
from bot.passes.codes import CodePurpose, Codes
from bot.signing.requests.preview_request import PreviewedRequest, PreviewRequest
from bot.staff.registration.preview_link import PreviewedLink, PreviewLink
from bot.texts.words import Texts
from web.landing.page import LandingPage
from web.languages import words_for
from web.limits import Lookups, count_lookup


@inject
async def show_landing(
    request: web.Request,
    page: FromDishka[LandingPage],
    texts: FromDishka[Texts],
    codes: FromDishka[Codes],
    preview_link: FromDishka[PreviewLink],
    preview_request: FromDishka[PreviewRequest],
    lookups: FromDishka[Lookups],
    clock: FromDishka[Clock],
) -> web.Response:
    """Show what a personal link, or the link to a request, leads to. Nothing is used up by looking."""
    count_lookup(request, lookups)
    payload, now = request.match_info["payload"], clock()
    parsed = codes.parse(payload)
    found: PreviewedLink | PreviewedRequest | None
    if parsed is not None and parsed.genuine and parsed.purpose is CodePurpose.REQUEST:
        found = await preview_request(parsed.id, parsed.organisation_tag)
    else:
        found = await preview_link(payload, now=now)
    shown = page.shown(words_for(request, texts), payload, found)
    status = HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
    return web.Response(text=shown, status=status, content_type="text/html")


def add_routes(app: web.Application) -> None:
    """Add the route to the application."""
    app.router.add_get("/i/{payload}", show_landing)
