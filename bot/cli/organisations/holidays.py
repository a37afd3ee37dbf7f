"""`countersign holidays`: the days on which an organisation reminds nobody, or works, whatever the weekday."""

import argparse
import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from bot.cli.organisations.choosing import choose
from bot.cli.output import say
from bot.errors import Refused
from bot.ids import EventId
from bot.settings import Settings, SettingsError, read_settings
from bot.staff.models import Organisation
from bot.staff.organisation.marked_days import DaysUnreadableRefused, MarkedDays, read_days
from bot.staff.organisation.set_working_time import WorkingTimeChange, change_working_time
from bot.startup.master_key import open_cipher
from storage.opening import open_store


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = commands.add_parser("holidays", help="show or set the days off, and the days worked whatever the weekday")
    days = "days off (2027-01-01), or worked (+2027-01-16), one or a span a line, instead of those there are"
    parser.add_argument("file", nargs="?", type=Path, help=days)
    parser.add_argument("--organisation", help="the one of this name, where there are several")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> None:
    days = None if given.file is None else _read(given.file)
    kept = asyncio.run(holidays(read_settings(), given.organisation, days))
    say(*_lines(kept))


def _read(path: Path) -> MarkedDays:
    try:
        return read_days(path.read_text(encoding="utf-8-sig"), datetime.now(UTC).date())
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as text ({type(error).__name__}).") from None
    except DaysUnreadableRefused as refused:
        line = refused.facts["line"]
        raise SettingsError(f"{path}: {line!r} says no days: write 2027-01-01, or 2026-12-25..2027-01-08.") from None


def _lines(kept: Organisation) -> Iterator[str]:
    for day in sorted(kept.holidays | kept.workdays):
        yield f"+{day}" if day in kept.workdays else f"{day}"


async def holidays(settings: Settings, name: str | None, days: MarkedDays | None) -> Organisation:
    """Set the marked days of an organisation unless `days` is None; return its present state."""
    store = await open_store(settings, open_cipher(settings))
    try:
        async with store.transaction() as tx:
            chosen = choose(await tx.organisations.all(), name)
            if days is None:
                return chosen
            change = WorkingTimeChange(plain=chosen.holidays | chosen.workdays, off=days.off, on=days.on)
            event_id, now = EventId(f"cli:{uuid4()}"), datetime.now(UTC)
            return await change_working_time(tx, chosen.id, change, None, event_id, now)
    except Refused as refused:
        raise SettingsError(f"These days cannot be: {refused.text_id.removeprefix('refused-')}.") from None
    finally:
        await store.close()
