"""A manager says of a person that they have no Telegram and sign at a kiosk, or that they have it again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.errors import StateRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.staff.access import NotAllowedRefused, manageable_person, present_manager
from bot.staff.identity.own import require_other
from bot.staff.identity.start_account import cancel
from bot.staff.kiosks.kiosks import KioskPage
from bot.staff.models import Person, Speaker
from bot.staff.notices import KioskChosen
from bot.staff.pins.unlock_key import UnlockKey
from bot.staff.ports import OpenStaff, ReadStaff, StaffTransaction


class KioskPhoneMissingRefused(StateRefused):
    """The list has no number of the person, and a kiosk knows people by their numbers. Facts: name."""


class KioskPhoneSharedRefused(StateRefused):
    """Somebody else who signs at a kiosk has the same number. Facts: name."""


class KioskPinWantedRefused(StateRefused):
    """The person is registered with Telegram, so that this requires the manager's PIN. Facts: name."""


@dataclass(frozen=True, slots=True)
class ChooseKiosk:
    """For managers, about others who are no managers: those work in the chat.

    For a person with a Telegram account, the manager's PIN is required.

    That account keeps working until the one for kiosks starts: see `bot.staff.identity.rebindings`.
    """

    open: OpenStaff
    unlock: UnlockKey
    page: KioskPage

    async def __call__(
        self, speaker: Speaker, person_id: UUID, pin: str | None = None, *, event_id: EventId, now: datetime
    ) -> Person:
        """Return the person; NotAllowedRefused, PersonDismissedRefused, OwnIdentityRefused, KioskPhoneMissingRefused.

        KioskPhoneSharedRefused, KioskPinWantedRefused, PinWrongRefused.
        """
        if not self.page:
            raise NotAllowedRefused
        async with self.open() as tx:
            person = await _other(tx, speaker, person_id)
            await _require_phone(tx, person)
            if pin is None and await _by_telegram(tx, person):
                raise KioskPinWantedRefused(name=person.name)
        if pin is not None:
            await self.unlock(speaker, pin, event_id=event_id, now=now)
        async with self.open() as tx:
            person = await _other(tx, speaker, person_id)
            await _require_phone(tx, person)
            registered = await _by_telegram(tx, person)
            if registered and pin is None:
                raise KioskPinWantedRefused(name=person.name)
            if await _enter(tx, speaker, person, event_id, now, at_kiosk=True):
                await tx.invitations.revoke(person.id, now)
                if registered:
                    notice = NewNotice(
                        person.organisation_id, person.id, KioskChosen(speaker.person.name), event_id, now
                    )
                    await tx.outbox.add([notice.to(person.id)])
        return person


@dataclass(frozen=True, slots=True)
class LeaveKiosk:
    """For managers, not for themselves. The person registers with Telegram then, by a personal link.

    An account for kiosks that speaks for them keeps working until then, so that they can object to another one; one
    that waits to is cancelled.
    """

    open: OpenStaff

    async def __call__(self, speaker: Speaker, person_id: UUID, *, event_id: EventId, now: datetime) -> Person:
        """Return the person; NotAllowedRefused, PersonDismissedRefused, OwnIdentityRefused."""
        async with self.open() as tx:
            person = await _other(tx, speaker, person_id)
            if await _enter(tx, speaker, person, event_id, now, at_kiosk=False):
                await _cancel_waiting(tx, speaker, person, event_id, now)
        return person


@dataclass(frozen=True, slots=True)
class ListWaitedFor:
    """For managers."""

    read: ReadStaff
    page: KioskPage

    async def __call__(self, speaker: Speaker) -> list[tuple[Person, int]]:
        """Return who signs at a kiosk, by name, each with how many documents wait; NotAllowedRefused."""
        if not self.page:
            raise NotAllowedRefused
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            return await tx.kiosks.waited_for(speaker.organisation.id)


async def _other(tx: StaffTransaction, speaker: Speaker, person_id: UUID) -> Person:
    speaker = await present_manager(tx, speaker)
    person = await manageable_person(tx, speaker, person_id)
    require_other(speaker, person)
    if person.role.manages:
        raise NotAllowedRefused
    return person


async def _cancel_waiting(
    tx: StaffTransaction, speaker: Speaker, person: Person, event_id: EventId, now: datetime
) -> None:
    rebinding = await tx.rebindings.waiting(person.id)
    account = await tx.accounts.get(rebinding.account_id) if rebinding else None
    if rebinding is not None and account is not None and account.telegram_id is None:
        await cancel(tx, rebinding, speaker.person.id, event_id, now)


async def _by_telegram(tx: StaffTransaction, person: Person) -> bool:
    account = await tx.accounts.active(person.id)
    return account is not None and account.telegram_id is not None


async def _require_phone(tx: StaffTransaction, person: Person) -> None:
    if person.phone is None:
        raise KioskPhoneMissingRefused(name=person.name)
    if any(one.id != person.id for one, _ in await tx.kiosks.known(person.organisation_id, person.phone)):
        raise KioskPhoneSharedRefused(name=person.name)


async def _enter(
    tx: StaffTransaction, speaker: Speaker, person: Person, event_id: EventId, now: datetime, *, at_kiosk: bool
) -> bool:
    """Note it, once, and enter it into the ledger; False where it is so already."""
    if person.at_kiosk is at_kiosk:
        return False
    await tx.kiosks.set_at_kiosk(person.id, at_kiosk=at_kiosk)
    facts: dict[str, str | int] = {"at_kiosk": int(at_kiosk)}
    ids = (speaker.person.id, person.id)
    await tx.ledger.append(AuditEvent(person.organisation_id, Act.KIOSK_CHOSEN, event_id, now, *ids, facts))
    return True
