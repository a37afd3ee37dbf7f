"""The storage that notices and reminders need."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from bot.due_rows import DueRow, JobTransaction
from bot.ledger.ports import LedgerTransaction
from bot.notices.letters import Channel, Letter, LetterState
from bot.notices.outbox import Address, Notice, Settled
from bot.transactions import OpenTransaction, ReadTransaction


class Subject(StrEnum):
    """What a reminder is about."""

    REQUEST = "request"
    SERVICE_QR = "service-qr"
    PASS = "pass"


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder, looked at when `next_at` has come; None when nothing more is to come.

    `done` holds the names of the steps that were sent or covered by others. `id` is the subject's own id. The
    responsible person was last reminded at `reminded_at`, the managers at `escalated_at`.
    """

    id: UUID
    organisation_id: UUID
    subject: Subject
    next_at: datetime | None
    done: frozenset[str] = frozenset()
    snoozed_until_at: datetime | None = None
    reminded_at: datetime | None = None
    escalated_at: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """Return whether it is due."""
        return self.next_at is not None and self.next_at <= now


class Outbox(Protocol):
    """The outbox."""

    async def add(self, notices: Iterable[Notice]) -> None:
        """Write notices; no effect on one whose id exists already."""
        ...

    async def claim(self, *, holder: str, now: datetime, until: datetime, most: int) -> list[Address]:
        """Claim up to `most` pending notices that may be sent now and that nobody holds, oldest first.

        Those whose content cannot be decoded are dropped.
        """
        ...

    async def look_again(self, organisation_id: UUID, now: datetime) -> None:
        """Make the notices of an organisation that may wait for its working hours due at once: they have changed."""
        ...

    async def holders(self) -> set[str]:
        """Return who holds a pending notice, running or dead."""
        ...

    async def release(self, *, holder: str) -> None:
        """Release the pending notices of a holder that is known to be dead."""
        ...

    async def renew(self, *, holder: str, until: datetime) -> None:
        """Renew the leases of a holder's notices."""
        ...

    async def settle(self, settled: Iterable[Settled]) -> None:
        """Record the outcomes of notices; a notice that has one keeps it."""
        ...

    async def lost(self, ways: Collection[Channel], since: datetime, most: int) -> list[DueRow]:
        """Return notices undeliverable since then that have no letter and could be sent as one; oldest first."""
        ...

    async def newest_was_lost(self, person_id: UUID) -> bool:
        """Return whether the newest settled notice to this person, of those that letters replace, was undeliverable."""
        ...

    async def get(self, notice_id: UUID) -> Notice | None:
        """Return one notice; None also where its content was erased or cannot be decoded."""
        ...

    async def shown(self, subject_id: UUID, kind: str) -> tuple[UUID, int] | None:
        """Return who was first notified of this, and in which message: the one that later notices of the kind edit."""
        ...

    async def last_message(self, person_id: UUID, subject_id: UUID, kinds: Sequence[str]) -> int | None:
        """Return the message id of the newest delivered notice of these kinds to this person about this subject."""
        ...


class Reminders(Protocol):
    """Reminders."""

    async def add(self, reminder: Reminder) -> None:
        """Start reminders; no effect if they exist already."""
        ...

    async def restart(self, reminder: Reminder) -> None:
        """Start reminders again, whatever was sent before."""
        ...

    async def due(self, subjects: Collection[Subject], now: datetime, most: int) -> list[DueRow]:
        """Return reminders of these subjects that are due, the longest due first."""
        ...

    async def of(self, subject_ids: Iterable[UUID]) -> list[Reminder]:
        """Return the reminders of these subjects, locked to the end of the transaction."""
        ...

    async def advance(self, was: Reminder, becomes: Reminder) -> bool:
        """Set a reminder's next step if it is unchanged since `was` was read; False: another process was first."""
        ...

    async def stop(self, subject_ids: Iterable[UUID]) -> None:
        """Stop reminding of these."""
        ...

    async def look_again(self, organisation_id: UUID, now: datetime) -> None:
        """Make every waiting reminder of an organisation due at once: its working hours have changed."""
        ...

    async def note_reminded(self, subject_ids: Iterable[UUID], at: datetime) -> None:
        """Note that the responsible people were reminded of these by somebody else."""
        ...


class Letters(Protocol):
    """Letters by e-mail and SMS."""

    async def add(self, letters: Iterable[Letter]) -> int:
        """Write letters; of existing ones, send the refused and the unsure again. Return how many will be sent."""
        ...

    async def due(self, channels: Sequence[Channel], now: datetime, most: int) -> list[DueRow]:
        """Return letters that wait to be sent by one of these channels, oldest first."""
        ...

    async def get(self, letter_id: UUID) -> Letter | None:
        """Return one letter."""
        ...

    async def claim(self, letter: Letter, *, now: datetime, until: datetime) -> bool:
        """Claim a letter that waits; False when another process was first."""
        ...

    async def give_up_lost(self, now: datetime) -> None:
        """Mark as unsure the letters that a process was sending when it died."""
        ...

    async def settle(self, letter_id: UUID, state: LetterState, *, error: str | None) -> None:
        """Record the result of a claimed letter."""
        ...

    async def later(self, letter_id: UUID, *, after: datetime, error: str) -> None:
        """Release a claimed letter, to be sent after `after`; counts an attempt."""
        ...

    async def redirect(self, letter_id: UUID, channel: Channel, *, after: datetime) -> None:
        """Send a claimed letter, which its channel refused, by another one."""
        ...

    async def of_invitation(self, invitation_id: UUID) -> list[Letter]:
        """Return an invitation's letters."""
        ...

    async def newest_notice_of(self, person_id: UUID) -> Letter | None:
        """Return the newest letter that replaced a notice to this person."""
        ...

    async def counts(self, organisation_id: UUID, batch_id: UUID) -> dict[LetterState, int]:
        """Count the letters that were ordered together, by state."""
        ...


class NoticesTransaction(LedgerTransaction, JobTransaction, Protocol):
    """A transaction that can notify people."""

    @property
    def outbox(self) -> Outbox:
        """The outbox."""
        ...

    @property
    def letters(self) -> Letters:
        """Letters by e-mail and SMS."""
        ...

    @property
    def reminders(self) -> Reminders:
        """Reminders."""
        ...


class OpenNotices(OpenTransaction[NoticesTransaction], Protocol):
    """Opens a transaction over notices, for writing."""


class ReadNotices(ReadTransaction[NoticesTransaction], Protocol):
    """Opens a transaction over notices, for reading only."""
