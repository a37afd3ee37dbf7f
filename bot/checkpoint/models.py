"""Service QR codes, shifts and checks."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from bot.staff.models import Role

SERVICE_QR_LIVES = timedelta(days=180)
"""The longest validity, and the default one."""


class Verdict(StrEnum):
    """The possible verdicts on a code; UNREADABLE, UNAVAILABLE, NOT_IN_PACK and PACK_TOO_OLD never accuse anyone.

    Five are on documents that Diia checks; DOCUMENT_UNANSWERED is also the verdict while Diia is being asked. The last
    four are of checkpoints without a network.
    """

    VALID = "valid"
    CODE_EXPIRED = "code-expired"
    ALREADY_USED = "already-used"
    PASS_EXPIRED = "pass-expired"
    NOT_YET_VALID = "not-yet-valid"
    REVOKED = "revoked"
    NOT_ACCEPTED_HERE = "not-accepted-here"
    OWN_PASS = "own-pass"
    CHANGED = "changed"
    FORGED = "forged"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"
    UNAVAILABLE = "unavailable"
    DOCUMENT_VALID = "document-valid"
    DOCUMENT_UNCONFIRMED = "document-unconfirmed"
    DOCUMENT_REPEATED = "document-repeated"
    DOCUMENT_UNANSWERED = "document-unanswered"
    DOCUMENT_UNAVAILABLE = "document-unavailable"
    VALID_OFFLINE = "valid-offline"
    ALREADY_USED_HERE = "already-used-here"
    NOT_IN_PACK = "not-in-pack"
    PACK_TOO_OLD = "pack-too-old"

    @property
    def severity(self) -> "Severity":
        """What a guard sees first."""
        match self:
            case Verdict.VALID | Verdict.DOCUMENT_VALID | Verdict.VALID_OFFLINE:
                return Severity.PASS
            case (
                Verdict.ALREADY_USED
                | Verdict.ALREADY_USED_HERE
                | Verdict.PASS_EXPIRED
                | Verdict.NOT_YET_VALID
                | Verdict.REVOKED
                | Verdict.NOT_ACCEPTED_HERE
                | Verdict.OWN_PASS
                | Verdict.CHANGED
                | Verdict.FORGED
                | Verdict.UNKNOWN
            ):
                return Severity.STOP
            case (
                Verdict.CODE_EXPIRED
                | Verdict.UNREADABLE
                | Verdict.UNAVAILABLE
                | Verdict.DOCUMENT_UNCONFIRMED
                | Verdict.DOCUMENT_REPEATED
                | Verdict.DOCUMENT_UNANSWERED
                | Verdict.DOCUMENT_UNAVAILABLE
                | Verdict.NOT_IN_PACK
                | Verdict.PACK_TOO_OLD
            ):
                return Severity.CANNOT_TELL
            case _:
                assert_never(self)

    @property
    def not_found(self) -> bool:
        """Return whether "not found" is true of it."""
        match self:
            case Verdict.REVOKED | Verdict.CHANGED | Verdict.FORGED | Verdict.UNKNOWN:
                return True
            case (
                Verdict.VALID
                | Verdict.CODE_EXPIRED
                | Verdict.ALREADY_USED
                | Verdict.PASS_EXPIRED
                | Verdict.NOT_YET_VALID
                | Verdict.NOT_ACCEPTED_HERE
                | Verdict.OWN_PASS
                | Verdict.UNREADABLE
                | Verdict.UNAVAILABLE
                | Verdict.DOCUMENT_VALID
                | Verdict.DOCUMENT_UNCONFIRMED
                | Verdict.DOCUMENT_REPEATED
                | Verdict.DOCUMENT_UNANSWERED
                | Verdict.DOCUMENT_UNAVAILABLE
                | Verdict.VALID_OFFLINE
                | Verdict.ALREADY_USED_HERE
                | Verdict.NOT_IN_PACK
                | Verdict.PACK_TOO_OLD
            ):
                return False
            case _:
                assert_never(self)


class Severity(StrEnum):
    """The severity of a verdict: three colours."""

    PASS = "found"
    STOP = "stop"
    CANNOT_TELL = "cannot-tell"


class Admits(StrEnum):
    """Who may go on duty under a service QR."""

    GUARDS = "guards"
    """Named guards; managers and owners too."""
    STAFF = "staff"
    """All registered staff."""
    APPROVED = "approved"
    """Named guards, and whomever a manager approves for one shift: employees and guests."""

    def admits(self, role: Role) -> bool:
        """Return whether people of this role may go on duty without asking a manager."""
        match self:
            case Admits.GUARDS | Admits.APPROVED:
                return role.guards
            case Admits.STAFF:
                return role is not Role.GUEST
            case _:
                assert_never(self)

    def keeps(self, role: Role) -> bool:
        """Return whether people of this role who are on duty may go on checking."""
        return self is Admits.APPROVED or self.admits(role)


@dataclass(frozen=True, slots=True)
class ServiceQr:
    """A code a manager issued for a checkpoint; `code_id` are the 12 random bytes in it.

    `accepts` names the pass types accepted there; empty means all. `shift_hours` is the longest shift.
    """

    id: UUID
    code_id: bytes
    organisation_id: UUID
    issuer_id: UUID
    name: str
    place: str
    accepts: frozenset[str]
    shift_hours: int
    issued_at: datetime
    expires_at: datetime
    record_json: bytes
    signature: bytes
    deleted_at: datetime | None = None
    admits: Admits = Admits.GUARDS

    def lives_at(self, now: datetime) -> bool:
        """Return whether the code still puts people on duty."""
        return self.deleted_at is None and now < self.expires_at


class Ending(StrEnum):
    """Why a shift is over."""

    OWN = "own"
    TIME = "time"
    HANDOVER = "handover"
    DELETED = "deleted"
    RENEWED = "renewed"
    EXPIRED = "expired"
    NOT_ADMITTED = "not-admitted"
    SENT_OFF = "sent-off"


@dataclass(frozen=True, slots=True)
class Shift:
    """The time a person is on duty under a service QR; `ends_at` is never after the QR's end."""

    id: UUID
    organisation_id: UUID
    service_qr_id: UUID
    person_id: UUID
    started_at: datetime
    ends_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One check of a code, and its verdict; `number` tells apart the codes of one picture, from 0.

    `other_codes` counts the codes of the picture that are no passes; the last check of the picture has it.

    A check made by mistake is undone, not removed: `undone_at` and `undo_reason` are set. `document_index` is the keyed
    index of the number by which Diia checks a document; the number itself is never stored.

    A check made without a network arrived later, at `arrived_at`: `verdict` is what the guard was shown, `checked_at`
    the time of the device, and `judged` what was found on arrival.
    """

    id: UUID
    organisation_id: UUID
    shift_id: UUID
    service_qr_id: UUID
    guard_id: UUID
    verdict: Verdict
    pass_id: UUID | None
    live_code_id: UUID | None
    checked_at: datetime
    number: int = 0
    undone_at: datetime | None = None
    undo_reason: str | None = None
    printed_code_id: UUID | None = None
    other_codes: int = 0
    document_index: bytes | None = None
    arrived_at: datetime | None = None
    judged: Verdict | None = None


@dataclass(frozen=True, slots=True)
class LoggedCheck:
    """A check in the log with its references: checkpoint, guard, and the pass and its holder, if any."""

    check: Check
    name: str
    place: str
    guard_name: str
    guard_role: Role
    pass_type: str | None
    pass_number: str | None
    holder_name: str | None
