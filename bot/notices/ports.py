"""What notices and reminders need of a storage."""

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
    """The row that time makes due: looked at when `next_at` has come; None when nothing more is to come.

    `done` holds the names of the steps that were sent or covered. `id` is the subject's own id.
    """

    id: UUID
    organisation_id: UUID
    subject: Subject
    next_at: datetime | None
    done: frozenset[str] = frozenset()
    snoozed_until_at: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """Return whether the time has come and nobody asked for silence."""
        snoozed = self.snoozed_until_at is not None and now < self.snoozed_until_at
        return self.next_at is not None and self.next_at <= now and not snoozed


class Outbox(Protocol):
    """Notices on their way."""

    async def add(self, notices: Iterable[Notice]) -> None:
        """Write notices; one whose id is there already is left as it is."""
        ...

    async def claim(self, *, holder: str, now: datetime, until: datetime, most: int) -> list[Address]:
        """Claim up to `most` pending notices that may be sent now and that nobody holds, oldest first.

        Those whose content cannot be decoded are dropped.
        """
        ...

    async def holders(self) -> set[str]:
        """Return who holds a pending notice, dead or alive."""
        ...

    async def release(self, *, holder: str) -> None:
        """Give back the pending notices of a holder that is known to be dead."""
        ...

    async def renew(self, *, holder: str, until: datetime) -> None:
        """Hold what a holder has in hand for longer."""
        ...

    async def settle(self, settled: Iterable[Settled]) -> None:
        """Record what became of notices; one that was settled before stays as it is."""
        ...

    async def lost(self, ways: Collection[Channel], since: datetime, most: int) -> list[DueRow]:
        """Return notices that reached nobody since then, have no letter, and could go as one; oldest first."""
        ...

    async def newest_was_lost(self, person_id: UUID) -> bool:
        """Return whether the newest settled notice to this person, of those that also go as letters, reached nobody."""
        ...

    async def get(self, notice_id: UUID) -> Notice | None:
        """Return one notice; None also where its content was erased or cannot be decoded."""
        ...

    async def shown(self, subject_id: UUID, kind: str) -> tuple[UUID, int] | None:
        """Return who was first told of this, and in which message: the one that later notices of the kind edit."""
        ...

    async def last_message(self, person_id: UUID, subject_id: UUID, kinds: Sequence[str]) -> int | None:
        """Return the message id of the newest delivered notice of these kinds to this person about this subject."""
        ...


class Reminders(Protocol):
    """What is due when."""

    async def add(self, reminder: Reminder) -> None:
        """Start reminding; a reminder that is there already is left as it is."""
        ...

    async def restart(self, reminder: Reminder) -> None:
        """Start reminding anew, whatever was told before."""
        ...

    async def due(self, subjects: Collection[Subject], now: datetime, most: int) -> list[DueRow]:
        """Return reminders of these subjects whose time has come and that are not snoozed, the longest due first."""
        ...

    async def of(self, subject_ids: Iterable[UUID]) -> list[Reminder]:
        """Return the reminders of these subjects, held to the end of the transaction."""
        ...

    async def advance(self, was: Reminder, becomes: Reminder) -> bool:
        """Move a reminder on if it still is what it `was`; False: another process was first."""
        ...

    async def stop(self, subject_ids: Iterable[UUID]) -> None:
        """Remind of these no more."""
        ...

    async def look_again(self, organisation_id: UUID, now: datetime) -> None:
        """Look at once at every reminder of an organisation that waits for its time: its working time has changed."""
        ...

    async def snooze(self, reminder_id: UUID, until: datetime) -> None:
        """Say nothing about it before `until`, and look at it then."""
        ...


class Letters(Protocol):
    """Letters by e-mail and SMS."""

    async def add(self, letters: Iterable[Letter]) -> int:
        """Write letters; of those there already, the refused and the unsure go once more. Return how many will go."""
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
        """Record what became of a letter in hand."""
        ...

    async def later(self, letter_id: UUID, *, after: datetime, error: str) -> None:
        """Give a letter in hand back, to be sent after `after`; counts an attempt."""
        ...

    async def redirect(self, letter_id: UUID, channel: Channel, *, after: datetime) -> None:
        """Send a letter in hand, which its channel refused, by another one."""
        ...

    async def of_invitation(self, invitation_id: UUID) -> list[Letter]:
        """Return an invitation's letters."""
        ...

    async def newest_notice_of(self, person_id: UUID) -> Letter | None:
        """Return the newest letter that stood in for a notice to this person."""
        ...

    async def counts(self, organisation_id: UUID, batch_id: UUID) -> dict[LetterState, int]:
        """Count the letters that were ordered together, by state."""
        ...


class NoticesTransaction(LedgerTransaction, JobTransaction, Protocol):
    """A transaction that can tell people things."""

    @property
    def outbox(self) -> Outbox:
        """Notices on their way."""
        ...

    @property
    def letters(self) -> Letters:
        """Letters by e-mail and SMS."""
        ...

    @property
    def reminders(self) -> Reminders:
        """What is due when."""
        ...


class OpenNotices(OpenTransaction[NoticesTransaction], Protocol):
    """Opens a transaction over notices, for writing."""


class ReadNotices(ReadTransaction[NoticesTransaction], Protocol):
    """Opens a transaction over notices, for reading only."""
