"""`countersign reseal`: adds time stamps to finished files that lack them, or whose stamps must be renewed."""

import argparse
import asyncio
from datetime import UTC, datetime
from typing import Any

from bot.cli.output import complain, say
from bot.settings import Settings, read_settings
from bot.signing.archiving.archive_files import ArchiveFiles, FilesPerRun
from bot.signing.archiving.from_settings import stamping_of
from bot.signing.archiving.mark_files import CountFiles, MarkFiles
from bot.signing.sealing.seal import Archive
from bot.startup.master_key import open_cipher
from bot.workers.pool import WorkerPool
from storage.opening import open_store
from storage.transaction import Store

_SECONDS = 60


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = commands.add_parser("reseal", help="add time stamps to old finished files; may be ended and run again")
    parser.add_argument("--dry-run", action="store_true", help="only count the files")
    parser.add_argument("--pace", type=int, metavar="N", help="files a minute (default: STAMPS_PER_MINUTE)")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    settings = read_settings()
    stamping = stamping_of(settings)
    if stamping is None:
        complain("The settings allow level B-B only: set TSA_URL and TSA_CERTIFICATES.")
        return 1
    pace = given.pace or settings.stamps_per_minute
    left = asyncio.run(reseal(settings, stamping, FilesPerRun(pace), dry_run=given.dry_run))
    return 1 if left and not given.dry_run else 0


async def reseal(settings: Settings, stamping: Archive, pace: FilesPerRun, *, dry_run: bool) -> int:
    """Stamp the files at the pace, reporting each minute; return how many still wait."""
    store = await open_store(settings, open_cipher(settings))
    try:
        below, due = await CountFiles(store.reading)(stamping.level, now=_machine())
        if dry_run:
            say(f"{below} files are below {stamping.level}, {due} wait for a time stamp. Nothing was changed.")
            return due
        await MarkFiles(store.transaction)(stamping.level, now=_machine())
        return await _stamp_all(store, settings, stamping, pace)
    finally:
        await store.close()


async def _stamp_all(store: Store, settings: Settings, stamping: Archive, pace: FilesPerRun) -> int:
    workers = WorkerPool(settings.workers)
    archive_files, count = ArchiveFiles(store.transaction, workers, stamping, pace), CountFiles(store.reading)
    try:
        while True:
            done = await archive_files(now=_machine())
            _, left = await count(stamping.level, now=_machine())
            say(f"{done} stamped, {left} left")
            if not left or not done:
                return left
            await asyncio.sleep(_SECONDS)
    finally:
        await workers.close()


def _machine() -> datetime:
    return datetime.now(UTC)
