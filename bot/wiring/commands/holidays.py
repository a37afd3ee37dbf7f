"""`countersign holidays`: the days on which an organisation reminds nobody, whatever the weekday."""

import argparse
import asyncio
import re
from datetime import date
from pathlib import Path
from typing import Any

from bot.settings import Settings, SettingsError, read_settings
from bot.staff.people import Organisation
from bot.wiring.keys import open_sealer
from bot.wiring.store import open_store


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = verbs.add_parser("holidays", help="show or set the days on which nobody is reminded")
    parser.add_argument("file", nargs="?", type=Path, help="dates (2027-01-01), one a line, instead of those there are")
    parser.add_argument("--organisation", help="the one of this name, where there are several")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> None:
    days = None if given.file is None else read_days(_text(given.file))
    for day in sorted(asyncio.run(holidays(read_settings(), given.organisation, days))):
        print(day)  # noqa: T201 - the command line speaks by printing


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as text ({type(error).__name__}).") from None


def read_days(text: str) -> frozenset[date]:
    """Read a date (ISO 8601) from each line; what follows it, empty lines and those from # on are left."""
    days = set()
    for number, line in enumerate(text.splitlines(), start=1):
        if words := line.partition("#")[0].split(maxsplit=1):
            try:
                days.add(date.fromisoformat(words[0] if re.fullmatch(r"\d{4}-\d\d-\d\d", words[0]) else ""))
            except ValueError:
                raise SettingsError(f"Line {number}: {words[0][:20]!r} is no date: write it as 2027-01-01.") from None
    return frozenset(days)


async def holidays(settings: Settings, name: str | None, days: frozenset[date] | None) -> frozenset[date]:
    """Set the holidays of an organisation unless `days` is None; answer those it has."""
    store, _ = await open_store(settings, open_sealer(settings))
    try:
        async with store.transaction() as tx:
            chosen = _chosen(await tx.organisations.all(), name)
            if days is None:
                return chosen.holidays
            await tx.organisations.set_holidays(chosen.id, days)
            return days
    finally:
        await store.close()


def _chosen(organisations: list[Organisation], name: str | None) -> Organisation:
    found = [one for one in organisations if name in (None, one.name)]
    if len(found) != 1:
        names = ", ".join(one.name for one in organisations) or "none yet"
        raise SettingsError(f"Which organisation? Name it with --organisation: {names}.")
    return found[0]
