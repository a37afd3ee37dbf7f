"""`countersign diia`: under which branch at Diia an organisation has documents checked."""

import argparse
import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from bot.cli.organisations.choosing import choose
from bot.cli.output import complain, say
from bot.errors import Refused
from bot.ids import EventId
from bot.settings import Settings, SettingsError, read_settings
from bot.staff.models import Organisation
from bot.staff.organisation.set_diia_branch import set_diia_branch
from bot.startup.master_key import open_cipher
from bot.texts.words import Texts
from storage.opening import open_store


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = commands.add_parser("diia", help="show or set the branch at Diia that checks an organisation's documents")
    parser.add_argument("branch", nargs="?", help="the branch's id, as Diia returned it")
    parser.add_argument("--off", action="store_true", help="check no documents any more")
    parser.add_argument("--organisation", help="the one of this name, where there are several")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    settings = read_settings()
    if given.branch and given.off:
        raise SettingsError("countersign diia: give a branch or --off, not both.")
    try:
        kept = asyncio.run(diia(settings, given.organisation, "" if given.off else given.branch))
    except Refused as refused:
        words = Texts(settings.language).words(settings.language, settings.time_zone)
        complain(words.plain(refused.text_id, **refused.facts))
        return 1
    say(f"{kept.name}: {kept.diia_branch or 'no branch, documents are not checked'}")
    if kept.diia_branch and settings.diia_api_base is None:
        say("DIIA_API_BASE is not set: until it is, documents are not checked.")
    return 0


async def diia(settings: Settings, name: str | None, branch: str | None) -> Organisation:
    """Set the branch of an organisation unless it is None; return the organisation as it is."""
    store = await open_store(settings, open_cipher(settings))
    try:
        async with store.transaction() as tx:
            chosen = choose(await tx.organisations.all(), name)
            if branch is not None:
                await set_diia_branch(tx, chosen.id, branch, EventId(f"cli:{uuid4()}"), datetime.now(UTC))
            return await tx.organisations.get(chosen.id)
    finally:
        await store.close()
