"""The storage that checkpoints need."""

from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.checkpoint.authorising.orders import SignedOrder
from bot.checkpoint.duty.guests import Guest, GuestState
from bot.checkpoint.models import Check, LoggedCheck, ServiceQr, Shift, Verdict
from bot.checkpoint.offline.pack import StandingPass
from bot.due_rows import DueRow
from bot.passes.ports import PassesTransaction
from bot.staff.models import Person
from bot.transactions import OpenTransaction, ReadTransaction


class ServiceQrs(Protocol):
    """Service QR codes."""

    async def add(self, service_qr: ServiceQr) -> None:
        """Store a new one; no effect if it exists already."""
        ...

    async def get(self, organisation_id: UUID, service_qr_id: UUID) -> ServiceQr | None:
        """Return one."""
        ...

    async def by_code_id(self, code_id: bytes) -> ServiceQr | None:
        """Return the one with this code, of any organisation."""
        ...

    async def all(self, organisation_id: UUID) -> list[ServiceQr]:
        """Return those not deleted, the soonest to expire first."""
        ...

    async def save(self, service_qr: ServiceQr) -> bool:
        """Overwrite the terms of one that is not deleted; False when it is deleted."""
        ...

    async def delete(self, service_qr_id: UUID, now: datetime) -> bool:
        """Delete it once; False when it was deleted before."""
        ...


class ServiceQrOrders(Protocol):
    """Orders for service QR codes that are signed with qualified signatures."""

    async def of(self, service_qr_id: UUID, record_sha256: str) -> SignedOrder | None:
        """Return the order for a service QR with exactly these terms."""
        ...

    async def add(self, order: SignedOrder) -> SignedOrder:
        """Store an order unless there is one for these terms; return the one that there is."""
        ...

    async def authorise(self, signed: SignedOrder) -> bool:
        """Store who signed an order, once; False when it was authorised before."""
        ...


class Shifts(Protocol):
    """Shifts."""

    async def start(self, shift: Shift, now: datetime) -> None:
        """Start a shift; the person's earlier one ends at `now`. No effect if it exists already."""
        ...

    async def get(self, shift_id: UUID) -> Shift | None:
        """Return one."""
        ...

    async def guard(self, organisation_id: UUID, person_id: UUID) -> Person | None:
        """Return the person that a shift or a check refers to: on the staff list, or a guest."""
        ...

    async def living(self, organisation_id: UUID, person_id: UUID, now: datetime) -> tuple[Shift, ServiceQr] | None:
        """Return the shift a person is on and its service QR, which is neither ended, deleted nor expired."""
        ...

    async def latest(self, organisation_id: UUID, person_id: UUID) -> tuple[Shift, ServiceQr] | None:
        """Return the newest shift of a person and its service QR, whether over or not."""
        ...

    async def on_duty(self, service_qr_id: UUID, now: datetime) -> list[Shift]:
        """Return the running shifts of a service QR, the oldest first."""
        ...

    async def over(self, now: datetime, most: int) -> list[DueRow]:
        """Return shifts of any organisation whose `ends_at` has come and that were not ended yet."""
        ...

    async def end(self, shift_id: UUID, now: datetime) -> bool:
        """End a shift once; False when it was ended before."""
        ...

    async def end_of_qr(self, service_qr_id: UUID, now: datetime) -> list[Shift]:
        """End every running shift of a service QR; return those ended, as they were."""
        ...

    async def end_all_of(self, person_id: UUID, now: datetime) -> list[Shift]:
        """End every running shift of a person; return those ended, as they were."""
        ...

    async def move(self, from_qr_id: UUID, to_qr_id: UUID) -> int:
        """Move the running shifts of one service QR to another; return how many."""
        ...


class Guests(Protocol):
    """Requests to go on duty. The id of one from outside the staff list is also a person's."""

    async def add(self, guest: Guest, person: Person | None = None) -> None:
        """Store a request, and the person of one from outside the staff list; no effect if it exists already."""
        ...

    async def get(self, organisation_id: UUID, guest_id: UUID) -> Guest | None:
        """Return one."""
        ...

    async def of(self, telegram_id: int, since: datetime) -> list[Guest]:
        """Return the requests of a Telegram user since then, in any organisation, the newest first."""
        ...

    async def newest(self, person_id: UUID, state: GuestState) -> Guest | None:
        """Return a person's newest request in this state."""
        ...

    async def formerly(self, organisation_id: UUID, telegram_id: int) -> str | None:
        """Return the person of the organisation who used this Telegram account before; None where there is none."""
        ...

    async def among(self, people: Iterable[UUID]) -> list[Guest]:
        """Return which of these people are guests from outside the staff list."""
        ...

    async def decide(self, guest_id: UUID, state: GuestState, by_id: UUID, now: datetime) -> bool:
        """Admit or refuse once; False when it was decided before."""
        ...


class Checks(Protocol):
    """The log of checks."""

    async def add(self, check: Check) -> bool:
        """Store a check; False when it exists already."""
        ...

    async def claim(self, check: Check) -> bool:
        """Store the check of a document; False when another check of the organisation holds its number."""
        ...

    async def answer(self, check_id: UUID, verdict: Verdict) -> bool:
        """Set the verdict of an unanswered check of a document, once; False when it was set before."""
        ...

    async def of_document(self, organisation_id: UUID, document_index: bytes) -> tuple[Check, ServiceQr] | None:
        """Return the check that holds the number of a document, and where it was."""
        ...

    async def get(self, check_id: UUID) -> Check | None:
        """Return one."""
        ...

    async def valid_before(self, pass_id: UUID, at: datetime, since: datetime) -> tuple[Check, ServiceQr] | None:
        """Return the newest check that found a pass valid, `since` to before `at`, not undone, and where it was."""
        ...

    async def undo(self, check_id: UUID, reason: str, now: datetime) -> bool:
        """Mark a check as undone, once; False when it was undone before. Counts leave it out."""
        ...

    async def counts(self, shift_id: UUID) -> dict[Verdict, int]:
        """Count a shift's checks by verdict."""
        ...

    async def counts_of_pass(self, pass_id: UUID) -> dict[Verdict, int]:
        """Count a pass's checks by verdict."""
        ...

    async def of_live_code(self, live_code_id: UUID) -> tuple[Check, ServiceQr] | None:
        """Return the check that used this code, and where it was."""
        ...

    async def by_hour(
        self, organisation_id: UUID, edges: Sequence[datetime], checkpoint: str | None
    ) -> list[dict[Verdict, int]]:
        """Count checks by verdict between each edge and the next, of all checkpoints or of those of one name."""
        ...

    async def checkpoints(self, organisation_id: UUID, since: datetime, until: datetime) -> list[ServiceQr]:
        """Return the checkpoints with checks, by name; of several service QR codes of one name, the newest."""
        ...

    def log(self, organisation_id: UUID, since: datetime) -> AsyncIterator[LoggedCheck]:
        """Iterate over the log from then on, oldest first, a chunk at a time."""
        ...


class StandingPasses(Protocol):
    """The passes that a checkpoint without a network knows."""

    async def all(self, organisation_id: UUID, now: datetime, until: datetime) -> list[StandingPass]:
        """Return those valid between two times: not revoked, of people who are there, with the photo that is wanted."""
        ...


class CheckpointTransaction(PassesTransaction, Protocol):
    """A transaction over checkpoints."""

    @property
    def service_qr_orders(self) -> ServiceQrOrders:
        """Orders for service QR codes."""
        ...

    @property
    def service_qrs(self) -> ServiceQrs:
        """Service QR codes."""
        ...

    @property
    def shifts(self) -> Shifts:
        """Shifts."""
        ...

    @property
    def guests(self) -> Guests:
        """Guests."""
        ...

    @property
    def standing_passes(self) -> StandingPasses:
        """The passes that a checkpoint without a network knows."""
        ...

    @property
    def checks(self) -> Checks:
        """The log of checks."""
        ...


class OpenCheckpoint(OpenTransaction[CheckpointTransaction], Protocol):
    """Opens a transaction over checkpoints, for writing."""


class ReadCheckpoint(ReadTransaction[CheckpointTransaction], Protocol):
    """Opens a transaction over checkpoints, for reading only."""
