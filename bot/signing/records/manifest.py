"""The manifest: what a finished file says of itself, in one attachment under the organisation's seal.

It has the numbers of "signed by N of M" and the hash of every record. It names nobody who did not sign: the sheet does.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.crypto.canonical import NotCanonical, canonical, parse_canonical
from bot.signing.models import Carrying
from bot.signing.records.plain import NotPlain, from_plain, to_plain
from bot.signing.records.record import Party, Subject

SCHEMA = "countersign/manifest/1"
MANIFEST_NAME = "countersign.json"


class ManifestBroken(ValueError):  # noqa: N818 - says what the bytes are
    """The bytes are no manifest of a schema known here."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of a document when it is finished: it was sent to `expected` people, `declined` of them declined.

    `ledger_head` is the hexadecimal head of the ledger then, where one is given.
    """

    organisation: Party
    document: Subject
    expected: int
    declined: int
    ledger_head: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A record in the finished file: the signature's id, and the SHA-256 of the attachment."""

    id: UUID
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest."""

    schema: str
    organisation: Party
    document: Subject
    carrying: Carrying
    sealed_at: datetime
    expected: int
    signed: int
    declined: int
    signatures: tuple[Listed, ...]
    ledger_head: str | None


def encode_manifest(manifest: Manifest) -> bytes:
    """Write the manifest as canonical JSON."""
    return canonical(to_plain(manifest))


def decode_manifest(data: bytes) -> Manifest:
    """Read a manifest; raises `ManifestBroken` for anything else, other versions included."""
    try:
        manifest = from_plain(Manifest, parse_canonical(data))
    except (NotCanonical, NotPlain) as error:
        raise ManifestBroken(str(error)) from error
    if manifest.schema != SCHEMA:
        raise ManifestBroken("a schema not known here")
    return manifest
