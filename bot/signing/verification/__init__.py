"""Verifying a finished file offline: nothing but the file and, for trust, the organisation's certificate.

Promises an answer for any bytes, in closed words, with integrity and trust kept apart: whether a file is as it was
sealed is a matter of the file alone; whose seal it is, of a certificate that the asker brings. Never fetches anything,
never reads a clock: certificates are held against the moments they were used at.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.crypto.canonical import Json
from bot.crypto.certificates import parse_certificate
from bot.signing.records.manifest import Carrying
from bot.signing.records.plain import to_plain
from bot.signing.records.record import Party, RecordVerdict, Subject, Trust


class Integrity(StrEnum):
    """The three answers."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    UNKNOWN = "unknown"
    """No finished file of ours, as far as can be seen."""


class Fault(StrEnum):
    """Why a file counts as changed."""

    UNREADABLE = "unreadable"
    """It bears the marks of a finished file, and can no longer be read as one."""
    BEYOND_SEAL = "beyond-seal"
    """There are bytes that the seal does not cover."""
    SEAL_BROKEN = "seal-broken"
    """The seal does not fit the bytes, or is no seal that certifies against changes."""
    TIMESTAMP_BROKEN = "timestamp-broken"
    """The time stamp is not one of this seal."""
    MANIFEST_BROKEN = "manifest-broken"
    """What the file says of itself is missing or unreadable."""
    DOCUMENT_DIFFERS = "document-differs"
    """The original inside is not the one that the manifest names."""
    RECORDS_DIFFER = "records-differ"
    """A record is missing, surplus, or not the one that the manifest lists."""
    RECORD_UNSOUND = "record-unsound"
    """A record's own signature does not hold, or is about another document."""


@dataclass(frozen=True, slots=True)
class CheckedSignature:
    """One record inside, and what checking it found."""

    id: UUID
    verdict: RecordVerdict

    def as_json(self) -> Json:
        """Say who confirmed what, when and how, and whether it holds."""
        found: dict[str, Json] = {
            "id": str(self.id),
            "sound": self.verdict.sound,
            "signature_holds": self.verdict.signature_holds,
            "document_matches": self.verdict.document_matches,
            "trust": self.verdict.trust.value,
        }
        if self.verdict.record:
            plain = to_plain(self.verdict.record)
            shown = ("signer", "agreement", "statement", "act", "result")
            found |= {key: plain[key] for key in shown} if isinstance(plain, dict) else {}
        return found


@dataclass(frozen=True, slots=True)
class TimeStamp:
    """A time-stamping authority's word (RFC 3161) for when the seal was there at the latest; whose word, by name.

    Whether that authority deserves trust is not said here.
    """

    at: datetime
    authority: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying a file found. All but the first three are empty where `integrity` is UNKNOWN.

    `trust` is the seal's: OURS and STRANGER only where an organisation's certificate was given. `expected`, `declined`
    and `sealed_at` are the manifest's word, so they are the seal's; None where there is no readable manifest.
    """

    integrity: Integrity
    trust: Trust
    faults: tuple[Fault, ...] = ()
    organisation: Party | None = None
    document: Subject | None = None
    carrying: Carrying | None = None
    sealed_at: datetime | None = None
    sealed_by: str | None = None
    timestamp: TimeStamp | None = None
    expected: int | None = None
    declined: int | None = None
    signatures: tuple[CheckedSignature, ...] = ()
    ledger_head: str | None = None

    @property
    def signed(self) -> int:
        """How many records inside hold: the N of "signed by N of M"; M is `expected`."""
        return sum(one.verdict.sound and one.verdict.trust is not Trust.STRANGER for one in self.signatures)

    @property
    def answer(self) -> Integrity:
        """The one word for a person who asked the organisation: a stranger's intact file is unknown here."""
        foreign = self.integrity is Integrity.UNCHANGED and self.trust is Trust.STRANGER
        return Integrity.UNKNOWN if foreign else self.integrity

    def as_json(self) -> dict[str, Json]:
        """Say everything, for programs."""
        return {
            "answer": self.answer.value,
            "integrity": self.integrity.value,
            "trust": self.trust.value,
            "faults": [fault.value for fault in self.faults],
            "signed": self.signed,
            **{name: to_plain(getattr(self, name)) for name in _PLAIN},
            "signatures": [one.as_json() for one in self.signatures],
        }


_PLAIN = (
    "expected",
    "declined",
    "organisation",
    "document",
    "carrying",
    "sealed_at",
    "sealed_by",
    "timestamp",
    "ledger_head",
)


def verify(data: bytes, authority: bytes | None = None) -> Verification:
    """Verify a finished file against an organisation's certificate (PEM or DER), or for integrity alone.

    Raises `CertificateUnreadableRefused` for an unreadable `authority`, and for nothing else: any file has an answer.
    Call it for strangers' files in a worker process.
    """
    from bot.signing.verification.checking import checked  # noqa: PLC0415 - pyHanko is heavy: only workers load it

    return checked(data, None if authority is None else parse_certificate(authority).der)
