"""The requests of a device that is to be a kiosk, and of a person who is not logged in yet."""

from typing import Any, Final, assert_never

from aiohttp import web
from dishka.integrations.aiohttp import FromDishka, inject

from bot.clock import Clock
from bot.staff.kiosks.enable_kiosk import BeginKiosk
from bot.staff.kiosks.log_in_at_kiosk import ConfirmCode, Confirmed, Newcomer, RegisterAtKiosk, Waiting
from bot.staff.kiosks.present_kiosk import FindKiosk
from bot.staff.kiosks.request_code import RequestCode
from bot.staff.sessions.end_session import EndSession
from bot.staff.sessions.log_in import OpenedSession
from bot.staff.terms.versions import TermsInForce, TermsKind, Versions
from bot.texts.words import Texts, Words
from web.app.access import token_in
from web.bodies import read_object, text_in
from web.kiosk.access import event_in, id_in
from web.languages import words_for
from web.limits import Lookups, count_lookup

MOST_ID: Final = 36
MOST_VERSION: Final = 64
_MOST_TOKEN: Final = 64
_MOST_PHONE: Final = 40
_MOST_DIGITS: Final = 16


@inject
async def begin(
    request: web.Request, begin_kiosk: FromDishka[BeginKiosk], lookups: FromDishka[Lookups], clock: FromDishka[Clock]
) -> web.Response:
    """Make the device a kiosk, with a one-time link from a manager's chat."""
    count_lookup(request, lookups)
    token = await begin_kiosk(text_in(await read_object(request), "token", _MOST_TOKEN), now=clock())
    return web.json_response({"token": token})


@inject
async def tell_device(request: web.Request, find_kiosk: FromDishka[FindKiosk]) -> web.Response:
    """Tell what the device is called, and whose it is."""
    here = await find_kiosk(token_in(request))
    return web.json_response({"name": here.device.name, "organisation": here.organisation.name})


@inject
async def send_code(
    request: web.Request, request_code: FromDishka[RequestCode], texts: FromDishka[Texts], clock: FromDishka[Clock]
) -> web.Response:
    """Have a code sent to a number; the answer is the same whether anybody has it."""
    given = await read_object(request)
    phone, language = text_in(given, "phone", _MOST_PHONE), words_for(request, texts).language
    event_id = event_in(request)
    code = await request_code(token_in(request), phone, language, event_id=event_id, now=clock())
    return web.json_response({"code": str(code.id)})


@inject
async def confirm(
    request: web.Request, confirm_code: FromDishka[ConfirmCode], texts: FromDishka[Texts], clock: FromDishka[Clock]
) -> web.Response:
    """Take the digits of a code: log the person in, or tell what comes before that."""
    given = await read_object(request)
    code_id, digits = id_in(text_in(given, "code", MOST_ID)), text_in(given, "digits", _MOST_DIGITS)
    return _told(words_for(request, texts), await confirm_code(token_in(request), code_id, digits, now=clock()))


@inject
async def register(
    request: web.Request, register_: FromDishka[RegisterAtKiosk], texts: FromDishka[Texts], clock: FromDishka[Clock]
) -> web.Response:
    """Register the person whose code was confirmed, and log them in."""
    given, words = await read_object(request), words_for(request, texts)
    code_id = id_in(text_in(given, "code", MOST_ID))
    registered = await register_(
        token_in(request),
        code_id,
        text_in(given, "pin", _MOST_DIGITS),
        versions_in(given),
        words.language,
        event_id=event_in(request, code_id),
        now=clock(),
    )
    return _told(words, registered)


@inject
async def log_out(request: web.Request, end_session: FromDishka[EndSession]) -> web.Response:
    """End the session of the request."""
    await end_session(token_in(request))
    return web.json_response({})


def add_routes(app: web.Application) -> None:
    """Add the routes to the application."""
    app.router.add_post("/kiosk/device", begin)
    app.router.add_get("/kiosk/device", tell_device)
    app.router.add_post("/kiosk/code", send_code)
    app.router.add_post("/kiosk/code/confirm", confirm)
    app.router.add_post("/kiosk/register", register)
    app.router.add_delete("/kiosk/session", log_out)


def terms_told(words: Words, terms: TermsInForce) -> dict[str, str]:
    """Return the texts to agree to, and their versions."""
    texts = {kind.value: terms.text(kind, words.language) or words.plain(f"terms-{kind}") for kind in TermsKind}
    return {**texts, "privacy_version": terms.versions.privacy, "agreement_version": terms.versions.agreement}


def versions_in(given: dict[str, Any]) -> Versions:
    """Return the versions of the terms that a page showed."""
    return Versions(text_in(given, "privacy_version", MOST_VERSION), text_in(given, "agreement_version", MOST_VERSION))


def _told(words: Words, confirmed: Confirmed) -> web.Response:
    match confirmed:
        case OpenedSession():
            return web.json_response({"state": "open", "token": confirmed.token})
        case Newcomer():
            who = {"name": confirmed.person.name, "organisation": confirmed.organisation.name}
            return web.json_response({"state": "new", **who, "terms": terms_told(words, confirmed.terms)})
        case Waiting():
            until = words.at(confirmed.time_zone).moment(confirmed.until_at)
            return web.json_response({"state": "waits", "text": words.plain("web-kiosk-waits", until=until)})
        case _:
            assert_never(confirmed)
