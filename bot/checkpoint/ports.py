"""What checkpoints need of a storage."""

from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.checkpoint.duty.guests import Guest, GuestState
from bot.checkpoint.models import Check, LoggedCheck, ServiceQr, Shift, Verdict
from bot.due_rows import DueRow
from bot.passes.ports import PassesTransaction
from bot.staff.models import Person
from bot.transactions import OpenTransaction, ReadTransaction


class ServiceQrs(Protocol):
    """Codes that managers issued for checkpoints."""

    async def add(self, service_qr: ServiceQr) -> None:
        """Keep a new one; left as it is when there already."""
        ...

    async def get(self, organisation_id: UUID, service_qr_id: UUID) -> ServiceQr | None:
        """Return one."""
        ...

    async def by_code_id(self, code_id: bytes) -> ServiceQr | None:
        """Return the one a code names, of any organisation."""
        ...

    async def all(self, organisation_id: UUID) -> list[ServiceQr]:
        """Return those not deleted, the soonest to expire first."""
        ...

    async def save(self, service_qr: ServiceQr) -> bool:
        """Overwrite the terms of one that is not deleted; False when it is."""
        ...

    async def delete(self, service_qr_id: UUID, now: datetime) -> bool:
        """Delete it once; False when it was deleted before."""
        ...


class Shifts(Protocol):
    """Who is on duty where."""

    async def start(self, shift: Shift, now: datetime) -> None:
        """Put a person on duty; their earlier living shift ends at `now`. Left as it is when there already."""
        ...

    async def get(self, shift_id: UUID) -> Shift | None:
        """Return one."""
        ...

    async def guard(self, organisation_id: UUID, person_id: UUID) -> Person | None:
        """Return the person that a shift or a check names: on the staff list, or a guest."""
        ...

    async def living(self, organisation_id: UUID, person_id: UUID, now: datetime) -> tuple[Shift, ServiceQr] | None:
        """Return the shift a person is on and its service QR: neither ended, deleted nor expired."""
        ...

    async def latest(self, organisation_id: UUID, person_id: UUID) -> tuple[Shift, ServiceQr] | None:
        """Return the newest shift of a person, over or not, and its service QR, living or not."""
        ...

    async def on_duty(self, service_qr_id: UUID, now: datetime) -> list[Shift]:
        """Return the shifts of a service QR that neither ended nor ran out, the oldest first."""
        ...

    async def over(self, now: datetime, most: int) -> list[DueRow]:
        """Return shifts of any organisation whose `ends_at` has come and that nothing has ended yet."""
        ...

    async def end(self, shift_id: UUID, now: datetime) -> bool:
        """End a shift once; False when it was ended before."""
        ...

    async def end_of_qr(self, service_qr_id: UUID, now: datetime) -> list[Shift]:
        """End every shift of a service QR not yet ended; return those ended, as they were."""
        ...

    async def end_all_of(self, person_id: UUID, now: datetime) -> list[Shift]:
        """End every shift of a person not yet ended; return those ended, as they were."""
        ...

    async def move(self, from_qr_id: UUID, to_qr_id: UUID) -> int:
        """Let those on duty under one QR go on under another; return how many."""
        ...


class Guests(Protocol):
    """People outside the staff list who asked to go on duty. A guest's id is a person's, too."""

    async def add(self, guest: Guest, person: Person) -> None:
        """Keep who asked; left as it is when there already."""
        ...

    async def get(self, organisation_id: UUID, guest_id: UUID) -> Guest | None:
        """Return one."""
        ...

    async def of(self, telegram_id: int, since: datetime) -> list[Guest]:
        """Return whatever a Telegram user asked for since then, in any organisation, the newest first."""
        ...

    async def formerly(self, organisation_id: UUID, telegram_id: int) -> str | None:
        """Return whose account of the organisation a Telegram user had before; None who never had one."""
        ...

    async def among(self, people: Iterable[UUID]) -> list[Guest]:
        """Return which of these people are guests."""
        ...

    async def decide(self, guest_id: UUID, state: GuestState, by_id: UUID, now: datetime) -> bool:
        """Admit or refuse once; False when it was decided before."""
        ...


class Checks(Protocol):
    """The log."""

    async def add(self, check: Check) -> bool:
        """Keep a check; False when it is there already."""
        ...

    async def get(self, check_id: UUID) -> Check | None:
        """Return one."""
        ...

    async def valid_before(self, pass_id: UUID, at: datetime, since: datetime) -> tuple[Check, ServiceQr] | None:
        """Return the newest VALID check of a pass from `since` to before `at`, not undone, and where it was."""
        ...

    async def undo(self, check_id: UUID, reason: str, now: datetime) -> bool:
        """Mark a check as made by mistake, once; False when it was undone before. Counts leave it out."""
        ...

    async def counts(self, shift_id: UUID) -> dict[Verdict, int]:
        """Count a shift's checks by verdict."""
        ...

    async def counts_of_pass(self, pass_id: UUID) -> dict[Verdict, int]:
        """Count a pass's checks by verdict."""
        ...

    async def of_live_code(self, live_code_id: UUID) -> tuple[Check, ServiceQr] | None:
        """Return the check that used this code, and where."""
        ...

    async def by_hour(
        self, organisation_id: UUID, edges: Sequence[datetime], checkpoint: str | None
    ) -> list[dict[Verdict, int]]:
        """Count checks by verdict between each edge and the next, of all checkpoints or of those of one name."""
        ...

    async def checkpoints(self, organisation_id: UUID, since: datetime, until: datetime) -> list[ServiceQr]:
        """Return where anything was checked, by name; of several service QR codes of one name, the newest."""
        ...

    def log(self, organisation_id: UUID, since: datetime) -> AsyncIterator[LoggedCheck]:
        """Walk the log from then on, oldest first, a chunk at a time."""
        ...


class CheckpointTransaction(PassesTransaction, Protocol):
    """A transaction over checkpoints."""

    @property
    def service_qrs(self) -> ServiceQrs:
        """Codes that managers issued."""
        ...

    @property
    def shifts(self) -> Shifts:
        """Who is on duty where."""
        ...

    @property
    def guests(self) -> Guests:
        """People outside the staff list."""
        ...

    @property
    def checks(self) -> Checks:
        """The log."""
        ...


class OpenCheckpoint(OpenTransaction[CheckpointTransaction], Protocol):
    """Opens a transaction over checkpoints, for writing."""


class ReadCheckpoint(ReadTransaction[CheckpointTransaction], Protocol):
    """Opens a transaction over checkpoints, for reading only."""
