"""A person objects: to another account that is to speak for them, to a new link, or to a change of their data.

The right to object belongs to the Telegram user who speaks for the person, or last spoke for them: who lost the account
this way is no speaker any more.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.staff.access import NotAllowedRefused, present
from bot.staff.identity.changes import IdentityChange
from bot.staff.identity.record_change import record_change
from bot.staff.identity.start_account import cancel
from bot.staff.models import Account, Person, Role, Speaker
from bot.staff.notices import ObjectionRaised
from bot.staff.ports import OpenStaff, StaffTransaction
from bot.staff.registration.notify_managers import once_a_day


@dataclass(frozen=True, slots=True)
class Objection:
    """What an objection did: `late` if another account speaks for the person already, so that nothing was cancelled.

    `owners` were notified.
    """

    person: Person
    late: bool
    owners: int


@dataclass(frozen=True, slots=True)
class ObjectToRebinding:
    """Cancels the rebinding that waits for a person and revokes their link."""

    open: OpenStaff

    async def __call__(self, telegram_id: int, person_id: UUID, *, event_id: EventId, now: datetime) -> Objection:
        """Return what was done; NotAllowedRefused unless the Telegram user speaks or spoke for the person."""
        async with self.open() as tx:
            own = await tx.accounts.newest(person_id, telegram_id)
            return await _object(tx, own, person_id, None, event_id, now)


@dataclass(frozen=True, slots=True)
class ObjectAtKiosk:
    """As `ObjectToRebinding`, for a person who is logged in at a kiosk; their number becomes that of their account.

    Otherwise whoever has the other number could register by it again at once.
    """

    open: OpenStaff

    async def __call__(self, speaker: Speaker, *, event_id: EventId, now: datetime) -> Objection:
        """Return what was done; NotAllowedRefused."""
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            return await _object(tx, speaker.account, speaker.person.id, None, event_id, now)


@dataclass(frozen=True, slots=True)
class ObjectToChange:
    """As `ObjectToRebinding`, to a change of the person's data; a number that was changed becomes what it was."""

    open: OpenStaff

    async def __call__(self, telegram_id: int, change_id: UUID, *, event_id: EventId, now: datetime) -> Objection:
        """Return what was done; NotAllowedRefused unless the Telegram user speaks or spoke for the person."""
        async with self.open() as tx:
            change = await tx.identity_changes.get(change_id)
            if change is None:
                raise NotAllowedRefused
            own = await tx.accounts.newest(change.person_id, telegram_id)
            return await _object(tx, own, change.person_id, change, event_id, now)


async def _object(
    tx: StaffTransaction,
    own: Account | None,
    person_id: UUID,
    change: IdentityChange | None,
    event_id: EventId,
    now: datetime,
) -> Objection:
    newest = await tx.accounts.newest(person_id)
    person = await tx.people.get(own.organisation_id, person_id) if own else None
    if own is None or newest is None or person is None:
        raise NotAllowedRefused
    late = own.id != newest.id
    owners = [one for one in await tx.people.managers(person.organisation_id) if _hears(one, person)]
    if not await tx.ledger.find(event_id, Act.OBJECTED):
        cancelled = [] if late else await _cancel(tx, person, own, change, event_id, now)
        await _enter(tx, person, cancelled, event_id, now)
        event_id = event_id if cancelled else once_a_day(ObjectionRaised, now, person.id)
        notice = NewNotice(person.organisation_id, person.id, ObjectionRaised(person.name, int(late)), event_id, now)
        await tx.outbox.add([notice.to(one.id) for one in owners])
    return Objection(person, late, len(owners))


def _hears(one: Person, person: Person) -> bool:
    return one.role is Role.OWNER and one.id != person.id


async def _cancel(
    tx: StaffTransaction,
    person: Person,
    own: Account,
    change: IdentityChange | None,
    event_id: EventId,
    now: datetime,
) -> list[str]:
    """Cancel what waits for the person, and return what that was."""
    cancelled = []
    rebinding = await tx.rebindings.waiting(person.id)
    if rebinding is not None and await cancel(tx, rebinding, person.id, event_id, now):
        cancelled.append("rebinding")
    if await tx.invitations.find_valid(person.id, now) is not None:
        await tx.invitations.revoke(person.id, now)
        cancelled.append("link")
    if person.at_kiosk and own.telegram_id is not None:
        await tx.kiosks.set_at_kiosk(person.id, at_kiosk=False)
        ids = (person.id, person.id)
        await tx.ledger.append(AuditEvent(own.organisation_id, Act.KIOSK_CHOSEN, event_id, now, *ids, {"at_kiosk": 0}))
        cancelled.append("kiosk")
    number = own.phone if own.telegram_id is None else _number_before(person, change)
    if number is not None and await _restore_phone(tx, person, number, event_id, now):
        cancelled.append("phone")
    return cancelled


def _number_before(person: Person, change: IdentityChange | None) -> str | None:
    """Return the number from before the change; None where it was another change, or was followed by one."""
    if change is None or "phone" not in change.fields or person.phone != change.after("phone"):
        return None
    return change.before("phone")


async def _restore_phone(tx: StaffTransaction, person: Person, number: str, event_id: EventId, now: datetime) -> bool:
    """Set the number, unless it is the person's or somebody else has it by now."""
    holders, _ = await tx.people.search(
        person.organisation_id, number, now=now, registered_only=False, offset=0, most=5
    )
    if any(one.person.phone == number for one in holders):
        return False
    await tx.people.set_phone(person.id, number)
    act, restored = Act.IDENTITY_CHANGED, replace(person, phone=number)
    await record_change(tx, person, restored, act, actor_id=person.id, event_id=event_id, now=now)
    return True


async def _enter(tx: StaffTransaction, person: Person, cancelled: list[str], event_id: EventId, now: datetime) -> None:
    facts: dict[str, str | int] = {"cancelled": " ".join(cancelled)}
    await tx.ledger.append(AuditEvent(person.organisation_id, Act.OBJECTED, event_id, now, person.id, person.id, facts))
