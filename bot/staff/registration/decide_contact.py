"""A manager accepts or rejects a number that differs from the list."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.errors import StateRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.content import NoticeContent
from bot.notices.outbox import NewNotice
from bot.staff.access import manageable_person, present_manager
from bot.staff.identity.own import require_other
from bot.staff.identity.record_change import record_change
from bot.staff.models import Invitation, Person, Speaker
from bot.staff.notices import ContactApproved, ContactRejected
from bot.staff.pins.unlock_key import UnlockKey
from bot.staff.ports import OpenStaff, StaffTransaction

SHOWN_DIGITS = 4
"""How many last digits of the number a button carries."""


class NothingClaimedRefused(StateRefused):
    """No different number waits for a decision. Facts: name."""


@dataclass(frozen=True, slots=True)
class ApproveContact:
    """Accepts a number with the manager's PIN: it replaces the one on the list, and the person can share it again.

    `shown` are the last digits of the number that the manager saw: another number that came since is not accepted.
    """

    open: OpenStaff
    unlock: UnlockKey

    async def __call__(
        self, speaker: Speaker, person_id: UUID, shown: str, pin: str, *, event_id: EventId, now: datetime
    ) -> Person:
        """Return the person as they are now; NotAllowedRefused, OwnIdentityRefused, NothingClaimedRefused."""
        async with self.open() as tx:
            if await tx.ledger.find(event_id, Act.CONTACT_APPROVED):
                return await manageable_person(tx, await present_manager(tx, speaker), person_id)
            await _claim(tx, speaker, person_id, shown, now)
        await self.unlock(speaker, pin, event_id=event_id, now=now)
        async with self.open() as tx:
            before, invitation = await _claim(tx, speaker, person_id, shown, now)
            person = replace(before, phone=invitation.claimed_phone)
            await tx.people.set_phone(person.id, invitation.claimed_phone or "")
            act, actor_id = Act.CONTACT_APPROVED, speaker.person.id
            await record_change(tx, before, person, act, actor_id=actor_id, event_id=event_id, now=now)
            await _notify(tx, invitation, ContactApproved(), event_id, now)
        return person


@dataclass(frozen=True, slots=True)
class RejectContact:
    """Rejects a number; `shown` as in `ApproveContact`."""

    open: OpenStaff

    async def __call__(
        self, speaker: Speaker, person_id: UUID, shown: str, *, event_id: EventId, now: datetime
    ) -> Person:
        """Return the person; NotAllowedRefused, OwnIdentityRefused, NothingClaimedRefused."""
        async with self.open() as tx:
            person, invitation = await _claim(tx, speaker, person_id, shown, now)
            act, actor_id = Act.CONTACT_REJECTED, speaker.person.id
            await tx.ledger.append(AuditEvent(person.organisation_id, act, event_id, now, actor_id, person.id, {}))
            await _notify(tx, invitation, ContactRejected(), event_id, now)
        return person


async def _claim(
    tx: StaffTransaction, speaker: Speaker, person_id: UUID, shown: str, now: datetime
) -> tuple[Person, Invitation]:
    """Return the person and their invitation, for which somebody claimed the number that was shown."""
    speaker = await present_manager(tx, speaker)
    person = await manageable_person(tx, speaker, person_id)
    require_other(speaker, person)
    invitation = await tx.invitations.find_valid(person_id, now)
    if invitation is None or invitation.claimed_phone is None or invitation.claimed_by is None:
        raise NothingClaimedRefused(name=person.name)
    if invitation.claimed_phone[-SHOWN_DIGITS:] != shown:
        raise NothingClaimedRefused(name=person.name)
    return person, invitation


async def _notify(
    tx: StaffTransaction, invitation: Invitation, content: NoticeContent, event_id: EventId, now: datetime
) -> None:
    notice = NewNotice(invitation.organisation_id, invitation.person_id, content, event_id, now)
    await tx.outbox.add([notice.to(invitation.person_id, telegram_id=invitation.claimed_by)])
