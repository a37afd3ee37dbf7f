"""The routes of the page: the page, its saved form, the page of a sheet, and two questions by hash."""

import re
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web
from dishka.integrations.aiohttp import FromDishka, inject

from bot.passes.codes import CodePurpose, Codes
from bot.settings import Settings
from bot.signing.records.plain import to_plain
from bot.signing.verification.find_finished import FindFinished, FoundFinished
from bot.signing.verification.find_sheet import FindSheet, NameSigners
from bot.signing.verification.list_authorities import ListAuthorities
from bot.texts.words import Texts
from web.bodies import read_object, text_in
from web.languages import words_for
from web.limits import Lookups, count_lookup
from web.verify.page import VerifyPage, sheet_card

_HASH_DIGITS: Final = 64
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_NO_CODE: Final = (bytes(12), bytes(4))
"""Is looked up for codes that are none, so that the answer takes as long."""


@inject
async def show_page(
    request: web.Request,
    page: FromDishka[VerifyPage],
    texts: FromDishka[Texts],
    authorities: FromDishka[ListAuthorities],
) -> web.Response:
    """Show the page."""
    return _html(page.served(words_for(request, texts), await authorities()))


@inject
async def save_page(
    request: web.Request,
    page: FromDishka[VerifyPage],
    texts: FromDishka[Texts],
    authorities: FromDishka[ListAuthorities],
) -> web.Response:
    """Hand out the page as one file."""
    response = _html(page.saved(words_for(request, texts), await authorities()))
    response.headers["Content-Disposition"] = 'attachment; filename="countersign-check.html"'
    return response


@inject
async def show_sheet(
    request: web.Request,
    page: FromDishka[VerifyPage],
    texts: FromDishka[Texts],
    codes: FromDishka[Codes],
    find: FromDishka[FindSheet],
    authorities: FromDishka[ListAuthorities],
    lookups: FromDishka[Lookups],
    settings: FromDishka[Settings],
) -> web.Response:
    """Show the state of a sheet; one answer for unknown codes and for pages that are not public."""
    count_lookup(request, lookups)
    code = request.match_info["code"]
    found = await find(*_parts(codes, code, settings))
    words = words_for(request, texts)
    shown = page.served(words, await authorities(), sheet_card(words, found), code if found else "")
    return _html(shown, HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)


@inject
async def tell_state(
    request: web.Request, find: FromDishka[FindFinished], lookups: FromDishka[Lookups]
) -> web.Response:
    """Tell what became of a finished file, by its hash."""
    count_lookup(request, lookups)
    return web.json_response(_state(await find(await _hash_in(request))))


@inject
async def tell_names(
    request: web.Request,
    codes: FromDishka[Codes],
    name_signers: FromDishka[NameSigners],
    lookups: FromDishka[Lookups],
    settings: FromDishka[Settings],
) -> web.Response:
    """Tell who confirmed, to somebody who has a sheet's code and the hash of its file."""
    count_lookup(request, lookups)
    sha256 = await _hash_in(request)
    named = await name_signers(*_parts(codes, request.match_info["code"], settings), sha256)
    if named is None:
        return web.json_response({"title": None})
    told = [{"name": one.name, "at": to_plain(one.at)} for one in named.signers]
    return web.json_response({"title": named.title, "organisation": named.organisation, "signers": told})


def add_routes(app: web.Application) -> None:
    """Add the routes to the application."""
    app.router.add_get("/v", show_page)
    app.router.add_get("/v/saved", save_page)
    app.router.add_post("/v/state", tell_state)
    app.router.add_get("/v/{code}", show_sheet)
    app.router.add_post("/v/{code}", tell_names)


def _parts(codes: Codes, code: str, settings: Settings) -> tuple[bytes, bytes]:
    """Return what a genuine code of a sheet names, where sheets have pages; of any other, what names nothing."""
    parsed = codes.parse(code)
    if parsed is None or not parsed.genuine or parsed.purpose is not CodePurpose.SHEET or not settings.sheet_pages:
        return _NO_CODE
    return parsed.id, parsed.organisation_tag


async def _hash_in(request: web.Request) -> str:
    sha256 = text_in(await read_object(request), "sha256", _HASH_DIGITS)
    if not _HASH.fullmatch(sha256):
        raise web.HTTPBadRequest
    return sha256


def _state(found: FoundFinished | None) -> dict[str, Any]:
    if found is None:
        return {"state": "unknown"}
    document = found.document
    return {
        "state": "voided" if document.voided_at else "finished",
        "organisation": found.organisation,
        "earlier": found.earlier,
        "at": to_plain(document.voided_at or document.finished_at),
        "disputed": [{"name": one.name, "at": to_plain(one.at)} for one in found.disputed],
    }


def _html(text: str, status: HTTPStatus = HTTPStatus.OK) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/html")
