"""Checkpoints of the ledger (heads): its state on a day, signed by the organisation and sent where others keep it.

A head names the organisation, the day, the number of entries and the hash of the last. OpenSSL can verify it: it is an
ECDSA signature over RFC 8785 bytes. It says nothing of the entries' contents.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from bot.crypto.canonical import Json, canonical
from bot.crypto.certificates import is_issued_by
from bot.crypto.keys import sign, verify
from bot.ids import derived_id

SCHEMA = "countersign/ledger-head/1"


@dataclass(frozen=True, slots=True)
class LedgerCheckpoint:
    """The ledger of an organisation on `day` (ISO 8601, in its time zone): number of entries, hash of the last.

    `certificate` is the seal's (DER), `signature` its ECDSA signature (DER) of `checkpoint_bytes`; `timestamp` is a
    time-stamping authority's token over the same bytes (RFC 3161, DER), where one is set.
    """

    organisation_id: UUID
    day: str
    number: int
    hash: str
    made_at: datetime
    certificate: bytes
    signature: bytes
    timestamp: bytes | None = None


@dataclass(frozen=True, slots=True)
class UnstampedHead:
    """A head that no time-stamping authority has stamped yet."""

    organisation_id: UUID
    day: str

    @property
    def id(self) -> UUID:
        """Return the unique id of the head."""
        return derived_id("ledger-head", self.organisation_id, self.day)


def sign_checkpoint(
    organisation_id: UUID, day: str, tip: tuple[int, str], private_der: bytes, certificate: bytes, now: datetime
) -> LedgerCheckpoint:
    """Return the head of a day from the ledger's `tip` (number, hash)."""
    data = _bytes(organisation_id, day, tip, now)
    return LedgerCheckpoint(organisation_id, day, *tip, now, certificate, sign(private_der, data))


def checkpoint_bytes(head: LedgerCheckpoint) -> bytes:
    """Return the bytes that are signed and stamped."""
    return _bytes(head.organisation_id, head.day, (head.number, head.hash), head.made_at)


def checkpoint_holds(head: LedgerCheckpoint, authority: bytes) -> bool:
    """Return whether a seal of the organisation with this authority (DER) signed the head at its time."""
    signed = verify(head.certificate, checkpoint_bytes(head), head.signature)
    return signed and is_issued_by(head.certificate, authority, head.made_at)


def _bytes(organisation_id: UUID, day: str, tip: tuple[int, str], made_at: datetime) -> bytes:
    number, last = tip
    at = made_at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    named: dict[str, Json] = {"schema": SCHEMA, "organisation_id": str(organisation_id), "day": day, "made_at": at}
    return canonical({**named, "number": number, "hash": last})
