"""`countersign owner`: names the owner of an organisation and prints their personal deep link."""

import argparse
import asyncio
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from bot.cli.output import say
from bot.ids import EventId
from bot.settings import Settings, SettingsError, read_settings
from bot.staff.organisation.add_owner import AddOwner, NewOwner, OrganisationUnknownError
from bot.staff.people.phones import parse_phone
from bot.staff.registration.links import Links
from bot.startup.master_key import open_cipher
from storage.opening import open_store


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = commands.add_parser("owner", help="name the owner of an organisation; prints their personal link")
    parser.add_argument("name", help="the owner's full name")
    parser.add_argument("--organisation", required=True, help="the organisation's name; the first is founded")
    parser.add_argument("--found", action="store_true", help="found one more organisation without asking")
    parser.add_argument("--phone", help="their phone; without it the first number they share counts")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    settings = read_settings()
    phone = parse_phone(given.phone, settings.phone_region) if given.phone else None
    if given.phone and phone is None:
        raise SettingsError(f"{given.phone!r} is no phone number: write it as +380671234567.")
    wanted = NewOwner(given.organisation, given.name, phone, settings.language, settings.time_zone, given.found)
    try:
        link = asyncio.run(name_owner(settings, wanted))
    except OrganisationUnknownError as unknown:
        if not _founds_another(wanted.organisation, unknown.names):
            return 1
        link = asyncio.run(name_owner(settings, replace(wanted, founded=True)))
    say(link)
    return 0


def _founds_another(name: str, names: list[str]) -> bool:
    """Ask whether one more organisation shall be founded; where nobody can answer, say how to do it."""
    told = f"There is no organisation {name!r} yet; there is {', '.join(map(repr, names))}."
    if not sys.stdin.isatty():
        raise SettingsError(f"{told} Add --found to found one more, or write the name as it is.")
    return input(f"{told}\nFound one more, with people and documents of its own? [y/N] ").strip().lower() in {
        "y",
        "yes",
    }


async def name_owner(settings: Settings, wanted: NewOwner) -> str:
    """Name the owner and return their personal link."""
    cipher = open_cipher(settings)
    links = Links(cipher.derive("invitation links"), await bot_username(settings))
    store = await open_store(settings, cipher)
    try:
        now = datetime.now(UTC)
        invitation = await AddOwner(store.transaction, links)(wanted, event_id=EventId(f"cli:{uuid4()}"), now=now)
    finally:
        await store.close()
    return links.link(invitation) or ""


async def bot_username(settings: Settings) -> str:
    """Fetch the bot's identity from the Bot API."""
    from bot.cli.bot_api import get_me  # noqa: PLC0415 - aiogram takes long to import

    return (await get_me(settings)).username or ""
