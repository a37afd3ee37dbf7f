"""The history of one pass: its ledger entries and the number of its checks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.checkpoint.models import Verdict
from bot.checkpoint.ports import ReadCheckpoint
from bot.ledger.entries import Act
from bot.passes.browse_passes import PassCard, pass_card
from bot.staff.access import present_manager
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a pass, its time, and its actor; None where the person was erased."""

    at: datetime
    act: Act
    by: str


@dataclass(frozen=True, slots=True)
class PassHistory:
    """A pass, its events, oldest first, and its checks by verdict."""

    card: PassCard
    events: tuple[Event, ...]
    counts: dict[Verdict, int]


@dataclass(frozen=True, slots=True)
class ShowPassHistory:
    """Shows a pass's history to people who issue passes."""

    read: ReadCheckpoint

    async def __call__(self, speaker: Speaker, pass_id: UUID) -> PassHistory:
        """Return the pass's history; NotAllowedRefused."""
        organisation_id = speaker.organisation.id
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            card = await pass_card(tx, organisation_id, pass_id)
            audit_events = [entry.audit_event for entry in await tx.ledger.about(organisation_id, pass_id)]
            actors = {one.actor_id for one in audit_events if one.actor_id}
            people = {one: await tx.people.get(organisation_id, one) for one in actors}
            counts = await tx.checks.counts_of_pass(pass_id)
        names = {one: person.name for one, person in people.items() if person}
        events = tuple(
            Event(one.at, one.act, names.get(one.actor_id, "") if one.actor_id else "") for one in audit_events
        )
        return PassHistory(card, events, counts)
