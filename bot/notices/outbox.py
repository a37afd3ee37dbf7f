"""Notices: the messages the bot sends by itself. A row, written in the transaction that causes it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.ids import EventId, derived_id

Facts = dict[str, str | int]


class Kind(StrEnum):
    """What a notice says; its wording is chosen when it is sent, in the reader's language."""

    REQUEST_SENT = "request-sent"
    REQUEST_REMINDER = "request-reminder"
    REQUEST_OVERDUE = "request-overdue"
    UNREACHED = "unreached"
    REQUEST_VOIDED = "request-voided"
    REQUEST_DECLINED = "request-declined"
    REQUEST_HANDED_ON = "request-handed-on"
    DEADLINE_MOVED = "deadline-moved"
    DOCUMENT_FINISHED = "document-finished"
    BOARD = "board"
    SERIES_FINISHED = "series-finished"
    SEALING_PUT_OFF = "sealing-put-off"
    LEDGER_HEAD = "ledger-head"
    SERVICE_QR_REMINDER = "service-qr-reminder"
    SERVICE_QR_EXPIRED = "service-qr-expired"
    GUEST_ASKS = "guest-asks"
    GUEST_ADMITTED = "guest-admitted"
    GUEST_REFUSED = "guest-refused"
    SHIFT_ENDED = "shift-ended"
    PASS_ISSUED = "pass-issued"
    PASS_BATCH = "pass-batch"
    PASS_RENEWED = "pass-renewed"
    PASS_REVOKED = "pass-revoked"
    PASS_REMINDER = "pass-reminder"
    PASSES_ENDING = "passes-ending"
    PHOTO_SENT = "photo-sent"
    PHOTO_APPROVED = "photo-approved"
    PHOTO_REFUSED = "photo-refused"
    CHECKED = "checked"
    NOT_ME = "not-me"
    CONTACT_MISMATCHED = "contact-mismatched"
    CONTACT_APPROVED = "contact-approved"
    CONTACT_REFUSED = "contact-refused"
    NEW_LINK_WANTED = "new-link-wanted"
    PIN_LOCKED = "pin-locked"
    PIN_UNLOCKED = "pin-unlocked"
    PIN_RESET_WANTED = "pin-reset-wanted"
    PIN_RESET_APPROVED = "pin-reset-approved"
    PIN_RESET_REFUSED = "pin-reset-refused"
    ERASURE_WANTED = "erasure-wanted"
    ERASURE_REFUSED = "erasure-refused"
    ERASED = "erased"
    REGISTERED = "registered"
    LETTERS = "letters"
    DISMISSED = "dismissed"
    FORGET = "forget"


SILENT = frozenset({Kind.FORGET})
"""Kinds that say nothing: the courier deletes the message that the fact `DELETES` names."""

DELETES = "deletes_message_id"


class Outcome(StrEnum):
    """What became of a notice."""

    PENDING = "pending"
    DELIVERED = "delivered"
    UNREACHABLE = "unreachable"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to one person: `facts` is what it tells, `subject_id` what it is about.

    `id` is derived from the cause, so that the same cause never writes the same notice twice. Facts may hold personal
    data and are sealed at rest; they are erased once the notice has been delivered and its subject needs them no more.
    """

    id: UUID
    organisation_id: UUID
    person_id: UUID
    kind: Kind
    subject_id: UUID
    facts: Facts
    send_after_at: datetime
    attempts: int = 0
    outcome: Outcome = Outcome.PENDING
    message_id: int | None = None
    delivered_at: datetime | None = None
    error: str | None = None
    telegram_id: int | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """Where a notice goes: the person's living account, if any, the language they read and the clock they live by."""

    notice: Notice
    telegram_id: int | None
    language: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """Telegram took it, as this message."""

    notice: Notice
    message_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Unreachable:
    """This person cannot be reached, for good; the person is marked too."""

    notice: Notice
    error: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Later:
    """Something passing kept it back: it goes once more, after `after`; counts an attempt."""

    notice: Notice
    error: str
    after: datetime


@dataclass(frozen=True, slots=True)
class Dropped:
    """It cannot be worded or sent; `countersign outbox` shows it."""

    notice: Notice
    error: str


Settled = Delivered | Unreachable | Later | Dropped
"""What became of a notice in hand."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A notice in the making: everything but the recipient."""

    organisation_id: UUID
    kind: Kind
    subject_id: UUID
    event_id: EventId
    now: datetime
    facts: Facts = field(default_factory=dict)

    def to(self, person_id: UUID, *, telegram_id: int | None = None, language: str | None = None) -> Notice:
        """Address it; one cause tells one person one thing of one kind about one subject.

        `telegram_id` and `language` are for those who have no account yet; else the person's living account is asked.
        """
        notice_id = derived_id(self.event_id, "notice", self.kind, self.subject_id, person_id)
        return Notice(
            notice_id,
            self.organisation_id,
            person_id,
            self.kind,
            self.subject_id,
            self.facts,
            self.now,
            telegram_id=telegram_id,
            language=language,
        )
