"""`countersign organisation`: its number in a public register, and whether it demands qualified signatures."""

import argparse
import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from bot.cli.organisations.choosing import choose
from bot.cli.output import complain, say
from bot.errors import Refused
from bot.ids import EventId
from bot.settings import Settings, read_settings
from bot.staff.models import Organisation
from bot.staff.organisation.set_requirements import set_requirements
from bot.startup.master_key import open_cipher
from bot.texts.words import Texts
from storage.opening import open_store


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = commands.add_parser("organisation", help="show or set what certificates are compared with")
    parser.add_argument("--organisation", help="the organisation's name; needed where there are several")
    parser.add_argument("--number", help="its number in a public register, as certificates have it: ЄДРПОУ, ИНН, …")
    parser.add_argument("--qualified-orders", choices=["yes", "no"], help="whether a service QR works only if its "
                        "order has a qualified signature")  # fmt: skip
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    settings = read_settings()
    demanded = None if given.qualified_orders is None else given.qualified_orders == "yes"
    try:
        kept = asyncio.run(requirements(settings, given.organisation, given.number, demanded=demanded))
    except Refused as refused:
        words = Texts(settings.language).words(settings.language, settings.time_zone)
        complain(words.plain(refused.text_id, **refused.facts))
        return 1
    say(f"{kept.name}: number {kept.number or 'not set'}")
    say(f"  service QR codes need a qualified signature: {'yes' if kept.qualified_orders else 'no'}")
    return 0


async def requirements(
    settings: Settings, name: str | None, number: str | None, *, demanded: bool | None
) -> Organisation:
    """Set what is not None; return the organisation as it is then."""
    store = await open_store(settings, open_cipher(settings))
    try:
        async with store.transaction() as tx:
            chosen = choose(await tx.organisations.all(), name)
            event_id, now = EventId(f"cli:{uuid4()}"), datetime.now(UTC)
            return await set_requirements(tx, chosen.id, number, demanded, event_id, now)
    finally:
        await store.close()
