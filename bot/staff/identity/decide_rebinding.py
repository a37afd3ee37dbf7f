"""A second manager approves a rebinding, which takes effect at once, or any manager cancels it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.errors import StateRefused
from bot.ids import EventId
from bot.ledger.entries import Act
from bot.staff.access import NotAllowedRefused, manageable_person, present_manager
from bot.staff.identity.approvers import approvers
from bot.staff.identity.rebindings import Rebinding, RebindingState
from bot.staff.identity.start_account import cancel, start_account
from bot.staff.models import Person, Speaker
from bot.staff.pins.unlock_key import UnlockKey
from bot.staff.ports import OpenStaff, StaffTransaction


class RebindingOverRefused(StateRefused):
    """The rebinding took effect or was cancelled already. Facts: name."""


class SecondManagerRefused(StateRefused):
    """The manager made the link or changed the number, so that another one must approve. Facts: name."""


@dataclass(frozen=True, slots=True)
class ApproveRebinding:
    """A manager who did not prepare the rebinding approves it with their PIN."""

    open: OpenStaff
    unlock: UnlockKey

    async def __call__(
        self, speaker: Speaker, rebinding_id: UUID, pin: str, *, event_id: EventId, now: datetime
    ) -> Person:
        """Return whose it is; NotAllowedRefused, SecondManagerRefused, RebindingOverRefused, PinWrongRefused."""
        async with self.open() as tx:
            if await tx.ledger.find(event_id, Act.REBOUND):
                return (await _decided(tx, speaker, rebinding_id))[1]
            await _require_second(tx, speaker, *await _decided(tx, speaker, rebinding_id))
        await self.unlock(speaker, pin, event_id=event_id, now=now)
        async with self.open() as tx:
            rebinding, person = await _decided(tx, speaker, rebinding_id)
            await _require_second(tx, speaker, rebinding, person)
            if not await start_account(tx, rebinding, speaker.person.id, event_id, now):
                raise RebindingOverRefused(name=person.name)
        return person


@dataclass(frozen=True, slots=True)
class CancelRebinding:
    """A manager cancels a rebinding; whoever waits is told."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, rebinding_id: UUID, *, event_id: EventId, now: datetime) -> Person:
        """Return whose it is; NotAllowedRefused, PersonDismissedRefused, RebindingOverRefused."""
        async with self.open() as tx:
            rebinding, person = await _decided(tx, speaker, rebinding_id)
            if await tx.ledger.find(event_id, Act.REBINDING_CANCELLED):
                return person
            if not await cancel(tx, rebinding, speaker.person.id, event_id, now):
                raise RebindingOverRefused(name=person.name)
        return person


async def _decided(tx: StaffTransaction, speaker: Speaker, rebinding_id: UUID) -> tuple[Rebinding, Person]:
    speaker = await present_manager(tx, speaker)
    rebinding = await tx.rebindings.get(rebinding_id)
    if rebinding is None or rebinding.organisation_id != speaker.organisation.id:
        raise NotAllowedRefused
    return rebinding, await manageable_person(tx, speaker, rebinding.person_id)


async def _require_second(tx: StaffTransaction, speaker: Speaker, rebinding: Rebinding, person: Person) -> None:
    if rebinding.state is not RebindingState.WAITING:
        raise RebindingOverRefused(name=person.name)
    if speaker.person.id not in {one.id for one in await approvers(tx, person, rebinding)}:
        raise SecondManagerRefused(name=person.name)
