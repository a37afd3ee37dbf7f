"""The requests of a person who is logged in at a kiosk: reading, signing, declining, and the PIN."""

from typing import Any, Final

from aiohttp import web
from dishka.integrations.aiohttp import FromDishka, inject

from bot.clock import Clock
from bot.signing.declining.decline_request import DeclineRequest
from bot.signing.declining.take_back_decline import TakeBackDecline
from bot.signing.models import Confirmation
from bot.signing.reading.show_page import ShowPage
from bot.signing.records.record import Kiosk
from bot.signing.requests.evidence import Press, StatementChangedRefused, statement
from bot.signing.requests.my_requests import ListMyRequests
from bot.signing.requests.open_request import OpenRequest
from bot.signing.requests.request_details import AlreadySettled, RequestDetails
from bot.signing.requests.sign_request import Signed, SignRequest
from bot.staff.approvals.approval_requests import Stage
from bot.staff.identity.objecting import ObjectAtKiosk
from bot.staff.kiosks.find_own_rebinding import FindOwnRebinding
from bot.staff.kiosks.present_kiosk import AtKiosk
from bot.staff.pins.reset_pin import FindPinResetRequest, RequestPinReset, ResetPin
from bot.staff.terms.agree_to_terms import AgreeToTerms, OutstandingTerms
from bot.texts.words import Words
from web.bodies import read_object, text_in
from web.kiosk.access import KioskAccess, event_in, id_in
from web.kiosk.logging_in import terms_told, versions_in

_MOST_STATEMENT: Final = 2000
_MOST_REASON: Final = 1000
_MOST_PIN: Final = 16
_MOST_NUMBER: Final = 100_000


@inject
async def list_documents(
    request: web.Request,
    access: FromDishka[KioskAccess],
    list_mine: FromDishka[ListMyRequests],
    outstanding: FromDishka[OutstandingTerms],
    find_rebinding: FromDishka[FindOwnRebinding],
    find_reset: FromDishka[FindPinResetRequest],
    clock: FromDishka[Clock],
) -> web.Response:
    """Tell who is logged in, what waits for them, and what they must be asked first."""
    at = await access.person(request)
    speaker, words = at.speaker, access.words(request, at)
    page = await list_mine(speaker, open_only=True)
    terms, takes_effect_at = await outstanding(speaker), await find_rebinding(speaker)
    reset = await find_reset(speaker, now=clock())
    told = {
        "name": speaker.person.name,
        "organisation": speaker.organisation.name,
        "documents": [_listed(words, one) for one in page.requests],
        "total": page.total,
        "terms": terms_told(words, terms) if terms else None,
        "replaced": words.moment(takes_effect_at) if takes_effect_at else None,
        "reset": reset is not None and reset.stage is Stage.APPROVED,
    }
    return web.json_response(told)


@inject
async def open_document(
    request: web.Request,
    access: FromDishka[KioskAccess],
    open_request: FromDishka[OpenRequest],
    clock: FromDishka[Clock],
) -> web.Response:
    """Tell the exact statement, and how it is confirmed; or how the request stands."""
    at = await access.person(request)
    request_id, event_id = id_in(request.match_info["request"]), event_in(request, at.speaker.account.id)
    opened = await open_request(at.speaker, request_id, event_id=event_id, now=clock())
    return web.json_response(document_told(access.words(request, at), opened))


@inject
async def show_page(request: web.Request, access: FromDishka[KioskAccess], show: FromDishka[ShowPage]) -> web.Response:
    """Return a page of the document as a picture, and how many there are."""
    at = await access.person(request)
    number = _number(request.match_info["number"])
    drawn = await show(at.speaker, id_in(request.match_info["request"]), number)
    return web.Response(body=drawn.jpeg, content_type="image/jpeg", headers={"X-Pages": str(drawn.pages)})


@inject
async def sign(
    request: web.Request,
    access: FromDishka[KioskAccess],
    show: FromDishka[ShowPage],
    open_request: FromDishka[OpenRequest],
    sign_request: FromDishka[SignRequest],
    clock: FromDishka[Clock],
) -> web.Response:
    """Sign what was shown. A file that cannot be shown here is not signed here."""
    at, given = await access.person(request), await read_object(request)
    request_id, event_id = id_in(request.match_info["request"]), event_in(request, at.speaker.account.id)
    words, now = access.words(request, at), clock()
    await show(at.speaker, request_id, 0)
    opened = await open_request(at.speaker, request_id, event_id=event_id, now=now)
    if isinstance(opened, RequestDetails) and text_in(given, "statement", _MOST_STATEMENT) != statement(words, opened):
        raise StatementChangedRefused
    pin = text_in(given, "pin", _MOST_PIN) or None
    press = Press(_statement(words, opened), words.language, kiosk=_kiosk(at))
    signed = await sign_request(at.speaker, request_id, press, pin, event_id=event_id, now=now)
    return web.json_response(_signed(words, signed))


@inject
async def decline(
    request: web.Request,
    access: FromDishka[KioskAccess],
    decline_request: FromDishka[DeclineRequest],
    clock: FromDishka[Clock],
) -> web.Response:
    """Decline with a reason; it can be taken back for some minutes."""
    at, given = await access.person(request), await read_object(request)
    reason = text_in(given, "reason", _MOST_REASON)
    settled = await decline_request(at.speaker, id_in(request.match_info["request"]), reason, now=clock())
    return web.json_response(_settled(access.words(request, at), settled))


@inject
async def take_back(
    request: web.Request, access: FromDishka[KioskAccess], take_back_decline: FromDishka[TakeBackDecline]
) -> web.Response:
    """Take back that the person declined."""
    at = await access.person(request)
    result = await take_back_decline(at.speaker, id_in(request.match_info["request"]))
    return web.json_response(document_told(access.words(request, at), result))


@inject
async def agree(
    request: web.Request, access: FromDishka[KioskAccess], agree_: FromDishka[AgreeToTerms], clock: FromDishka[Clock]
) -> web.Response:
    """Agree to terms that changed."""
    at = await access.person(request)
    versions, event_id = versions_in(await read_object(request)), event_in(request, at.speaker.account.id)
    await agree_(at.speaker, versions, event_id=event_id, now=clock())
    return web.json_response({})


@inject
async def object_(
    request: web.Request, access: FromDishka[KioskAccess], raise_: FromDishka[ObjectAtKiosk], clock: FromDishka[Clock]
) -> web.Response:
    """Object to another account that is to speak for the person."""
    at = await access.person(request)
    await raise_(at.speaker, event_id=event_in(request, at.speaker.account.id), now=clock())
    return web.json_response({})


@inject
async def request_reset(
    request: web.Request, access: FromDishka[KioskAccess], ask: FromDishka[RequestPinReset], clock: FromDishka[Clock]
) -> web.Response:
    """Ask the managers to let the person choose a new PIN."""
    at = await access.person(request)
    await ask(at.speaker, event_id=event_in(request, at.speaker.account.id), now=clock())
    return web.json_response({})


@inject
async def reset(
    request: web.Request, access: FromDishka[KioskAccess], reset_pin: FromDishka[ResetPin], clock: FromDishka[Clock]
) -> web.Response:
    """Choose a new PIN, after a manager approved."""
    at, given = await access.person(request), await read_object(request)
    pin = text_in(given, "pin", _MOST_PIN)
    await reset_pin(at.speaker, pin, event_id=event_in(request, at.speaker.account.id), now=clock())
    return web.json_response({})


@inject
async def touch(request: web.Request, access: FromDishka[KioskAccess]) -> web.Response:
    """Keep the session: somebody touches the screen."""
    await access.person(request)
    return web.json_response({})


def add_routes(app: web.Application) -> None:
    """Add the routes to the application."""
    one = "/kiosk/documents/{request}"
    app.router.add_get("/kiosk/documents", list_documents)
    app.router.add_post(one, open_document)
    app.router.add_get(one + "/pages/{number}", show_page)
    app.router.add_post(one + "/sign", sign)
    app.router.add_post(one + "/decline", decline)
    app.router.add_post(one + "/take-back", take_back)
    app.router.add_post("/kiosk/terms", agree)
    app.router.add_post("/kiosk/objection", object_)
    app.router.add_post("/kiosk/pin/request", request_reset)
    app.router.add_post("/kiosk/pin", reset)
    app.router.add_post("/kiosk/touch", touch)


def document_told(words: Words, opened: RequestDetails | AlreadySettled) -> dict[str, Any]:
    """Return what a page is told of a document: `elsewhere` says why it cannot be confirmed here, if that is so."""
    if isinstance(opened, AlreadySettled):
        return _settled(words, opened)
    document = opened.document
    qualified = document.confirmation is Confirmation.QUALIFIED
    return {
        "state": "open",
        **_listed(words, opened),
        "statement": statement(words, opened),
        "confirm": words.plain(f"signing-confirm-{document.class_}"),
        "pin": document.confirmation is Confirmation.PIN,
        "elsewhere": words.plain("web-kiosk-qualified") if qualified else "",
    }


def _number(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text[:9]) > _MOST_NUMBER:
        raise web.HTTPBadRequest
    return int(text)


def _kiosk(at: AtKiosk) -> Kiosk:
    device, by = at.kiosk.device, at.kiosk.enabled_by
    return Kiosk(device.id, device.name, by.id, by.name, device.enabled_at)


def _listed(words: Words, one: RequestDetails) -> dict[str, str]:
    document = one.document
    due = words.plain("web-kiosk-due", until=document.deadline_at)
    return {"id": str(one.request.id), "title": document.title, "due": due}


def _statement(words: Words, opened: RequestDetails | AlreadySettled) -> str:
    return statement(words, opened) if isinstance(opened, RequestDetails) else ""


def _settled(words: Words, settled: AlreadySettled) -> dict[str, Any]:
    title, declining = settled.document.title, settled.declining
    if declining is not None:
        return {"state": "declining", "text": words.plain("web-kiosk-declining", until=declining.settles_at)}
    return {"state": "settled", "text": words.plain("web-kiosk-settled", title=title)}


def _signed(words: Words, result: Signed | AlreadySettled) -> dict[str, Any]:
    if isinstance(result, AlreadySettled):
        return _settled(words, result)
    signature = str(result.signature_id)[:8]
    text = words.plain("web-kiosk-signed", title=result.document.title, at=result.signed_at, signature=signature)
    return {"state": "signed", "text": text}
