"""The routes of the page: the page, what makes it installable, checks, the pack, and scans made without a network."""

import base64
import binascii
import re
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final, NewType
from uuid import UUID

from aiohttp import web
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_der_x509_certificate
from dishka.integrations.aiohttp import FromDishka, inject

from bot.checkpoint.checks.check_codes import CheckCode, CheckPicture
from bot.checkpoint.checks.read_frame import ReadFrame
from bot.checkpoint.duty.end_shift import FindShift, OffDuty
from bot.checkpoint.duty.guest_sessions import LogInGuest
from bot.checkpoint.models import Verdict
from bot.checkpoint.offline.build_pack import BuildPack
from bot.checkpoint.offline.pack import PARTS
from bot.checkpoint.offline.take_scans import LONGEST_TEXT, MOST_SCANS, SHOWN_OFFLINE, OfflineScan, TakeScans
from bot.clock import Clock
from bot.ids import EventId
from bot.signing.records.plain import to_plain
from bot.texts.words import Texts
from web.assets import Assets
from web.bodies import read_bytes, read_object, text_in
from web.languages import words_for
from web.limits import Rate
from web.scan import answers
from web.scan.access import ScanAccess, Scanning
from web.scan.page import ScanPage

_MOST_INIT_DATA: Final = 4096
_MOST_PICTURE: Final = 8 * 1024 * 1024
_MOST_FRAME: Final = 1024 * 1024
_WITHIN_SECONDS: Final = 30.0
"""How long a picture may take on its way."""
_MOST_PACK_QUESTION: Final = 16 * 1024
_MOST_BATCH: Final = 256 * 1024
_MOST_POINT: Final = 88
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_KEY: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LAST_SECOND: Final = 4102444800
"""The year 2100: a time after it is no time of a device."""

Frames = NewType("Frames", Rate)
"""The limit of frames that one person has read by the server."""


def limit_frames() -> Frames:
    """Return the limit of frames of one person: five at once, then one in a second."""
    return Frames(Rate(5, 1.0))


Heavy = NewType("Heavy", Rate)
"""The limit of photos that one person has checked, and of packs that are built for them."""


def limit_heavy() -> Heavy:
    """Return the limit of what is much work for one person: ten at once, then one in two seconds."""
    return Heavy(Rate(10, 0.5))


@inject
async def show_page(request: web.Request, page: FromDishka[ScanPage], texts: FromDishka[Texts]) -> web.Response:
    """Show the page; who is logged in, its script finds out."""
    headers = {
        "Content-Security-Policy": page.policy,
        "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
    }
    return web.Response(text=page.served(words_for(request, texts)), content_type="text/html", headers=headers)


@inject
async def show_manifest(request: web.Request, page: FromDishka[ScanPage], texts: FromDishka[Texts]) -> web.Response:
    """Describe the page to browsers that install it."""
    return web.json_response(page.manifest(words_for(request, texts)), content_type="application/manifest+json")


@inject
async def serve_worker(_: web.Request, assets: FromDishka[Assets]) -> web.Response:
    """Serve the service worker. It works for all addresses: the reader of codes runs in a worker below `/assets`."""
    headers = {"Service-Worker-Allowed": "/", "Cache-Control": "no-cache"}
    return web.Response(text=assets.text("scan/service.js"), content_type="text/javascript", headers=headers)


@inject
async def log_in_guest(request: web.Request, log_in: FromDishka[LogInGuest], clock: FromDishka[Clock]) -> web.Response:
    """Begin the session of a guest with the data with which Telegram opened the page."""
    given = await read_object(request)
    session = await log_in(text_in(given, "init_data", _MOST_INIT_DATA), now=clock())
    told = {
        "token": session.token,
        "expires_at": to_plain(session.shift.ends_at),
        "account": str(session.guard.person.id),
        "name": session.guard.person.name,
        "organisation": session.guard.organisation.name,
        "language": session.language,
    }
    return web.json_response(told)


@inject
async def tell_shift(
    request: web.Request, access: FromDishka[ScanAccess], find_shift: FromDishka[FindShift], clock: FromDishka[Clock]
) -> web.Response:
    """Tell the shift of whoever is logged in, and its counter."""
    who = await access(request)
    now = clock()
    certificate = load_der_x509_certificate(who.guard.organisation.seal_certificate)
    seal_key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    told = answers.shift(who.words, await find_shift(who.guard, now=now), seal_key)
    return web.json_response({**told, "now": now.timestamp()})


@inject
async def check_code(
    request: web.Request, access: FromDishka[ScanAccess], check: FromDishka[CheckCode], clock: FromDishka[Clock]
) -> web.Response:
    """Check a code that the browser read, or that was typed."""
    who = await access(request)
    given = await read_object(request)
    text, read = text_in(given, "text", LONGEST_TEXT), given.get("read") is True
    found = await check(who.guard, text, read=read, event_id=_event_in(request, who), now=clock())
    return web.json_response(answers.checked(who.words, found))


@inject
async def check_picture(
    request: web.Request,
    access: FromDishka[ScanAccess],
    check: FromDishka[CheckPicture],
    heavy: FromDishka[Heavy],
    clock: FromDishka[Clock],
) -> web.Response:
    """Check each code in a picture."""
    who = await access(request)
    _count(heavy, who)
    picture = await read_bytes(request, _MOST_PICTURE, _WITHIN_SECONDS)
    found = await check(who.guard, picture, event_id=_event_in(request, who), now=clock())
    return web.json_response(answers.checked(who.words, found))


@inject
async def read_frame(
    request: web.Request,
    access: FromDishka[ScanAccess],
    read: FromDishka[ReadFrame],
    frames: FromDishka[Frames],
    clock: FromDishka[Clock],
) -> web.Response:
    """Read a frame of the camera; nothing is checked."""
    who = await access(request)
    _count(frames, who)
    found = await read(who.guard, await read_bytes(request, _MOST_FRAME, _WITHIN_SECONDS), now=clock())
    return web.json_response({"texts": [] if isinstance(found, OffDuty) else found})


@inject
async def give_pack(
    request: web.Request,
    access: FromDishka[ScanAccess],
    build: FromDishka[BuildPack],
    heavy: FromDishka[Heavy],
    clock: FromDishka[Clock],
) -> web.Response:
    """Give the pack, without the parts that the device has."""
    who = await access(request)
    _count(heavy, who)
    given = await read_object(request.clone(client_max_size=_MOST_PACK_QUESTION))
    built = await build(who.guard, _point_in(given), _known_in(given), now=clock())
    if isinstance(built, OffDuty):
        return web.Response(status=HTTPStatus.NO_CONTENT)
    return web.Response(body=built, content_type="application/octet-stream")


@inject
async def take_scans(
    request: web.Request, access: FromDishka[ScanAccess], take: FromDishka[TakeScans], clock: FromDishka[Clock]
) -> web.Response:
    """Take scans that were made without a network."""
    who = await access(request)
    given = await read_object(request.clone(client_max_size=_MOST_BATCH))
    scans, shift_id = _scans_in(given, who), _id_in(given, "shift")
    taken = await take(who.guard, shift_id, scans, now=clock())
    return web.json_response({"new": taken.new, "outside": len(taken.outside)})


def add_routes(app: web.Application) -> None:
    """Add the routes to the application."""
    app.router.add_get("/scan", show_page)
    app.router.add_get("/scan/manifest.webmanifest", show_manifest)
    app.router.add_get("/scan/service.js", serve_worker)
    app.router.add_post("/scan/session", log_in_guest)
    app.router.add_get("/scan/shift", tell_shift)
    app.router.add_post("/scan/code", check_code)
    app.router.add_post("/scan/picture", check_picture)
    app.router.add_post("/scan/frame", read_frame)
    app.router.add_post("/scan/pack", give_pack)
    app.router.add_post("/scan/scans", take_scans)


def _count(limit: Rate, who: Scanning) -> None:
    """Count a request of a person, from whatever address; HTTPTooManyRequests."""
    if not limit.allows(str(who.guard.person.id)):
        raise web.HTTPTooManyRequests


def _point_in(given: dict[str, Any]) -> bytes:
    try:
        return base64.b64decode(text_in(given, "device_key", _MOST_POINT), validate=True)
    except (binascii.Error, ValueError):
        raise web.HTTPBadRequest from None


def _known_in(given: dict[str, Any]) -> frozenset[str]:
    known = given.get("known")
    if not isinstance(known, list) or len(known) > 2 * PARTS:
        raise web.HTTPBadRequest
    if not all(isinstance(one, str) and _DIGEST.fullmatch(one) for one in known):
        raise web.HTTPBadRequest
    return frozenset(known)


def _id_in(given: dict[str, Any], name: str) -> UUID:
    text = text_in(given, name, 36)
    if not _KEY.fullmatch(text):
        raise web.HTTPBadRequest
    return UUID(text)


def _scans_in(given: dict[str, Any], who: Scanning) -> list[OfflineScan]:
    scans = given.get("scans")
    if not isinstance(scans, list) or len(scans) > MOST_SCANS or not all(isinstance(one, dict) for one in scans):
        raise web.HTTPBadRequest
    return [_scan_in(one, who) for one in scans]


def _scan_in(given: dict[str, Any], who: Scanning) -> OfflineScan:
    shown, at = text_in(given, "shown", 32), given.get("at")
    if shown not in SHOWN_OFFLINE or not isinstance(at, int | float) or not 0 <= at < _LAST_SECOND:
        raise web.HTTPBadRequest
    event_id = _event_id(who, _id_in(given, "id"))
    scanned_at = datetime.fromtimestamp(at, UTC)
    return OfflineScan(event_id, text_in(given, "text", LONGEST_TEXT), Verdict(shown), scanned_at)


def _event_in(request: web.Request, who: Scanning) -> EventId:
    """Return the id of what the page does, which is the same when the page sends it again; HTTPBadRequest."""
    key = request.headers.get("Idempotency-Key", "")
    if not _KEY.fullmatch(key):
        raise web.HTTPBadRequest
    return _event_id(who, UUID(key))


def _event_id(who: Scanning, key: UUID) -> EventId:
    return EventId(f"web:{who.guard.person.id}:{key}")
