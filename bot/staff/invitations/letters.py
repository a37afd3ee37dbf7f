"""Sends personal links by e-mail and SMS: ordered by a manager, sent from rows by a bell."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NewType, assert_never
from uuid import UUID

from bot.errors import InputRefused, StateRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.notices.letters import Channel, Letter, LetterState, Sender
from bot.notices.outbox import NewNotice
from bot.staff.access import NotAllowedRefused, require_manager
from bot.staff.invitations.invite_person import UNREGISTERED, invitable, invite_all
from bot.staff.models import Person, Speaker, Status
from bot.staff.notices import letters_progress
from bot.staff.people.phones import PhoneRegion, parse_phone
from bot.staff.ports import Listed, OpenStaff, ReadStaff, StaffTransaction
from bot.staff.registration.links import Links
from bot.staff.roster.cells import Unfit, read_email

Channels = NewType("Channels", Mapping[Channel, Sender])
"""The channels that are set up, each with what sends by it."""


class AddressMissingRefused(StateRefused):
    """The card has no address for this channel. Facts: name."""


class LetterSentRefused(StateRefused):
    """This link went out by this channel already. Facts: name."""


class AddressTakenRefused(StateRefused):
    """Somebody else on the list has this number. Facts: name."""


class AddressUnfitRefused(InputRefused):
    """This is no e-mail address or phone number."""


@dataclass(frozen=True, slots=True)
class Card:
    """A person's card: who they are, what went out to them by which channel, which channels there are.

    `invited_until_at` is when the link that opens the door expires, None where there is none. `fallback` is the newest
    letter that went because the person blocked the bot.
    """

    listed: Listed
    letters: tuple[Letter, ...]
    channels: frozenset[Channel]
    invited_until_at: datetime | None = None
    fallback: Letter | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """How far the sending of many letters is; `without` have no address for the channel."""

    batch_id: UUID
    counts: Mapping[LetterState, int]
    without: int = 0


@dataclass(frozen=True, slots=True)
class ShowCard:
    """Answers one person's card."""

    read: ReadStaff
    channels: Channels

    async def __call__(self, speaker: Speaker, person_id: UUID, *, now: datetime) -> Card:
        """Return it; NotAllowedRefused when not of this organisation."""
        require_manager(speaker)
        async with self.read() as tx:
            listed = await tx.people.listed(speaker.organisation.id, person_id, now)
            if listed is None:
                raise NotAllowedRefused
            invitation = await tx.invitations.living(person_id, now)
            letters = await tx.letters.of_invitation(invitation.id) if invitation else []
            blocked = listed.status is Status.BLOCKED
            fallback = await tx.letters.newest_notice_of(person_id) if blocked else None
        until_at = invitation.expires_at if invitation else None
        return Card(listed, tuple(letters), frozenset(self.channels), until_at, fallback)


@dataclass(frozen=True, slots=True)
class SendLink:
    """A manager has one person's link sent. One that was refused or is unsure may be sent once more."""

    open: OpenStaff
    links: Links
    channels: Channels

    async def __call__(
        self, speaker: Speaker, person_id: UUID, channel: Channel, *, event_id: EventId, now: datetime
    ) -> None:
        """Write the letter; AddressMissingRefused, LetterSentRefused, PersonDismissedRefused, NotAllowedRefused."""
        require_manager(speaker)
        async with self.open() as tx:
            if await tx.ledger.find(event_id, Act.LINKS_SENT):
                return
            person = await invitable(tx, speaker, person_id)
            listed = await tx.people.listed(speaker.organisation.id, person_id, now)
            if listed is None or listed.account is not None or channel not in self.channels:
                raise NotAllowedRefused
            if address_of(person, channel) is None:
                raise AddressMissingRefused(name=person.name)
            await invite_all(tx, self.links, speaker, [listed], event_id=event_id, now=now)
            if not await order(tx, [person], channel, derived_id(event_id, "letters"), now):
                raise LetterSentRefused(name=person.name)
            await enter(tx, speaker, person.id, {"channel": channel.value, "letters": 1}, event_id, now)


@dataclass(frozen=True, slots=True)
class SaveAddress:
    """A manager puts the address that a link is to go to on the person's card."""

    open: OpenStaff
    region: PhoneRegion

    async def __call__(
        self, speaker: Speaker, person_id: UUID, channel: Channel, text: str, *, now: datetime
    ) -> Person:
        """Return the person with the address; AddressUnfitRefused, PersonDismissedRefused, NotAllowedRefused."""
        require_manager(speaker)
        address = self._read(text, channel)
        async with self.open() as tx:
            person = await invitable(tx, speaker, person_id)
            if await tx.accounts.of_person(person.id) is not None:
                raise NotAllowedRefused
            await self._require_free(tx, person, channel, address, now)
            person = _with_address(person, channel, address)
            await tx.people.save([person])
        return person

    async def _require_free(
        self, tx: StaffTransaction, person: Person, channel: Channel, address: str, now: datetime
    ) -> None:
        if channel is not Channel.SMS:  # an e-mail address may be shared, a number is one person's
            return
        found, _ = await tx.people.search(
            person.organisation_id, address, now=now, registered_only=False, offset=0, most=5
        )
        for one in found:
            if one.person.phone == address and one.person.id != person.id:
                raise AddressTakenRefused(name=one.person.name)

    def _read(self, text: str, channel: Channel) -> str:
        try:
            match channel:
                case Channel.EMAIL:
                    address = read_email(text)
                case Channel.SMS:
                    address = parse_phone(text, self.region)
                case _:
                    assert_never(channel)
        except Unfit:
            address = None
        if address is None:
            raise AddressUnfitRefused
        return address


@dataclass(frozen=True, slots=True)
class ListChannels:
    """Answers which channels there are."""

    channels: Channels

    async def __call__(self, speaker: Speaker) -> frozenset[Channel]:
        """Return them; NotAllowedRefused."""
        require_manager(speaker)
        return frozenset(self.channels)


@dataclass(frozen=True, slots=True)
class InviteEveryone:
    """A manager has the links of all who are not registered sent by one channel; a message shows how far it is.

    `message_id` is the manager's message that shows it: it is edited as letters go (`SendLetters`).
    """

    open: OpenStaff
    links: Links
    channels: Channels

    async def __call__(
        self, speaker: Speaker, channel: Channel, message_id: int | None, *, event_id: EventId, now: datetime
    ) -> Sent:
        """Write the letters of those to whom this link has not gone this way; NotAllowedRefused."""
        require_manager(speaker)
        if channel not in self.channels:
            raise NotAllowedRefused
        batch_id = derived_id(event_id, "letters")
        async with self.open() as tx:
            listed = [one async for one in tx.people.everyone(speaker.organisation.id, now)]
            waiting = [one for one in listed if one.status in UNREGISTERED and one.account is None]
            reached = [one for one in waiting if address_of(one.person, channel)]
            linked = await invite_all(tx, self.links, speaker, reached, event_id=event_id, now=now)
            people = [one.person for one in reached if one.person.id in linked]
            going = await order(tx, people, channel, batch_id, now)
            facts: dict[str, str | int] = {"channel": channel.value, "letters": going}
            await enter(tx, speaker, speaker.organisation.id, facts, event_id, now)
            counts = await tx.letters.counts(speaker.organisation.id, batch_id)
            if message_id is not None:
                content = letters_progress(counts, message_id)
                notice = NewNotice(speaker.organisation.id, batch_id, content, event_id, now)
                await tx.outbox.add([replace(notice.to(speaker.person.id), message_id=message_id)])
        return Sent(batch_id, counts, len(waiting) - len(reached))


@dataclass(frozen=True, slots=True)
class CountLetters:
    """Answers how far the sending of many letters is."""

    read: ReadStaff

    async def __call__(self, speaker: Speaker, batch_id: UUID, *, now: datetime) -> Sent:
        """Count them; NotAllowedRefused."""
        require_manager(speaker)
        del now
        async with self.read() as tx:
            return Sent(batch_id, await tx.letters.counts(speaker.organisation.id, batch_id))


async def enter(
    tx: StaffTransaction,
    speaker: Speaker,
    subject_id: UUID,
    facts: dict[str, str | int],
    event_id: EventId,
    now: datetime,
) -> None:
    """Enter into the ledger that links were ordered to be sent."""
    audit_event = AuditEvent(
        speaker.organisation.id, Act.LINKS_SENT, event_id, now, speaker.person.id, subject_id, facts
    )
    await tx.ledger.append(audit_event)


def address_of(person: Person, channel: Channel) -> str | None:
    """Return where a letter to this person goes."""
    match channel:
        case Channel.EMAIL:
            return person.email
        case Channel.SMS:
            return person.phone
        case _:
            assert_never(channel)


def _with_address(person: Person, channel: Channel, address: str) -> Person:
    match channel:
        case Channel.EMAIL:
            return replace(person, email=address)
        case Channel.SMS:
            return replace(person, phone=address)
        case _:
            assert_never(channel)


async def order(tx: StaffTransaction, people: list[Person], channel: Channel, batch_id: UUID, now: datetime) -> int:
    """Write a letter for each person's living link; return how many will go: one that went already does not."""
    if not people:
        return 0
    living = await tx.invitations.living_of(people[0].organisation_id, now)
    letters = [
        Letter(
            id=derived_id("letter", living[person.id].id, channel),
            organisation_id=person.organisation_id,
            person_id=person.id,
            invitation_id=living[person.id].id,
            batch_id=batch_id,
            channel=channel,
            send_after_at=now,
        )
        for person in people
        if person.id in living
    ]
    return await tx.letters.add(letters)
