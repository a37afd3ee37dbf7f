"""`countersign doctor`: looks whether everything the bot stands on is there."""

import argparse
import asyncio
import shutil
import socket
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from bot.cli.organisations.owner import bot_username
from bot.cli.output import say
from bot.monitoring.queues import FailingRows
from bot.notices.letters import Channel
from bot.notices.rates import Pauses
from bot.settings import TELEGRAM, Delivery, Settings, SettingsError, read_settings
from bot.signing.archiving.from_settings import stamping_of
from bot.signing.archiving.mark_files import CountFiles
from bot.signing.finishing.report_failure import NOTIFIED_AFTER
from bot.signing.models import SealLevel
from bot.startup.master_key import open_cipher
from storage.opening import open_store

ANSWERS_WITHIN_SECONDS = 20.0
CLOCK_MAY_BE_OFF = 30.0
SMS_SECONDS = 10.0
FREE_GIB = 1.0
LONG_PAUSE_SECONDS = 60.0


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    about = "check Telegram, token, delivery, clock, key, database, jobs, seals, sending, disk, SMTP, Diia and readers"
    parser = commands.add_parser("doctor", help=about)
    parser.set_defaults(run=_run)


def _run(_: argparse.Namespace) -> int:
    settings = read_settings()
    failed: set[str] = set()
    for name, check in CHECKS.items():
        if name in OVER_TELEGRAM and failed & WAY_TO_TELEGRAM:
            say(f"--   {name}: not checked, Telegram cannot be reached")
            continue
        try:
            told, well = check(settings), True
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what the doctor is to tell
            told, well = _why(error), False
        failed |= set() if well else {name}
        say(f"{'ok  ' if well else 'FAIL'} {name}: {told}")
    return 1 if failed else 0


def _why(error: Exception) -> str:
    """Return the sentence of an error that has one, and the kind of any other with what it says."""
    return str(error) if isinstance(error, SettingsError | RuntimeError) else f"{type(error).__name__}: {error}"


def _proxy(settings: Settings) -> str:
    from bot.cli.bot_api import shown_proxy  # noqa: PLC0415 - aiogram takes long to import

    shown, base = shown_proxy(settings), str(settings.bot_api_base)
    if not shown:
        return "none set"
    try:
        asyncio.run(_headers(settings))
    except Exception as error:
        raise RuntimeError(f"{shown} does not lead to {base}: {type(error).__name__}: {error}") from error
    return f"{shown} leads to {base}"


def _telegram(settings: Settings) -> str:
    from bot.cli.bot_api import offline  # noqa: PLC0415 - aiogram takes long to import

    base = settings.bot_api_base
    try:
        asyncio.run(_headers(settings))
    except Exception as error:
        why = offline(settings) if base.host == TELEGRAM else f"{base} cannot be reached: is BOT_API_BASE right?"
        raise RuntimeError(f"{why} ({type(error).__name__})") from error
    return f"{base} can be reached"


async def _headers(settings: Settings) -> Mapping[str, str]:
    """Return the response headers of the Bot API server, requested the way that the bot does."""
    from aiohttp import ClientTimeout  # noqa: PLC0415 - takes long to import

    from handlers.bot_api.client import open_session  # noqa: PLC0415 - as above

    async with open_session(settings) as session:
        client = await session.create_session()
        async with client.get(str(settings.bot_api_base), timeout=ClientTimeout(ANSWERS_WITHIN_SECONDS)) as response:
            return response.headers


def _token(settings: Settings) -> str:
    return f"@{asyncio.run(bot_username(settings))}"


def _delivery(settings: Settings) -> str:
    from bot.cli.bot_api import get_webhook_info  # noqa: PLC0415 - aiogram takes long to import

    info = asyncio.run(get_webhook_info(settings))
    return delivery_noted(settings, info.model_dump(exclude_none=True), datetime.now(UTC))


def delivery_noted(settings: Settings, info: Mapping[str, Any], now: datetime) -> str:
    """Describe how updates arrive according to Telegram (Bot API, WebhookInfo); RuntimeError where they do not."""
    from handlers.updates.webhook import hook_ailment  # noqa: PLC0415 - aiogram takes long to import

    waits, set_to, wanted = (
        f"{info['pending_update_count']} updates wait at Telegram",
        info["url"],
        settings.webhook_url,
    )
    if settings.delivery is not Delivery.WEBHOOK:
        note = "; a webhook is set, until a polling process starts" if set_to else ""
        return f"{settings.delivery.value}, {waits}{note}"
    if not set_to:
        return f"webhook, not set before the bot starts, {waits}"
    if wrong := hook_ailment(info, str(wanted), now):
        raise RuntimeError(f"{wrong}; {waits}")
    return f"webhook, {waits}"


def _key(settings: Settings) -> str:
    async def count() -> int:
        store = await open_store(settings, open_cipher(settings))
        try:
            return await store.reencryption.waiting()
        finally:
            await store.close()

    held = len(open_cipher(settings).key_ids)
    if held == 1:
        return "1 held"
    if waiting := asyncio.run(count()):
        return f"{held} held, {waiting} rows need an older one: `countersign key reseal` moves them"
    return f"{held} held, the first is enough: MASTER_KEY may be cut down to it"


def _database(settings: Settings) -> str:
    async def look() -> str:
        store = await open_store(settings, open_cipher(settings))
        async with store.reading() as tx:
            organisations = await tx.organisations.all()
            if organisations:
                await tx.organisations.seal_key(organisations[0].id)  # opens only with the right master key
        await store.close()
        return f"{len(organisations)} organisations, writable"  # to open it is to write: the key's witness

    return asyncio.run(look())


def _jobs(settings: Settings) -> str:
    async def look() -> list[FailingRows]:
        store = await open_store(settings, open_cipher(settings))
        try:
            return await store.queues.failing()
        finally:
            await store.close()

    failing = asyncio.run(look())
    told = "; ".join(map(_told_of_failing, failing)) or "no row fails"
    if any(one.most_attempts >= NOTIFIED_AFTER for one in failing):
        raise RuntimeError(f"{told}. They are tried again; see the log for which rows and why")
    return told


def _told_of_failing(failing: FailingRows) -> str:
    since = f"{failing.since:%Y-%m-%d %H:%M} UTC"
    return f"{failing.job}: {failing.rows} x {failing.error} since {since}, up to {failing.most_attempts} attempts"


def _seals(settings: Settings) -> str:
    stamping = stamping_of(settings)
    level = stamping.level if stamping else SealLevel.B_B

    async def look() -> tuple[int, int]:
        store = await open_store(settings, open_cipher(settings))
        try:
            return await CountFiles(store.reading)(level, now=datetime.now(UTC))
        finally:
            await store.close()

    below, due = asyncio.run(look())
    told = f"{level}, {due} files wait for a time stamp"
    return f"{told}, {below} are below {level}: `countersign reseal` upgrades them" if below > due else told


def _sending(settings: Settings) -> str:
    async def look() -> Pauses:
        store = await open_store(settings, open_cipher(settings))
        try:
            return await store.queues.pauses(datetime.now(UTC))
        finally:
            await store.close()

    return pauses_noted(asyncio.run(look()))


def pauses_noted(pauses: Pauses) -> str:
    """Describe the pauses that Telegram demands of sending; RuntimeError where one is long or holds all notices."""
    if not pauses.chats and not pauses.notices_seconds:
        return "Telegram demands no pause"
    chats = "1 chat" if pauses.chats == 1 else f"{pauses.chats} chats"
    told = f"Telegram demands a pause in {chats}, the longest for {pauses.longest_seconds:.0f} s more"
    if pauses.notices_seconds:
        raise RuntimeError(f"{told}; all notices wait {pauses.notices_seconds:.0f} s, then one is tried")
    if pauses.longest_seconds > LONG_PAUSE_SECONDS:
        raise RuntimeError(f"{told}; notices to these chats wait, everything else goes on")
    return told


def _clock(settings: Settings) -> str:
    date = asyncio.run(_headers(settings)).get("Date")
    if date is None:
        return "not compared: the Bot API tells no time"
    off = (datetime.now(UTC) - parsedate_to_datetime(date)).total_seconds()
    if abs(off) > CLOCK_MAY_BE_OFF:
        raise RuntimeError(f"{off:+.0f} seconds off the Bot API's: set it by NTP")
    return f"within {CLOCK_MAY_BE_OFF:.0f} seconds of the Bot API's"


def _disk(settings: Settings) -> str:
    folder = settings.data_dir if settings.data_dir.exists() else Path()
    free = shutil.disk_usage(folder).free / (1 << 30)
    if free < FREE_GIB:
        raise RuntimeError(f"{free:.1f} GiB free for {settings.data_dir}: make room")
    return f"{free:.1f} GiB free for {settings.data_dir}"


def _fonts(_: Settings) -> str:
    from font_roboto import Roboto  # noqa: PLC0415 - looked at here only

    return str(Roboto).rsplit("/", 1)[-1]


def _smtp(settings: Settings) -> str:
    from bot.notices.channels.from_settings import open_channels  # noqa: PLC0415 - as above
    from bot.notices.channels.smtp import Smtp  # noqa: PLC0415 - looked at here only

    server = open_channels(settings).get(Channel.EMAIL)
    if not isinstance(server, Smtp):
        return "none set"
    server.greet()
    return f"{server.host} takes letters from {server.sender}"


def _sms(settings: Settings) -> str:
    """Connect to the gateway, and send nothing: any request could be an SMS."""
    from bot.notices.channels.from_settings import open_channels  # noqa: PLC0415 - looked at here only
    from bot.notices.channels.sms import SmsGateway  # noqa: PLC0415 - as above

    gateway = open_channels(settings).get(Channel.SMS)
    if not isinstance(gateway, SmsGateway):
        return "none set"
    address = urlsplit(gateway.url)
    kiosks = "people can sign at kiosks" if settings.kiosk_page else "no kiosks: they need PUBLIC_URL"
    if settings.outgoing_proxy.get_secret_value():
        return f"{address.hostname}, through OUTGOING_PROXY; {kiosks}"
    port = address.port or (443 if address.scheme == "https" else 80)
    try:
        socket.create_connection((address.hostname or "", port), SMS_SECONDS).close()
    except OSError as error:
        raise RuntimeError(f"{address.hostname}:{port} of SMS_URL cannot be reached ({error})") from None
    return f"{address.hostname} can be reached; {kiosks}"


def _diia(settings: Settings) -> str:
    from bot.outgoing import NoResponseError, NotSentError  # noqa: PLC0415 - looked at here only
    from bot.outgoing.diia import NoSessionError, open_diia  # noqa: PLC0415 - as above

    diia = open_diia(settings)
    if diia is None:
        return "none set"

    async def look() -> dict[str, bool]:
        await diia.session()
        return {branch: await diia.knows_branch(branch) for branch in await _branches(settings)}

    try:
        known = asyncio.run(look())
    except (NoSessionError, NotSentError, NoResponseError) as error:
        raise RuntimeError(f"{settings.diia_api_base} gave no session: {error}. Are the tokens right?") from None
    if strange := [branch for branch, is_known in known.items() if not is_known]:
        raise RuntimeError(f"a session was given, but Diia does not know {', '.join(strange)}: see `countersign diia`")
    return f"a session was given; {len(known)} branches, all known"


async def _branches(settings: Settings) -> list[str]:
    store = await open_store(settings, open_cipher(settings))
    try:
        async with store.reading() as tx:
            return sorted({one.diia_branch for one in await tx.organisations.all() if one.diia_branch})
    finally:
        await store.close()


def _readers(_: Settings) -> str:
    from bot.qr.draw import draw_png  # noqa: PLC0415 - looked at here only
    from bot.qr.scan import scan  # noqa: PLC0415 - looked at here only

    found = scan(draw_png("countersign")).texts
    if found != ("countersign",):
        raise RuntimeError("a drawn code was not read")
    try:
        import pyzbar.pyzbar  # noqa: F401, PLC0415 - looked at here only
    except ImportError:
        return "zxing-cpp; install libzbar (Debian: libzbar0) for the second reader"
    return "zxing-cpp and zbar"


def _faces(_: Settings) -> str:
    from bot.passes.photos.faces import finder  # noqa: PLC0415 - looked at here only

    try:
        return finder()
    except (ImportError, AttributeError):
        return "none: holders' photos are looked at by managers alone; install opencv-python-headless, version 4"


WAY_TO_TELEGRAM: Final = {"proxy", "Telegram"}
OVER_TELEGRAM: Final = {"Telegram", "token", "delivery", "clock"}
"""What tells nothing new once the way to Telegram was found closed."""

CHECKS: dict[str, Callable[[Settings], str]] = {
    "proxy": _proxy,
    "Telegram": _telegram,
    "token": _token,
    "delivery": _delivery,
    "clock": _clock,
    "master key": _key,
    "database": _database,
    "jobs": _jobs,
    "seals": _seals,
    "sending": _sending,
    "disk": _disk,
    "SMTP": _smtp,
    "SMS": _sms,
    "Diia": _diia,
    "fonts": _fonts,
    "QR readers": _readers,
    "face finder": _faces,
}
