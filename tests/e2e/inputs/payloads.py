"""Every kind of deep link the bot can make, made with its own keys.

A kind added to `CodePurpose` tomorrow is tried by itself: its codes name whatever has an id, and nobody may open them
until a test says who may.
"""

import uuid

from aiogram import Dispatcher
from aiogram.filters import Command, CommandStart
from e2e.servers.stage import TOKEN

from bot.crypto.encryption import Cipher, MasterKeys
from bot.passes.codes import CodePurpose, Codes
from bot.staff.registration.links import Links
from handlers import include_routers
from handlers.registration.deep_links import CarriesCode, carries_token
from handlers.registration.fallback import on_link_of_unregistered, on_unknown_payload

PERSONAL = "personal"
KINDS = (PERSONAL, *CodePurpose)
FALLBACK = {on_link_of_unregistered, on_unknown_payload}
"""They come last and read no payload: they say that it is unknown, or that the person has left."""
USERNAME = "countersign_demo_bot"


def payloads(staff, kind):
    """Genuine payloads of a kind: of spent personal links, or of codes for everything that is there."""
    cipher = Cipher(MasterKeys.parse((staff.database.parent / "master.key").read_text()))
    if kind is PERSONAL:
        links = Links(cipher.derive("invitation links"), USERNAME)
        spent = "SELECT id FROM invitation WHERE used_at IS NOT NULL OR revoked_at IS NOT NULL"
        return [links.token(uuid.UUID(one)) for (one,) in staff.rows(spent)]
    codes = Codes(cipher, int(TOKEN.split(":", maxsplit=1)[0]), USERNAME)
    tags = [tag for (tag,) in staff.rows("SELECT tag FROM organisation")]
    return [codes.mint(kind, tag, one) for tag in tags for one in _named(staff)]


def _named(staff):
    """What a code may name: by an id of its own, or by the first bytes of the newest row's."""
    columns = {table: {row[1] for row in staff.rows(f'PRAGMA table_info("{table}")')} for table in staff.tables()}
    for table, names in columns.items():
        if "code_id" in names:
            yield from (one for (one,) in staff.rows(f'SELECT code_id FROM "{table}"'))  # noqa: S608 - its own names
        elif "id" in names and "organisation_id" in names:
            newest = staff.rows(f'SELECT id FROM "{table}" WHERE organisation_id = ? LIMIT 1', staff.organisation)  # noqa: S608 - as above
            yield from (uuid.UUID(one).bytes[:12] for (one,) in newest)


def taken():
    """The kind that each handler of a deep link takes, None where none is seen; and every command of every room."""
    dispatcher = Dispatcher()
    include_routers(dispatcher)
    links, commands = [], set()
    for handler in _handlers(dispatcher):
        filters = [one.callback for one in handler.filters or ()]
        opens = [one for one in filters if isinstance(one, CommandStart) and one.deep_link]
        kinds = [one.purpose for one in filters if isinstance(one, CarriesCode)]
        kinds += [PERSONAL] if carries_token in filters else []
        if opens and handler.callback not in FALLBACK:
            links.append(kinds[0] if kinds else None)
        commands |= {f"/{name}" for one in filters if isinstance(one, Command) for name in one.commands}
    return links, commands


def _handlers(router):
    yield from router.message.handlers
    for below in router.sub_routers:
        yield from _handlers(below)
