"""Notices: messages that the bot sends on its own. Each is a row, written in the transaction that causes it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.ids import EventId, derived_id
from bot.notices.content import NoticeContent
from bot.notices.schedule import WorkingTime


class Outcome(StrEnum):
    """The outcome of a notice."""

    PENDING = "pending"
    DELIVERED = "delivered"
    UNREACHABLE = "unreachable"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to one person: `content` is its content, `subject_id` what it is about.

    `id` is derived from the event, so that a repeated event never writes the same notice twice. The content may hold
    personal data: it is encrypted at rest and erased once the notice has been delivered.
    """

    id: UUID
    organisation_id: UUID
    person_id: UUID
    subject_id: UUID
    content: NoticeContent
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
    """Where a notice goes: the person's active account, if any, their language, and when they may be written to.

    `organisation` is the name of the notice's organisation if its reader belongs to another one, too.
    """

    notice: Notice
    telegram_id: int | None
    language: str
    working_time: WorkingTime
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Delivered:
    """Telegram delivered it as this message."""

    notice: Notice
    message_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Unreachable:
    """It cannot reach its person. `telegram_id` is who refused it; None for a person without an account.

    A person whose present account refused it is marked as unreachable, nobody else.
    """

    notice: Notice
    error: str
    at: datetime
    telegram_id: int | None


@dataclass(frozen=True, slots=True)
class Later:
    """A temporary failure: it is sent again after `after`; counts an attempt."""

    notice: Notice
    error: str
    after: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """It waits for working hours, until `after`; nothing was tried."""

    notice: Notice
    after: datetime


@dataclass(frozen=True, slots=True)
class Dropped:
    """Its text cannot be made or sent; `countersign outbox` shows it."""

    notice: Notice
    error: str


Settled = Delivered | Unreachable | Later | Held | Dropped
"""The result of sending a notice."""


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A notice without its recipient."""

    organisation_id: UUID
    subject_id: UUID
    content: NoticeContent
    event_id: EventId
    now: datetime

    def to(self, person_id: UUID, *, telegram_id: int | None = None, language: str | None = None) -> Notice:
        """Return the notice to this person; an event makes one notice of a kind about a subject for each person.

        `telegram_id` and `language` are for people without an account; otherwise those of the account are used.
        """
        return Notice(
            derived_id(self.event_id, "notice", self.content.kind, self.subject_id, person_id),
            self.organisation_id,
            person_id,
            self.subject_id,
            self.content,
            self.now,
            telegram_id=telegram_id,
            language=language,
        )
