"""Writes the letters (e-mail, SMS) that carry personal links, for a manager. `send_letters` sends them later."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NewType
from uuid import UUID

from bot.errors import StateRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.notices.letters import Channel, Letter, LetterState, Sender
from bot.notices.outbox import NewNotice
from bot.staff.access import NotAllowedRefused, manageable_person, present_manager
from bot.staff.invitations.addresses import address_of
from bot.staff.invitations.invite_person import invite_all, needs_link
from bot.staff.models import Person, Speaker
from bot.staff.notices import letters_progress
from bot.staff.ports import OpenStaff, ReadStaff, StaffTransaction
from bot.staff.registration.links import Links

Channels = NewType("Channels", Mapping[Channel, Sender])
"""The channels that are set up, each with its sender."""


class AddressMissingRefused(StateRefused):
    """The card has no address for this channel. Facts: name."""


class LetterSentRefused(StateRefused):
    """This link went out by this channel already. Facts: name."""


@dataclass(frozen=True, slots=True)
class LetterBatch:
    """Letters ordered together: how many are in which state; `without` people have no address for the channel."""

    batch_id: UUID
    counts: Mapping[LetterState, int]
    without: int = 0


@dataclass(frozen=True, slots=True)
class SendLink:
    """A manager sends one person's link. A letter that was refused or is unsure may be sent again."""

    open: OpenStaff
    links: Links
    channels: Channels

    async def __call__(
        self, speaker: Speaker, person_id: UUID, channel: Channel, *, event_id: EventId, now: datetime
    ) -> None:
        """Write the letter; AddressMissingRefused, LetterSentRefused, PersonDismissedRefused, NotAllowedRefused."""
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            if await tx.ledger.find(event_id, Act.LINKS_SENT):
                return
            person = await manageable_person(tx, speaker, person_id)
            listed = await tx.people.listed(speaker.organisation.id, person_id, now)
            if listed is None or listed.account is not None or channel not in self.channels:
                raise NotAllowedRefused
            if address_of(person, channel) is None:
                raise AddressMissingRefused(name=person.name)
            await invite_all(tx, self.links, speaker, [listed], event_id=event_id, now=now)
            if not await _add_letters(tx, [person], channel, derived_id(event_id, "letters"), now):
                raise LetterSentRefused(name=person.name)
            await _record(tx, speaker, person.id, {"channel": channel.value, "letters": 1}, event_id, now)


@dataclass(frozen=True, slots=True)
class ListChannels:
    """Lists the channels that are set up."""

    read: ReadStaff
    channels: Channels

    async def __call__(self, speaker: Speaker) -> frozenset[Channel]:
        """Return them; NotAllowedRefused."""
        async with self.read() as tx:
            await present_manager(tx, speaker)
        return frozenset(self.channels)


@dataclass(frozen=True, slots=True)
class InviteEveryone:
    """A manager sends the links of everyone who is not registered by one channel.

    `message_id` is the manager's message that shows the progress: `SendLetters` edits it.
    """

    open: OpenStaff
    links: Links
    channels: Channels

    async def __call__(
        self, speaker: Speaker, channel: Channel, message_id: int | None, *, event_id: EventId, now: datetime
    ) -> LetterBatch:
        """Write letters to people who did not get this link by this channel yet; NotAllowedRefused."""
        if channel not in self.channels:
            raise NotAllowedRefused
        batch_id = derived_id(event_id, "letters")
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            listed = [one async for one in tx.people.everyone(speaker.organisation.id, now)]
            waiting = [one for one in listed if needs_link(one)]
            reached = [one for one in waiting if address_of(one.person, channel)]
            linked = await invite_all(tx, self.links, speaker, reached, event_id=event_id, now=now)
            people = [one.person for one in reached if one.person.id in linked]
            going = await _add_letters(tx, people, channel, batch_id, now)
            facts: dict[str, str | int] = {"channel": channel.value, "letters": going}
            await _record(tx, speaker, speaker.organisation.id, facts, event_id, now)
            counts = await tx.letters.counts(speaker.organisation.id, batch_id)
            if message_id is not None:
                content = letters_progress(counts, message_id)
                notice = NewNotice(speaker.organisation.id, batch_id, content, event_id, now)
                await tx.outbox.add([replace(notice.to(speaker.person.id), message_id=message_id)])
        return LetterBatch(batch_id, counts, len(waiting) - len(reached))


@dataclass(frozen=True, slots=True)
class CountLetters:
    """Counts the letters of a batch by state."""

    read: ReadStaff

    async def __call__(self, speaker: Speaker, batch_id: UUID, *, now: datetime) -> LetterBatch:
        """Count them; NotAllowedRefused."""
        del now
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            return LetterBatch(batch_id, await tx.letters.counts(speaker.organisation.id, batch_id))


async def _record(
    tx: StaffTransaction,
    speaker: Speaker,
    subject_id: UUID,
    facts: dict[str, str | int],
    event_id: EventId,
    now: datetime,
) -> None:
    """Record in the ledger that links were ordered to be sent."""
    audit_event = AuditEvent(
        speaker.organisation.id, Act.LINKS_SENT, event_id, now, speaker.person.id, subject_id, facts
    )
    await tx.ledger.append(audit_event)


async def _add_letters(
    tx: StaffTransaction, people: list[Person], channel: Channel, batch_id: UUID, now: datetime
) -> int:
    """Add a letter for each person's valid link; return how many are new: a link goes once by each channel."""
    if not people:
        return 0
    valid = await tx.invitations.all_valid(people[0].organisation_id, now)
    letters = [
        Letter(
            id=derived_id("letter", valid[person.id].id, channel),
            organisation_id=person.organisation_id,
            person_id=person.id,
            invitation_id=valid[person.id].id,
            batch_id=batch_id,
            channel=channel,
            send_after_at=now,
        )
        for person in people
        if person.id in valid
    ]
    return await tx.letters.add(letters)
