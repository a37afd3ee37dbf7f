"""The addresses to which letters go."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never
from uuid import UUID

from bot.errors import InputRefused, StateRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.letters import Channel
from bot.staff.access import NotAllowedRefused, manageable_person, present_manager, require_manager
from bot.staff.identity.record_change import record_change
from bot.staff.models import Person, Speaker
from bot.staff.people.phones import PhoneRegion, parse_phone
from bot.staff.ports import OpenStaff, StaffTransaction
from bot.staff.roster.cells import Unfit, read_email


class AddressTakenRefused(StateRefused):
    """Somebody else on the list has this number. Facts: name."""


class AddressUnfitRefused(InputRefused):
    """This is no e-mail address or phone number."""


@dataclass(frozen=True, slots=True)
class SaveAddress:
    """A manager saves the address to which a person's link goes."""

    open: OpenStaff
    region: PhoneRegion

    async def __call__(
        self,
        speaker: Speaker,
        person_id: UUID,
        channel: Channel,
        text: str,
        *,
        event_id: EventId,
        now: datetime,
    ) -> Person:
        """Return the person with the address; AddressUnfitRefused, PersonDismissedRefused, NotAllowedRefused."""
        require_manager(speaker)
        address = self._read(text, channel)
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            person = await manageable_person(tx, speaker, person_id)
            if await tx.accounts.active(person.id) is not None:
                raise NotAllowedRefused
            await self._require_free(tx, person, channel, address, now)
            changed = _with_address(person, channel, address)
            await tx.people.save([changed])
            await self._record(tx, speaker, person, changed, channel, event_id, now)
        return changed

    async def _record(
        self,
        tx: StaffTransaction,
        speaker: Speaker,
        before: Person,
        after: Person,
        channel: Channel,
        event_id: EventId,
        now: datetime,
    ) -> None:
        """Enter that an address was saved, without the address; a number identifies the person as well."""
        actor_id, facts = speaker.person.id, {"channel": channel.value}
        await tx.ledger.append(
            AuditEvent(before.organisation_id, Act.ADDRESS_SAVED, event_id, now, actor_id, before.id, {**facts})
        )
        act = Act.IDENTITY_CHANGED
        await record_change(tx, before, after, act, actor_id=actor_id, event_id=event_id, now=now)

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


def address_of(person: Person, channel: Channel) -> str | None:
    """Return the address of a person for a channel."""
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
