"""`countersign key`: makes a master key; `countersign key reseal` moves everything under the newest one."""

import argparse
import asyncio
from datetime import UTC, datetime
from typing import Any

from bot.cli.output import say
from bot.crypto.encryption import mint_master_key
from bot.settings import Settings, SettingsError, read_settings
from bot.startup.holders import is_dead
from bot.startup.master_key import open_cipher
from storage.opening import open_store

_MADE, _RESEAL = "make", "reseal"


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = commands.add_parser("key", help="make a master key for MASTER_KEY, or reseal all under the newest")
    about = "reseal: move everything under the first key of MASTER_KEY while the bot runs; may be ended and run again"
    parser.add_argument("what", nargs="?", choices=(_MADE, _RESEAL), default=_MADE, help=about)
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    if given.what == _MADE:
        say(mint_master_key())
        return 0
    settings = read_settings()
    try:
        left = asyncio.run(reseal(settings))
    except ProcessLacksKeyError as error:
        raise SettingsError(f"{error}.") from None
    held = len(open_cipher(settings).key_ids)
    say(_told(left, held))
    return 1 if left else 0


class ProcessLacksKeyError(Exception):
    """A running process cannot read what is encrypted under the newest key; the message names the processes."""


async def reseal(settings: Settings) -> int:
    """Re-encrypt everything under the newest key, reporting each batch; return how many rows need an older one.

    Raise ProcessLacksKeyError, before anything is changed, where a running process lacks that key.
    """
    store = await open_store(settings, open_cipher(settings))
    try:
        lacking = await store.processes.without_newest_key(datetime.now(UTC))
        if lacking := [name for name in lacking if not is_dead(name)]:
            raise ProcessLacksKeyError(_lacks_key(lacking))
        return await store.reencryption.reencrypt(_tell)
    finally:
        await store.close()


def _tell(table: str, rows: int) -> None:
    if rows:
        say(f"  {table}: {rows}")


def _lacks_key(processes: list[str]) -> str:
    return (
        f"Nothing was changed: {', '.join(processes)} (machine/process) runs without the first key of MASTER_KEY and "
        "could read nothing any more. Give it the same MASTER_KEY, new key first, restart it, and run this again. "
        "A process of another machine that was stopped is forgotten after two minutes"
    )


def _told(left: int, held: int) -> str:
    if left:
        return f"{left} rows still need an older key: does every process have the new one? Run this again."
    if held == 1:
        return "Everything is under the one key of MASTER_KEY."
    return (
        "Nothing needs the older keys. "
        "Stop every process, leave only the first key in MASTER_KEY, start, and make a new backup."
    )
