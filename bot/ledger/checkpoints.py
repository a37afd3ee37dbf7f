"""Checkpoints: what the ledger was on a day, signed by the organisation and shown where others keep it.

Promises that a checkpoint is about one organisation, one day, one number of entries and the hash of the last, and that
OpenSSL can check it: an ECDSA signature over RFC 8785 bytes. Never says what the entries are.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from bot.crypto.canonical import Json, canonical
from bot.crypto.certificates import Use, is_issued_by
from bot.crypto.keys import sign, verify
from bot.ids import derived_id

SCHEMA = "countersign/ledger-head/1"


@dataclass(frozen=True, slots=True)
class LedgerCheckpoint:
    """The ledger of an organisation on `day` (ISO 8601, where the organisation is): so many entries, the last's hash.

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
class UnstampedCheckpoint:
    """A checkpoint that no time-stamping authority has stamped yet."""

    organisation_id: UUID
    day: str

    @property
    def id(self) -> UUID:
        """Return an id that no other checkpoint has."""
        return derived_id("ledger-head", self.organisation_id, self.day)


def sign_checkpoint(
    organisation_id: UUID, day: str, tip: tuple[int, str], private_der: bytes, certificate: bytes, now: datetime
) -> LedgerCheckpoint:
    """Make the checkpoint of a day from the ledger's `tip` (number, hash)."""
    data = _bytes(organisation_id, day, tip, now)
    return LedgerCheckpoint(organisation_id, day, *tip, now, certificate, sign(private_der, data))


def checkpoint_bytes(checkpoint: LedgerCheckpoint) -> bytes:
    """Return the very bytes that are signed and stamped."""
    return _bytes(checkpoint.organisation_id, checkpoint.day, (checkpoint.number, checkpoint.hash), checkpoint.made_at)


def checkpoint_holds(checkpoint: LedgerCheckpoint, authority: bytes) -> bool:
    """Whether a seal of the organisation whose authority this is (DER) made the checkpoint, when it says."""
    signed = verify(checkpoint.certificate, checkpoint_bytes(checkpoint), checkpoint.signature)
    return signed and is_issued_by(checkpoint.certificate, authority, Use.SEAL, checkpoint.made_at)


def _bytes(organisation_id: UUID, day: str, tip: tuple[int, str], made_at: datetime) -> bytes:
    number, last = tip
    at = made_at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    named: dict[str, Json] = {"schema": SCHEMA, "organisation_id": str(organisation_id), "day": day, "made_at": at}
    return canonical({**named, "number": number, "hash": last})
