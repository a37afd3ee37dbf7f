"""The page that shows a person's own pass: the live code, renewed as long as the page is open."""

import base64
from typing import Any
from uuid import UUID

from aiohttp import web
from dishka.integrations.aiohttp import FromDishka, inject

from bot.clock import Clock
from bot.passes.browse_passes import ListMyPasses
from bot.passes.live_codes.show_live_code import ShowLiveCode, ShownCode
from bot.passes.models import Pass
from bot.passes.types.pass_types import READY
from bot.texts.words import Texts, Words
from web.app.access import Access, event_in
from web.app.page import AppPage
from web.bodies import read_object, text_in
from web.languages import words_for

_MOST_ID = 36
_TEXTS = (
    "web-pass-none",
    "web-pass-choose",
    "web-pass-code",
    "web-pass-new",
    "web-pass-others",
    "web-pass-hidden",
)


@inject
async def show_page(request: web.Request, page: FromDishka[AppPage], texts: FromDishka[Texts]) -> web.Response:
    """Show the page."""
    words = words_for(request, texts)
    told = {text_id: words.plain(text_id) for text_id in _TEXTS}
    left = words.plain("web-pass-left", left="{left}")
    return page.response(words, "web-pass", "app/pass.js", {**told, "web-pass-left": left})


@inject
async def list_passes(
    request: web.Request, access: FromDishka[Access], list_mine: FromDishka[ListMyPasses], clock: FromDishka[Clock]
) -> web.Response:
    """List the speaker's passes."""
    speaker = await access.speaker(request)
    words, now = access.words(speaker), clock()
    held = await list_mine(speaker, now=now)
    return web.json_response({"passes": [_told(words, one) for one in held.passes if one.revoked_at is None]})


@inject
async def show_code(
    request: web.Request, access: FromDishka[Access], show: FromDishka[ShowLiveCode], clock: FromDishka[Clock]
) -> web.Response:
    """Return a fresh code of a pass, which ends the one before."""
    speaker = await access.speaker(request)
    pass_id = _id_in(text_in(await read_object(request), "pass_id", _MOST_ID))
    now = clock()
    shown = await show(speaker, pass_id, event_id=event_in(request, speaker), now=now)
    seconds = (shown.until_at - now).total_seconds()
    return web.json_response(_code(access.words(speaker), shown, seconds))


def add_routes(app: web.Application) -> None:
    """Add the routes to the application."""
    app.router.add_get("/app/pass", show_page)
    app.router.add_get("/app/passes", list_passes)
    app.router.add_post("/app/pass/code", show_code)


def _id_in(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise web.HTTPBadRequest from None


def _told(words: Words, one: Pass) -> dict[str, Any]:
    kind = words.plain(f"pass-type-{one.type}") if one.type in READY else one.type
    until = words.day(one.expires_at)
    label = words.plain("pass-label", type=kind, number=one.number, until=until)
    return {"id": str(one.id), "label": label}


def _code(words: Words, shown: ShownCode, seconds: float) -> dict[str, Any]:
    picture = base64.b64encode(shown.png).decode("ascii")
    return {
        **_told(words, shown.pass_),
        "name": shown.holder_name,
        "picture": picture,
        "typed": shown.typed,
        "seconds": seconds,
    }
