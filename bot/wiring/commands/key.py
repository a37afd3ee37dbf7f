"""`countersign key`: makes a master key."""

from typing import Any

from bot.crypto.sealing import mint_master_key


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = verbs.add_parser("key", help="make a master key for MASTER_KEY")
    parser.set_defaults(run=_run)


def _run(_: object) -> None:
    print(mint_master_key())  # noqa: T201 - the command line speaks by printing
