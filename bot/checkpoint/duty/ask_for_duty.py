"""Lets those ask to go on duty whom the code does not admit: employees, and people outside the staff list.

Nothing about people outside the staff list is stored before they ask.

A code that admits no guests, an invalid one and a forged one look alike to them. Requests are limited, so that nobody
floods the managers.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.checkpoint.duty.guests import Guest
from bot.checkpoint.models import Admits, ServiceQr
from bot.checkpoint.notices import GuestAsks
from bot.checkpoint.ports import CheckpointTransaction, OpenCheckpoint, ReadCheckpoint
from bot.errors import AccessRefused
from bot.ids import EventId, derived_id
from bot.notices.outbox import NewNotice
from bot.passes.codes import CodePurpose, Codes
from bot.staff.access import NotAllowedRefused, present
from bot.staff.models import Organisation, Person, Role, Speaker
from bot.texts.lines import one_line

MOST_REQUESTS = 3
REQUESTS_COUNTED_FOR = timedelta(hours=1)
LONGEST_NAME = 64


class GuestAsksTooOftenRefused(AccessRefused):
    """Too many requests within the hour. Facts: minutes."""


class GuestNotAdmittedRefused(AccessRefused):
    """The code admits no guests, or puts nobody on duty; which of the two is not told."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who requests, by the unverified name in Telegram; managers see that it is unverified."""

    telegram_id: int
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class GuestOffer:
    """The place and organisation where a guest may request to be on duty."""

    organisation: Organisation
    service_qr: ServiceQr
    payload: str


@dataclass(frozen=True, slots=True)
class OfferGuestDuty:
    """Returns what a service QR offers someone outside the staff list, without changing anything."""

    read: ReadCheckpoint
    codes: Codes

    async def __call__(self, payload: str, *, now: datetime) -> GuestOffer | None:
        """Return what the code offers a guest; None for nothing."""
        async with self.read() as tx:
            return await _offer(tx, self.codes, payload, now)


@dataclass(frozen=True, slots=True)
class AskForDuty:
    """Requests to go on duty and notifies the managers; a repeated request notifies nobody again."""

    open: OpenCheckpoint
    codes: Codes

    async def __call__(self, asker: Asker, payload: str, *, event_id: EventId, now: datetime) -> GuestOffer:
        """Return the request; GuestNotAdmittedRefused, GuestAsksTooOftenRefused.

        NotAllowedRefused for those who are registered there: they ask under their own name.
        """
        async with self.open() as tx:
            offer = await _offer(tx, self.codes, payload, now)
            if offer is None:
                raise GuestNotAdmittedRefused
            speakers = await tx.accounts.speakers(asker.telegram_id)
            if any(one.organisation.id == offer.organisation.id for one in speakers):
                raise NotAllowedRefused
            guest_id = derived_id(event_id, "guest")
            if not await _is_repeated(tx, asker.telegram_id, guest_id, offer, now):
                await _keep(tx, asker, offer, guest_id, event_id, now)
        return offer


@dataclass(frozen=True, slots=True)
class AskAsEmployee:
    """Requests to go on duty as an employee who is no guard; a repeated request notifies nobody again."""

    open: OpenCheckpoint
    codes: Codes

    async def __call__(self, speaker: Speaker, payload: str, *, event_id: EventId, now: datetime) -> GuestOffer:
        """Return the request; GuestNotAdmittedRefused, GuestAsksTooOftenRefused."""
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            offer = await _offer(tx, self.codes, payload, now)
            if offer is None or offer.organisation.id != speaker.organisation.id:
                raise GuestNotAdmittedRefused
            request_id, account = derived_id(event_id, "guest"), speaker.account
            if await _is_repeated(tx, account.chat_id, request_id, offer, now):
                return offer
            ids = (request_id, offer.organisation.id, offer.service_qr.id, speaker.person.id)
            request = Guest(*ids, account.chat_id, account.language, now)
            await tx.guests.add(request)
            content = GuestAsks(speaker.person.name, offer.service_qr.name, offer.service_qr.place, registered=True)
            await _notify_managers(tx, request, content, event_id)
        return offer


async def _is_repeated(
    tx: CheckpointTransaction, telegram_id: int, request_id: UUID, offer: GuestOffer, now: datetime
) -> bool:
    """Return whether the same request waits already; GuestAsksTooOftenRefused for too many others."""
    before = await tx.guests.of(telegram_id, now - REQUESTS_COUNTED_FOR)
    if any(one.id == request_id or _same(one, offer, now) for one in before):
        return True
    if len(before) >= MOST_REQUESTS:
        raise GuestAsksTooOftenRefused(minutes=int(REQUESTS_COUNTED_FOR.total_seconds()) // 60)
    return False


async def _offer(tx: CheckpointTransaction, codes: Codes, payload: str, now: datetime) -> GuestOffer | None:
    parsed = codes.parse(payload)
    if parsed is None or not parsed.genuine or parsed.purpose is not CodePurpose.SERVICE_QR:
        return None
    found = await tx.service_qrs.by_code_id(parsed.id)
    if found is None or not found.lives_at(now) or found.admits is not Admits.APPROVED:
        return None
    return GuestOffer(await tx.organisations.get(found.organisation_id), found, payload)


def _same(one: Guest, offer: GuestOffer, now: datetime) -> bool:
    return one.service_qr_id == offer.service_qr.id and one.waits_at(now)


async def _keep(
    tx: CheckpointTransaction, asker: Asker, offer: GuestOffer, guest_id: UUID, event_id: EventId, now: datetime
) -> None:
    organisation, service_qr = offer.organisation, offer.service_qr
    name = read_name(asker.name)
    person = Person(guest_id, organisation.id, None, name, "", "", None, None, Role.GUEST, now)
    guest = Guest(guest_id, organisation.id, service_qr.id, guest_id, asker.telegram_id, asker.language, now)
    await tx.guests.add(guest, person)
    # Somebody who was dismissed must not come back unrecognised.
    formerly = await tx.guests.formerly(organisation.id, asker.telegram_id)
    content = GuestAsks(name, service_qr.name, service_qr.place, formerly)
    await _notify_managers(tx, guest, content, event_id)


async def _notify_managers(tx: CheckpointTransaction, guest: Guest, content: GuestAsks, event_id: EventId) -> None:
    notice = NewNotice(guest.organisation_id, guest.id, content, event_id, guest.requested_at)
    await tx.outbox.add([notice.to(one.id) for one in await tx.people.managers(guest.organisation_id)])


def read_name(name: str) -> str:
    """Clean a name that a stranger chose: one line of printable characters, shortened; a dash where nothing is left."""
    printable = "".join(character for character in one_line(name) if character.isprintable())
    return printable[:LONGEST_NAME].strip() or "–"
