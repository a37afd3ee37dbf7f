"""`countersign retention`: what is kept how long, and how much of it is over; `--apply` removes that now."""

import argparse
import asyncio
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.cli.output import say
from bot.retention import PurgeOld, Removed, kept_days
from bot.settings import Settings, read_settings
from bot.startup.master_key import open_cipher
from storage.opening import open_store


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = commands.add_parser("retention", help="how long what is kept, and what is over; --apply removes it now")
    parser.add_argument("--apply", action="store_true", help="remove what is over, as the bot does once a day")
    parser.add_argument("--json", action="store_true", help="say it as JSON")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    settings = read_settings()
    found = asyncio.run(look(settings, apply=given.apply))
    days = kept_days(settings.retention)
    lines = _json(found, days, apply=given.apply).split("\n") if given.json else _lines(found, days, apply=given.apply)
    say(*lines)
    return 0


async def look(settings: Settings, *, apply: bool) -> list[Removed]:
    """Return every class with the number of rows that are old, or were removed."""
    store = await open_store(settings, open_cipher(settings))
    try:
        purge_old = PurgeOld(store.purge, _machine, kept_days(settings.retention))
        return await purge_old(apply=apply, now=_machine())
    finally:
        await store.close()


def _machine() -> datetime:
    return datetime.now(UTC)


def _json(found: Sequence[Removed], days: dict[str, int], *, apply: bool) -> str:
    classes = {one.name: {"kept_days": days[one.name], "rows": one.rows} for one in found}
    return json.dumps({"applied": apply, "classes": classes}, indent=2)


def _lines(found: Sequence[Removed], days: dict[str, int], *, apply: bool) -> Iterator[str]:
    verb = "removed" if apply else "over"
    for one in found:
        yield f"{one.name:<14} kept {days[one.name]:>4} days  {verb}: {one.rows}"
    if not apply:
        yield "Nothing was removed. The bot removes what is over once a day; --apply does it now."
