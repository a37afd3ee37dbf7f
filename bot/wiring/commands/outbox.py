"""`countersign outbox`: how many notices and letters are on their way, which notices never arrived, sending them again.

Names nobody.
"""

import argparse
import asyncio
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from bot.settings import Settings, SettingsError, read_settings
from bot.wiring.keys import open_sealer
from bot.wiring.store import open_store
from storage.queues import NoticeAside, OutboxStanding

SHOWN = 100


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = verbs.add_parser("outbox", help="notices on their way, and those that never arrived; --retry sends again")
    parser.add_argument("--retry", metavar="ID|all", help="send this notice, or all that never arrived, once more")
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


async def look(settings: Settings) -> tuple[OutboxStanding, list[NoticeAside]]:
    """Answer the counts and the newest notices that never arrived."""
    store, _ = await open_store(settings, open_sealer(settings))
    try:
        return await store.queues.outbox(datetime.now(UTC)), await store.queues.notices_aside(SHOWN)
    finally:
        await store.close()


async def retry(settings: Settings, ids: list[UUID] | None) -> int:
    """Put notices that never arrived back on their way; answer how many."""
    store, _ = await open_store(settings, open_sealer(settings))
    try:
        return await store.queues.retry_notices(ids, datetime.now(UTC))
    finally:
        await store.close()


def _ids(given: str) -> list[UUID] | None:
    try:
        return None if given == "all" else [UUID(given)]
    except ValueError:
        raise SettingsError(f"{given!r} is no notice's id: take one that `countersign outbox` shows, or all.") from None


def _told(back: int, *, as_json: bool) -> int:
    print(json.dumps({"put_back": back}) if as_json else f"put back: {back}")  # noqa: T201 - as above
    return 0


def _json(standing: OutboxStanding, aside: list[NoticeAside]) -> str:
    told = asdict(standing) | {"never_arrived": [asdict(one) for one in aside]}
    return json.dumps(told, default=str, indent=2)


def _lines(standing: OutboxStanding, aside: list[NoticeAside]) -> Iterator[str]:
    due = f", the longest due since {standing.oldest_due_at:%Y-%m-%d %H:%M:%S} UTC" if standing.oldest_due_at else ""
    yield f"on their way: {standing.pending}{due}"
    yield f"delivered: {standing.delivered}  unreachable: {standing.unreachable}  dropped: {standing.dropped}"
    yield "letters: " + "  ".join(f"{state} {number}" for state, number in standing.letters.items())
    for one in aside:
        yield (
            f"  {one.id}  {one.send_after_at:%Y-%m-%d %H:%M}  {one.kind}  {one.outcome}"
            f"  attempts {one.attempts}  {one.error or ''}"
        )
