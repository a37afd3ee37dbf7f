"""Words a refusal of a use case: its sentence, in the language of whoever asked."""

from http import HTTPStatus
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler
from dishka.integrations.aiohttp import DISHKA_CONTAINER_KEY

from bot.errors import AccessRefused, InputRefused, Refused
from bot.texts.words import Texts, Words
from web.languages import words_for

WORDS: Final = web.RequestKey("words", Words)
"""The texts in the language of the logged-in person, and the time zone of their organisation."""


@web.middleware
async def answer_refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Respond to a refusal with its text id and its sentence as JSON."""
    try:
        return await handler(request)
    except Refused as refused:
        texts = await request.app[DISHKA_CONTAINER_KEY].get(Texts)
        words = request.get(WORDS) or words_for(request, texts)
        said = {"refused": refused.text_id, "text": words.plain(refused.text_id, **refused.facts)}
        return web.json_response(said, status=_status(refused))


def _status(refused: Refused) -> HTTPStatus:
    match refused:
        case AccessRefused():
            return HTTPStatus.FORBIDDEN
        case InputRefused():
            return HTTPStatus.UNPROCESSABLE_ENTITY
        case _:
            return HTTPStatus.CONFLICT
