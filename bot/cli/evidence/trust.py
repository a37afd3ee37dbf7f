"""`countersign trust`: the official lists of qualified trust services by which signatures are judged."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from bot.cli.output import complain, say
from bot.errors import Refused
from bot.qualified.trust.import_list import Imported, import_list
from bot.qualified.trust.models import TrustedList
from bot.settings import Settings, SettingsError, read_settings
from bot.startup.master_key import open_cipher
from bot.texts.words import Texts
from storage.opening import open_store
from storage.transaction import Store

_Result = TypeVar("_Result")


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    whats = commands.add_parser("trust", help="load and show the trusted lists (ETSI TS 119 612)").add_subparsers(
        required=True
    )
    importing = whats.add_parser("import", help="load a list; the first import of a list pins its operator")
    importing.add_argument("file", type=Path, help="the list, XML, as its operator publishes it")
    importing.add_argument("--name", help="what to call it; by default its territory, as UA or EE")
    importing.add_argument("--operator", type=Path, help="the operator's certificate (PEM or DER), where you know it")
    importing.set_defaults(run=_import)
    whats.add_parser("list", help="show the lists that are loaded").set_defaults(run=_list)
    removing = whats.add_parser("remove", help="remove a list and forget its operator")
    removing.add_argument("name", help="the list's name")
    removing.set_defaults(run=_remove)


def _import(given: argparse.Namespace) -> int:
    settings, xml = read_settings(), _read(given.file)
    operator = None if given.operator is None else _certificate(given.operator)
    try:
        imported = asyncio.run(load_list(settings, xml, given.name, operator))
    except Refused as refused:
        complain(Texts(settings.language).words(settings.language, settings.time_zone).plain(refused.text_id))
        return 1
    say(*_shown(imported.trusted, datetime.now(UTC)))
    if imported.pinned:
        say("  NOBODY VOUCHED FOR THE OPERATOR. Compare the SHA-256 with the one that the operator publishes; if they")
        say(f"  differ, run: countersign trust remove {imported.trusted.name}")
    return 0


def _list(given: argparse.Namespace) -> None:
    del given
    lists = asyncio.run(_in_store(read_settings(), _all))
    now = datetime.now(UTC)
    say(*(line for trusted in lists for line in _shown(trusted, now)))
    if not lists:
        say("No list is loaded: no signature can be called qualified.")


def _remove(given: argparse.Namespace) -> int:
    async def remove(store: Store) -> bool:
        async with store.transaction() as tx:
            return await tx.trusted_lists.remove(given.name)

    if not asyncio.run(_in_store(read_settings(), remove)):
        complain(f"There is no list {given.name!r}; `countersign trust list` shows them.")
        return 1
    say(f"{given.name}: removed")
    return 0


async def load_list(settings: Settings, xml: bytes, name: str | None, operator: bytes | None) -> Imported:
    """Load a list; raise what `import_list` refuses."""
    from bot.workers.pool import WorkerPool  # noqa: PLC0415 - other commands need not wait for it

    async def load(store: Store) -> Imported:
        workers = WorkerPool()
        try:
            return await import_list(store.transaction, workers, xml, name, operator, datetime.now(UTC))
        finally:
            await workers.close()

    return await _in_store(settings, load)


async def loaded_lists(settings: Settings) -> list[TrustedList]:
    """Return the lists that are loaded."""
    return await _in_store(settings, _all)


async def _all(store: Store) -> list[TrustedList]:
    async with store.reading() as tx:
        return await tx.trusted_lists.all()


async def _in_store(settings: Settings, work: Callable[[Store], Awaitable[_Result]]) -> _Result:
    store = await open_store(settings, open_cipher(settings))
    try:
        return await work(store)
    finally:
        await store.close()


def _shown(trusted: TrustedList, now: datetime) -> Iterator[str]:
    until = trusted.next_update_at
    state = "in force" if trusted.is_in_force(now) else "OUT OF DATE"
    yield f"{trusted.name}: {state}, number {trusted.number} of {trusted.issued_at:%Y-%m-%d}"
    yield f"  next issue by: {until:%Y-%m-%d %H:%M} UTC" if until else "  closed by its operator"
    yield f"  operator: {trusted.operator_name}"
    yield f"  operator's certificate, SHA-256: {sha256(trusted.operator).hexdigest()}"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}") from None


def _certificate(path: Path) -> bytes:
    data = _read(path)
    try:
        is_pem = data.lstrip().startswith(b"-----BEGIN")
        found = x509.load_pem_x509_certificate(data) if is_pem else x509.load_der_x509_certificate(data)
    except ValueError:
        raise SettingsError(f"{path}: no certificate, PEM or DER.") from None
    return found.public_bytes(Encoding.DER)
