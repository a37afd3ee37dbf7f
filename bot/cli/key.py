"""`countersign key`: makes a master key; `countersign key reseal` moves everything under the newest one."""

import argparse
import asyncio
from typing import Any

from bot.cli.output import say
from bot.crypto.encryption import mint_master_key
from bot.settings import Settings, read_settings
from bot.startup.master_key import open_cipher
from storage.opening import open_store

_MADE, _RESEAL = "make", "reseal"


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = verbs.add_parser("key", help="make a master key for MASTER_KEY, or reseal all under the newest")
    about = "reseal: move everything under the first key of MASTER_KEY while the bot runs; may be ended and run again"
    parser.add_argument("what", nargs="?", choices=(_MADE, _RESEAL), default=_MADE, help=about)
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    if given.what == _MADE:
        say(mint_master_key())
        return 0
    settings = read_settings()
    left = asyncio.run(reseal(settings))
    held = len(open_cipher(settings).key_ids)
    say(_told(left, held))
    return 1 if left else 0


async def reseal(settings: Settings) -> int:
    """Re-encrypt everything under the newest key, reporting each batch; return how many rows need an older one."""
    store = await open_store(settings, open_cipher(settings))
    try:
        return await store.reencryption.reencrypt(_tell)
    finally:
        await store.close()


def _tell(table: str, rows: int) -> None:
    if rows:
        say(f"  {table}: {rows}")


def _told(left: int, held: int) -> str:
    if left:
        return f"{left} rows still need an older key: does every process have the new one? Run this again."
    if held == 1:
        return "Everything is under the one key of MASTER_KEY."
    return (
        "Nothing needs the older keys. "
        "Stop every process, leave only the first key in MASTER_KEY, start, and make a new backup."
    )
