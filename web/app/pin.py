"""The PIN pad: the page on which people enter or choose a PIN, before they are registered, too.

It has no session: every request brings what Telegram signed for the page, and the question of the chat that it answers.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aiohttp import web
from dishka.integrations.aiohttp import FromDishka, inject

from bot.clock import Clock
from bot.staff.pins.pin_page import EnterPin, PinQuestion, ShowPinQuestion
from bot.staff.sessions.log_in import ReadInitData
from bot.texts.words import Texts
from web.app.access import key_in
from web.app.page import AppPage
from web.bodies import read_object, text_in
from web.languages import words_for
from web.limits import Rate

_MOST_INIT_DATA = 4096
_MOST_MARK = 7
_MOST_PIN = 6
_TEXTS = (
    "registration-pin-again",
    "registration-pin-differs",
    "web-pin-keys",
    "web-pin-delete",
    "web-pin-checking",
    "web-pin-done",
    "web-pin-failed",
    "web-pin-close",
)


@dataclass(frozen=True, slots=True)
class PinPadLimit:
    """Limits what one person asks and enters from any address: each PIN becomes an update, which is stored."""

    read_init_data: ReadInitData
    rate: Rate

    def count(self, init_data: str) -> None:
        """Count a request of whoever Telegram signed for; HTTPTooManyRequests."""
        said = self.read_init_data(init_data)
        if said is not None and not self.rate.allows(str(said.telegram_id)):
            raise web.HTTPTooManyRequests


@inject
async def show_page(request: web.Request, page: FromDishka[AppPage], texts: FromDishka[Texts]) -> web.Response:
    """Show the page."""
    words = words_for(request, texts)
    told = {text_id: words.plain(text_id) for text_id in _TEXTS}
    entered = words.plain("web-pin-entered", count="{count}")
    return page.response(words, "web-pin", "app/pin.js", {**told, "web-pin-entered": entered})


@inject
async def show_question(
    request: web.Request, limit: FromDishka[PinPadLimit], show: FromDishka[ShowPinQuestion], clock: FromDishka[Clock]
) -> web.Response:
    """Return the question of the chat that the page was opened for."""
    given = await read_object(request)
    init_data, mark = text_in(given, "init_data", _MOST_INIT_DATA), text_in(given, "mark", _MOST_MARK)
    limit.count(init_data)
    return web.json_response({"question": _told(await show(init_data, mark, now=clock()))})


@inject
async def enter(
    request: web.Request, limit: FromDishka[PinPadLimit], enter_pin: FromDishka[EnterPin], clock: FromDishka[Clock]
) -> web.Response:
    """Enter a PIN for the question, and return what became of it."""
    given = await read_object(request)
    init_data, mark = text_in(given, "init_data", _MOST_INIT_DATA), text_in(given, "mark", _MOST_MARK)
    limit.count(init_data)
    outcome = await enter_pin(init_data, mark, text_in(given, "pin", _MOST_PIN), UUID(key_in(request)), now=clock())
    if outcome is None:
        return web.json_response({"waiting": True})
    question = _told(outcome.question) if outcome.question else None
    return web.json_response({"text": outcome.text, "question": question, "failed": outcome.failed})


def add_routes(app: web.Application) -> None:
    """Add the routes to the application."""
    app.router.add_get("/app/pin", show_page)
    app.router.add_post("/app/pin/question", show_question)
    app.router.add_post("/app/pin/entry", enter)


def _told(question: PinQuestion) -> dict[str, Any]:
    return {"mark": question.mark, "prompt": question.prompt, "chosen": question.chosen}
