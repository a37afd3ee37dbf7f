"""Prints a card for everyone who is not registered yet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.errors import StateRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.staff.access import present_manager
from bot.staff.invitations.cards import CardLabels, PaperCard, draw_cards
from bot.staff.invitations.invite_person import invite_all, needs_link
from bot.staff.models import Speaker
from bot.staff.ports import OpenStaff
from bot.staff.registration.links import Links
from bot.workers.pool import Priority, Work, WorkerPool

MOST = 400
"""Cards in one file: 50 sheets, some seconds of work."""


class NobodyToInviteRefused(StateRefused):
    """Everyone on the list is registered."""


@dataclass(frozen=True, slots=True)
class PrintedCards:
    """The file (PDF), the number of cards in it, and of people who are not in it."""

    content: bytes
    cards: int
    left: int


@dataclass(frozen=True, slots=True)
class PrintCards:
    """Draws the cards and makes the links that are missing. `labels` returns the texts for links valid until then."""

    open: OpenStaff
    links: Links
    workers: WorkerPool

    async def __call__(
        self, speaker: Speaker, labels: Callable[[datetime], CardLabels], *, event_id: EventId, now: datetime
    ) -> PrintedCards:
        """Return the file; NotAllowedRefused, NobodyToInviteRefused."""
        organisation_id = speaker.organisation.id
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            listed = [one async for one in tx.people.everyone(organisation_id, now)]
            waiting = [one for one in listed if needs_link(one)]
            links = await invite_all(tx, self.links, speaker, waiting[:MOST], event_id=event_id, now=now)
            if not links:
                raise NobodyToInviteRefused
            living = await tx.invitations.all_valid(organisation_id, now)
            audit_event = AuditEvent(
                organisation_id, Act.STAFF_EXPORTED, event_id, now, speaker.person.id, organisation_id, {}
            )
            await tx.ledger.append(audit_event)
        people = [one.person for one in waiting if one.person.id in links]
        cards = [PaperCard(one.name, one.position or one.department, links[one.id]) for one in people]
        until = min(living[one.id].expires_at for one in people)
        content = await self.workers.run(Work.DOCUMENT, Priority.PERSON, draw_cards, cards, labels(until))
        return PrintedCards(content, len(cards), max(0, len(waiting) - MOST))
