"""`countersign ledger verify`: walks the hash chain of every organisation and finds any edit, gap or swap."""

import argparse
import asyncio
from typing import Any

from bot.ledger.entries import GENESIS, chain
from bot.settings import Settings, read_settings
from bot.wiring.keys import open_sealer
from bot.wiring.store import open_store


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = verbs.add_parser("ledger", help="check the ledger")
    parser.add_argument("what", choices=["verify"], help="verify: walk the hash chain of every organisation")
    parser.set_defaults(run=_run)


def _run(_: argparse.Namespace) -> int:
    return asyncio.run(verify_ledgers(read_settings()))


async def verify_ledgers(settings: Settings) -> int:
    """Print a line for each organisation; answer 0 when every chain holds."""
    store, _ = await open_store(settings, open_sealer(settings))
    broken = 0
    try:
        async with store.reading() as tx:
            for organisation in await tx.organisations.all():
                number, previous, fault = 0, GENESIS, None
                async for entry in tx.ledger.entries(organisation.id):
                    if entry != chain(entry.deed, number + 1, previous):
                        fault = number + 1
                        break
                    number, previous = entry.number, entry.hash
                if fault is None and (number, previous) != await tx.ledger.tip(organisation.id):
                    fault = number + 1
                broken += fault is not None
                state = f"broken at entry {fault}" if fault else f"holds, {number} entries, head {previous}"
                print(f"{organisation.name}: {state}")  # noqa: T201 - the command line speaks by printing
    finally:
        await store.close()
    return 1 if broken else 0
