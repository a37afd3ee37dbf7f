"""`countersign import FILE`: what a staff list would do; with `--apply`, done, all or nothing."""

import argparse
import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from bot.cli.organisations.choosing import choose
from bot.cli.output import complain, say
from bot.errors import Refused
from bot.ids import EventId
from bot.settings import Settings, read_settings
from bot.staff.people.phones import PhoneRegion
from bot.staff.roster.import_list import DryRun, PlanImport, apply_list, stored_roster
from bot.startup.master_key import open_cipher
from bot.texts.words import Texts, Words
from storage.opening import open_store


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = commands.add_parser("import", help="say what a staff list (XLSX, CSV) would do, or do it")
    parser.add_argument("file", type=Path, help="the staff list")
    parser.add_argument("--organisation", help="the organisation's name; needed where there are several")
    parser.add_argument("--apply", action="store_true", help="do it, all or nothing")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    settings = read_settings()
    words = Texts(settings.language).words(settings.language, settings.time_zone)
    try:
        content = given.file.read_bytes()
    except OSError as error:
        complain(f"{given.file}: {error.strerror}")
        return 2
    try:
        dry_run = asyncio.run(run_import(settings, content, given.organisation, apply=given.apply))
    except Refused as refused:
        complain(words.plain(refused.text_id, **refused.facts))
        return 1
    lines = [json.dumps(_counts(dry_run) | {"applied": given.apply})] if given.json else _told(words, dry_run)
    say(*lines)
    return 0


async def run_import(settings: Settings, content: bytes, organisation: str | None, *, apply: bool) -> DryRun:
    """Plan an import and apply it if requested; return the plan."""
    from bot.workers.pool import WorkerPool  # noqa: PLC0415 - other commands need not wait for it

    store = await open_store(settings, open_cipher(settings))
    workers = WorkerPool()
    try:
        async with store.reading() as tx:
            into = choose(await tx.organisations.all(), organisation)
        now, event_id = datetime.now(UTC), EventId(f"cli:{uuid4()}")
        planning = PlanImport(store.transaction, workers, PhoneRegion(settings.phone_region))
        dry_run = await planning.of(into.id, content, None, now=now)
        if apply:
            roster = await stored_roster(store.transaction, into.id, dry_run.sha256)
            async with store.transaction() as tx:
                await apply_list(tx, roster, dry_run.digest, into.id, None, with_pin=False, event_id=event_id, now=now)
    finally:
        await workers.close()
        await store.close()
    return dry_run


def _counts(dry_run: DryRun) -> dict[str, object]:
    plan = dry_run.plan
    groups = {"new": plan.new, "changed": plan.changed, "unchanged": plan.unchanged, "left_out": plan.left_out}
    return {name: len(group) for name, group in groups.items()} | {"bad": [row.row_number for row in plan.bad]}


def _told(words: Words, dry_run: DryRun) -> Iterator[str]:
    from handlers.staff.roster.screens import reason_text  # noqa: PLC0415 - aiogram takes seconds to import

    for name, value in _counts(dry_run).items():
        yield f"{name.replace('_', ' ')}: {len(value) if isinstance(value, list) else value}"
    for row in dry_run.plan.bad:
        reasons = "; ".join(reason_text(words, one) for one in row.reasons)
        yield f"  {row.row_number}: {reasons}"
