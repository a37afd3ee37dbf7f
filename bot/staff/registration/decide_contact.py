"""A manager accepts or rejects a number that differs from the list."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.errors import StateRefused
from bot.ids import EventId
from bot.notices.outbox import NewNotice
from bot.staff.access import manageable_person, present_manager
from bot.staff.models import Person, Speaker
from bot.staff.notices import ContactApproved, ContactRejected
from bot.staff.ports import OpenStaff

SHOWN_DIGITS = 4
"""How many last digits of the number a button carries."""


class NothingClaimedRefused(StateRefused):
    """No different number waits for a decision. Facts: name."""


@dataclass(frozen=True, slots=True)
class DecideContact:
    """Accepts a number, which replaces the one on the list so that the person can share it again, or rejects it."""

    open: OpenStaff

    async def __call__(
        self, speaker: Speaker, person_id: UUID, shown: str, *, approve: bool, event_id: EventId, now: datetime
    ) -> Person:
        """Return the person as they are now; NotAllowedRefused, NothingClaimedRefused.

        `shown` are the last digits of the number that the manager saw: another number that came since is not decided.
        """
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            person = await manageable_person(tx, speaker, person_id)
            invitation = await tx.invitations.find_valid(person_id, now)
            if invitation is None or invitation.claimed_phone is None or invitation.claimed_by is None:
                raise NothingClaimedRefused(name=person.name)
            if invitation.claimed_phone[-SHOWN_DIGITS:] != shown:
                raise NothingClaimedRefused(name=person.name)
            if approve:
                person = replace(person, phone=invitation.claimed_phone)
                await tx.people.set_phone(person.id, invitation.claimed_phone)
            content = ContactApproved() if approve else ContactRejected()
            notice = NewNotice(speaker.organisation.id, person.id, content, event_id, now)
            await tx.outbox.add([notice.to(person.id, telegram_id=invitation.claimed_by)])
        return person
