"""`countersign certificate`: prints the certificates of the organisations, by which anyone checks what they sealed."""

import argparse
import asyncio
from typing import Any

from bot.cli.output import say
from bot.crypto.certificates import pem
from bot.settings import Settings, read_settings
from bot.startup.master_key import open_cipher
from storage.opening import open_store


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = commands.add_parser("certificate", help="print the organisations' certificates (PEM) for `verify`")
    parser.add_argument("--organisation", help="only the one of this name")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    found = asyncio.run(certificates(read_settings(), given.organisation))
    say(*found.decode("ascii").splitlines())
    return 0 if found else 1


async def certificates(settings: Settings, name: str | None) -> bytes:
    """Return the PEM of every organisation, or of the one so named."""
    store = await open_store(settings, open_cipher(settings))
    try:
        async with store.reading() as tx:
            organisations = await tx.organisations.all()
    finally:
        await store.close()
    return b"".join(pem(one.ca_certificate) for one in organisations if name in (None, one.name))
