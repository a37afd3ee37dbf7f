"""`countersign unlock`: lets a person try their locked PIN again, where no other manager can."""

import argparse
import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from bot.cli.organisations.choosing import choose
from bot.cli.output import say
from bot.ids import EventId
from bot.settings import Settings, SettingsError, read_settings
from bot.staff.models import Person
from bot.staff.pins.unlock_pin import unlock_pin
from bot.startup.master_key import open_cipher
from storage.opening import open_store


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = commands.add_parser("unlock", help="let a person try their locked PIN again, such as a sole owner")
    parser.add_argument("name", help="the person's full name, as on the staff list")
    parser.add_argument("--organisation", help="the organisation's name; needed where there are several")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> None:
    person = asyncio.run(unlock(read_settings(), given.organisation, given.name))
    say(f"{person.name} can enter the PIN again.")


async def unlock(settings: Settings, organisation: str | None, name: str) -> Person:
    """Unlock the PIN of the registered person of this name, and return them."""
    store = await open_store(settings, open_cipher(settings))
    try:
        async with store.transaction() as tx:
            chosen = choose(await tx.organisations.all(), organisation)
            found = [one for one in await tx.people.registered(chosen.id, None) if one.name == name]
            if len(found) != 1:
                raise SettingsError(f"{len(found)} registered people are called {name!r}: the full name must be one's.")
            await unlock_pin(tx, found[0], None, EventId(f"cli:{uuid4()}"), datetime.now(UTC))
            return found[0]
    finally:
        await store.close()
