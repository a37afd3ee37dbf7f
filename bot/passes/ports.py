"""The storage that passes need."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.due_rows import DueRow
from bot.passes.issuing.batches import Batch, BatchTally, Place
from bot.passes.live_codes.countdowns import Countdown, DueCountdown
from bot.passes.models import LiveCode, Pass, PrintedCode
from bot.passes.photos.photos import Photo, PhotoState
from bot.passes.types.pass_types import OwnType
from bot.staff.ports import StaffTransaction
from bot.transactions import OpenTransaction, ReadTransaction


class Passes(Protocol):
    """The passes."""

    async def add(self, pass_: Pass) -> None:
        """Store a new pass; no effect if it exists already. Its number is unique in the organisation."""
        ...

    async def get(self, organisation_id: UUID, pass_id: UUID) -> Pass | None:
        """Return one."""
        ...

    async def of_holder(self, organisation_id: UUID, holder_id: UUID) -> list[Pass]:
        """Return a holder's passes, newest first."""
        ...

    async def revoke(self, pass_id: UUID, now: datetime) -> bool:
        """Revoke it once; False when it was revoked before."""
        ...

    async def revoke_of(self, holder_id: UUID, now: datetime) -> list[Pass]:
        """Revoke every pass of a holder; return those revoked."""
        ...

    async def extend(self, was: Pass, becomes: Pass) -> bool:
        """Set a new validity if the pass is not revoked and has the old one still; False if another was first."""
        ...

    async def set_holder_photo(self, holder_id: UUID, sha256: str) -> list[Pass]:
        """Set the photo of every pass of a holder that shows one or waits for one; return the changed passes."""
        ...

    async def ending(self, organisation_id: UUID, after: datetime, until: datetime) -> list[tuple[UUID, UUID]]:
        """Return passes not revoked that end from `after` to before `until`, the soonest first.

        Only their ids, each with its holder's: thousands may end on one day.
        """
        ...

    async def count_ending(self, organisation_id: UUID, after: datetime, until: datetime) -> int:
        """Count passes not revoked that end from `after` to before `until`, without reading them."""
        ...

    async def living_of_type(self, organisation_id: UUID, type_: str, now: datetime) -> list[Pass]:
        """Return the passes of a type that are neither expired nor revoked."""
        ...

    async def next_number(self, organisation_id: UUID) -> int:
        """Return the organisation's next pass number, counting from 1; no two transactions get the same one."""
        ...


class LiveCodes(Protocol):
    """Codes valid for one check."""

    async def add(self, code: LiveCode) -> None:
        """Store a new code; earlier unused ones of the pass end at once. No effect if it exists already."""
        ...

    async def by_code_id(self, code_id: bytes) -> LiveCode | None:
        """Return the code with this id, of any organisation."""
        ...

    async def by_typed(self, organisation_id: UUID, typed_index: bytes, since: datetime) -> LiveCode | None:
        """Return the newest code of the organisation minted since then with this typed form."""
        ...

    async def use(self, live_code_id: UUID, check_id: UUID, now: datetime) -> bool:
        """Mark it as used by a check, once; False when it was used or has expired."""
        ...


class PassTypes(Protocol):
    """The types that organisations defined."""

    async def save(self, own: OwnType) -> None:
        """Define a type, or change the one of this name."""
        ...

    async def get(self, organisation_id: UUID, name: str) -> OwnType | None:
        """Return the type of this name, retired or not."""
        ...

    async def all(self, organisation_id: UUID) -> list[OwnType]:
        """Return all by name, including retired ones."""
        ...


class PrintedCodes(Protocol):
    """Codes on printed cards; a pass has at most one valid one."""

    async def add(self, code: PrintedCode) -> None:
        """Store a new code, unless the pass has a valid one."""
        ...

    async def get(self, printed_code_id: UUID) -> PrintedCode | None:
        """Return one, valid or not."""
        ...

    async def of_pass(self, pass_id: UUID) -> PrintedCode | None:
        """Return the valid code of a pass."""
        ...

    async def by_code_id(self, code_id: bytes) -> PrintedCode | None:
        """Return the code with this id, of any organisation, valid or not."""
        ...

    async def by_typed(self, organisation_id: UUID, typed_index: bytes) -> PrintedCode | None:
        """Return the newest code of the organisation with this typed form, valid or not."""
        ...

    async def end(self, pass_id: UUID, now: datetime) -> bool:
        """End the valid code of a pass; False when there is none."""
        ...


class Countdowns(Protocol):
    """Countdowns of codes in messages."""

    async def start(self, countdown: Countdown) -> None:
        """Start a countdown in a message; an earlier one there ends."""
        ...

    async def due(self, now: datetime, most: int) -> list[DueCountdown]:
        """Return the due countdowns; those whose codes are over come first."""
        ...

    async def get(self, due: DueCountdown) -> tuple[Countdown, LiveCode] | None:
        """Return one with its code."""
        ...

    async def move(self, was: Countdown, next_at: datetime) -> bool:
        """Claim a change and set the time of the next; False: another process was first, or the countdown is over."""
        ...

    async def stop(self, was: Countdown) -> bool:
        """Remove it, if it is unchanged since `was` was read."""
        ...


class Photos(Protocol):
    """Holders' photos."""

    async def add(self, photo: Photo) -> None:
        """Store a photo; it replaces the person's other one of that state. No effect if it exists already."""
        ...

    async def get(self, organisation_id: UUID, photo_id: UUID) -> Photo | None:
        """Return one."""
        ...

    async def in_state(self, person_id: UUID, state: PhotoState) -> Photo | None:
        """Return the person's photo in this state: waiting or approved."""
        ...

    async def waiting(self, organisation_id: UUID) -> list[Photo]:
        """Return the photos that wait for a decision, the oldest first."""
        ...

    async def approve(self, photo_id: UUID, by: UUID, now: datetime) -> bool:
        """Approve a waiting photo once; False when it waits no more. Removes the one approved before."""
        ...

    async def refuse(self, photo_id: UUID) -> bool:
        """Remove a waiting photo; False when it waits no more."""
        ...

    async def discard(self, organisation_id: UUID, sha256: str) -> None:
        """Remove a photo's file, unless something still refers to it."""
        ...


class Batches(Protocol):
    """Passes ordered for many."""

    async def add(self, batch: Batch, places: Iterable[Place]) -> None:
        """Store an order; no effect if it exists already."""
        ...

    async def get(self, organisation_id: UUID, batch_id: UUID) -> Batch | None:
        """Return one."""
        ...

    async def open_places(self, most: int) -> list[DueRow]:
        """Return the open places of orders of any organisation, the oldest order first."""
        ...

    async def place(self, place_id: UUID) -> Place | None:
        """Return one place."""
        ...

    async def undone(self, most: int) -> list[DueRow]:
        """Return unfinished orders of any organisation whose places are all settled, the oldest first."""
        ...

    async def settle(self, place_id: UUID, pass_id: UUID | None, now: datetime) -> bool:
        """Settle a place once; False if another process was first."""
        ...

    async def tally(self, batch_id: UUID) -> BatchTally:
        """Count an order's places."""
        ...

    async def done(self, batch_id: UUID, now: datetime) -> bool:
        """End an order once; False when it was ended before."""
        ...

    async def passes(self, batch_id: UUID) -> list[UUID]:
        """Return the passes of an order, by place."""
        ...


class PassesTransaction(StaffTransaction, Protocol):
    """A transaction over passes."""

    @property
    def pass_types(self) -> PassTypes:
        """The types that organisations defined."""
        ...

    @property
    def printed_codes(self) -> PrintedCodes:
        """Codes on printed cards."""
        ...

    @property
    def countdowns(self) -> Countdowns:
        """Countdowns of codes in messages."""
        ...

    @property
    def photos(self) -> Photos:
        """Holders' photos."""
        ...

    @property
    def batches(self) -> Batches:
        """Passes ordered for many."""
        ...

    @property
    def passes(self) -> Passes:
        """The passes."""
        ...

    @property
    def live_codes(self) -> LiveCodes:
        """Codes valid for one check."""
        ...


class OpenPasses(OpenTransaction[PassesTransaction], Protocol):
    """Opens a transaction over passes, for writing."""


class ReadPasses(ReadTransaction[PassesTransaction], Protocol):
    """Opens a transaction over passes, for reading only."""
