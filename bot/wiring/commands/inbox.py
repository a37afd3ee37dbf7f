"""`countersign inbox`: how many updates wait, which were set aside, and putting them back. Names nobody."""

import argparse
import asyncio
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from bot.settings import Settings, SettingsError, read_settings
from bot.wiring.keys import open_sealer
from bot.wiring.store import open_store
from storage.queues import InboxStanding, UpdateAside

SHOWN = 100


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = verbs.add_parser("inbox", help="updates that wait or were set aside; --retry puts them back")
    parser.add_argument("--retry", metavar="ID|all", help="handle this update, or all set aside, once more")
    parser.add_argument("--json", action="store_true", help="say it as JSON")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    settings = read_settings()
    if given.retry is not None:
        return _told(asyncio.run(retry(settings, _ids(given.retry))), as_json=given.json)
    standing, aside = asyncio.run(look(settings))
    lines = [_json(standing, aside)] if given.json else _lines(standing, aside)
    print("\n".join(lines))  # noqa: T201 - the command line speaks by printing
    return 0


async def look(settings: Settings) -> tuple[InboxStanding, list[UpdateAside]]:
    """Answer the counts and the newest updates that were set aside."""
    store, _ = await open_store(settings, open_sealer(settings))
    try:
        return await store.queues.inbox(), await store.queues.updates_aside(SHOWN)
    finally:
        await store.close()


async def retry(settings: Settings, ids: list[int] | None) -> int:
    """Put back what was set aside, for a running bot to take up within seconds; answer how many."""
    store, _ = await open_store(settings, open_sealer(settings))
    try:
        return await store.queues.retry_updates(ids)
    finally:
        await store.close()


def _ids(given: str) -> list[int] | None:
    if given != "all" and not given.isdecimal():
        raise SettingsError(f"{given!r} is no update's number: take one that `countersign inbox` shows, or all.")
    return None if given == "all" else [int(given)]


def _told(back: int, *, as_json: bool) -> int:
    print(json.dumps({"put_back": back}) if as_json else f"put back: {back}")  # noqa: T201 - as above
    return 0


def _json(standing: InboxStanding, aside: list[UpdateAside]) -> str:
    told = asdict(standing) | {"set_aside": [asdict(one) for one in aside]}
    return json.dumps(told, default=str, indent=2)


def _lines(standing: InboxStanding, aside: list[UpdateAside]) -> Iterator[str]:
    since = f", the oldest since {standing.oldest_at:%Y-%m-%d %H:%M:%S} UTC" if standing.oldest_at else ""
    yield f"waiting: {standing.waiting}{since}"
    yield f"set aside: {standing.aside}"
    for one in aside:
        yield f"  {one.id}  {one.aside_at:%Y-%m-%d %H:%M}  {one.kind}  attempts {one.attempts}  {one.error or ''}"
