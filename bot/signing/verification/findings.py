"""What verifying a file finds."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.crypto.canonical import Json
from bot.signing.models import Carrying
from bot.signing.records.plain import to_plain
from bot.signing.records.record import Container, Party, RecordVerdict, Subject, Trust
from bot.signing.sealing.seal import TimeStamp


class Integrity(StrEnum):
    """Whether a file is as it was sealed."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    UNKNOWN = "unknown"
    """No finished file of ours, as far as can be seen."""


class Fault(StrEnum):
    """Why a file counts as changed."""

    UNREADABLE = "unreadable"
    """It has the marks of a finished file, and can no longer be read as one."""
    BEYOND_SEAL = "beyond-seal"
    """There are bytes that the seal does not cover."""
    SEAL_BROKEN = "seal-broken"
    """The seal does not fit the bytes, or is no seal that certifies against changes."""
    SEAL_UNFIT = "seal-unfit"
    """The certificate of the seal is none for seals: a person's, for example."""
    TIMESTAMP_BROKEN = "timestamp-broken"
    """The time stamp is not one of this seal."""
    MANIFEST_BROKEN = "manifest-broken"
    """The manifest is missing or unreadable, or its numbers contradict each other."""
    DOCUMENT_DIFFERS = "document-differs"
    """The original inside is not the one that the manifest names."""
    RECORDS_DIFFER = "records-differ"
    """A record is missing, surplus, or not the one that the manifest lists."""
    RECORD_UNSOUND = "record-unsound"
    """A record's own signature does not hold, or is about another document, or for another organisation."""
    SIGNER_TWICE = "signer-twice"
    """Two records are of one person, or of one request."""


@dataclass(frozen=True, slots=True)
class CheckedSignature:
    """One record inside, and the verdict on it.

    The digests are of the record's bytes and of its certificate's (DER), as the ledger has them. `repeated`: a record
    before it is of the same person or request.
    """

    id: UUID
    verdict: RecordVerdict
    record_sha256: str
    certificate_sha256: str
    repeated: bool = False

    @property
    def container(self) -> Container | None:
        """Return what the record says of the qualified signature that confirmed it; None for other records."""
        return self.verdict.record.container if self.verdict.record else None

    @property
    def counts(self) -> bool:
        """Return whether this is one of the N of "signed by N of M"."""
        holds = self.verdict.sound and not self.repeated and not self.verdict.late
        return holds and self.verdict.trust is not Trust.STRANGER

    def as_json(self) -> Json:
        """Return who confirmed what, when and how, and whether it holds."""
        found: dict[str, Json] = {
            "id": str(self.id),
            "sound": self.verdict.sound,
            "signature_holds": self.verdict.signature_holds,
            "document_matches": self.verdict.document_matches,
            "trust": self.verdict.trust.value,
            "repeated": self.repeated,
            "record_sha256": self.record_sha256,
            "certificate_sha256": self.certificate_sha256,
            "counter": self.verdict.counter,
            "revoked_at": to_plain(self.verdict.revoked_at),
        }
        if self.verdict.record:
            plain = to_plain(self.verdict.record)
            shown = ("signer", "agreement", "statement", "act", "result", "container")
            found |= {key: plain[key] for key in shown} if isinstance(plain, dict) else {}
        return found


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying a file found. All but the first three are empty where `integrity` is UNKNOWN.

    `trust` is about the seal: OURS and STRANGER only where an organisation's certificate was given. `expected`,
    `declined` and `sealed_at` are what the manifest under the seal says; None where there is
    no readable manifest. `archive_timestamps` are over the whole file, each over those before it, oldest first.
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
    archive_timestamps: tuple[TimeStamp, ...] = ()

    @property
    def signed(self) -> int:
        """Return how many records inside hold: the N of "signed by N of M"; M is `expected`."""
        return sum(one.counts for one in self.signatures)

    @property
    def answer(self) -> Integrity:
        """Return the result for the organisation's people: to them another organisation's intact file is unknown."""
        foreign = self.integrity is Integrity.UNCHANGED and self.trust is Trust.STRANGER
        return Integrity.UNKNOWN if foreign else self.integrity

    def as_json(self) -> dict[str, Json]:
        """Return everything, for programs."""
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
    "archive_timestamps",
)
