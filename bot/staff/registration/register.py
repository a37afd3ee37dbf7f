"""Registers a person: checks the contact they shared, uses up the link, makes their key under their PIN."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.crypto.keys import mint_key, public_key
from bot.errors import AccessRefused, InputRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.staff.authority import certify_key
from bot.staff.identity.begin_rebinding import begin_rebinding
from bot.staff.identity.rebindings import RebindPolicy
from bot.staff.models import Account, Invitation, Person
from bot.staff.notices import ContactMismatched
from bot.staff.people.phones import contact_phone
from bot.staff.pins.key_store import KeyStore, require_strong
from bot.staff.ports import OpenStaff, StaffTransaction
from bot.staff.registration.bind_account import bind_at_once
from bot.staff.registration.notify_managers import notify_managers, once_a_day
from bot.staff.registration.open_link import LinkDeadRefused, valid_invitation
from bot.staff.terms.versions import Versions


class ContactForeignRefused(InputRefused):
    """The contact is somebody else's, or Telegram does not say whose it is."""


class ContactMismatchRefused(AccessRefused):
    """The number is not the one on the list; the managers are notified."""


class AccountTakenRefused(AccessRefused):
    """This Telegram account is registered for somebody else in the organisation."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A shared contact: the Telegram id of its owner (None if not given) and its number as written."""

    user_id: int | None
    phone: str


@dataclass(frozen=True, slots=True)
class CheckContact:
    """Checks that a contact is the sender's own and has the number on the list, if the list has one."""

    open: OpenStaff

    async def __call__(
        self, invitation_id: UUID, telegram_id: int, contact: Contact, *, event_id: EventId, now: datetime
    ) -> str:
        """Return the number as E.164; ContactForeignRefused, ContactMismatchRefused, LinkDeadRefused."""
        if contact.user_id != telegram_id:
            raise ContactForeignRefused
        phone = international(contact.phone)
        async with self.open() as tx:
            invitation, person = await valid_invitation(tx, invitation_id, now)
            matches = person.phone in (None, phone)
            if not matches:
                await self._report_mismatch(tx, invitation, person, phone, telegram_id, event_id, now)
        if not matches:
            raise ContactMismatchRefused
        return phone

    async def _report_mismatch(
        self,
        tx: StaffTransaction,
        invitation: Invitation,
        person: Person,
        phone: str,
        telegram_id: int,
        event_id: EventId,
        now: datetime,
    ) -> None:
        if invitation.claimed_by != telegram_id or invitation.claimed_phone == phone:
            event_id = once_a_day(ContactMismatched, now, invitation.id, telegram_id)
        await tx.invitations.claim_phone(invitation.id, phone, telegram_id)
        content = ContactMismatched(person.name, person.phone or "", phone)
        await notify_managers(tx, person, content, event_id, now)
        audit_event = AuditEvent(person.organisation_id, Act.CONTACT_MISMATCHED, event_id, now, None, person.id, {})
        await tx.ledger.append(audit_event)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What a person registers with: Telegram id, checked number (E.164), PIN, language, the terms they agreed to."""

    invitation_id: UUID
    telegram_id: int
    phone: str
    pin: str
    language: str
    agreed: Versions


@dataclass(frozen=True, slots=True)
class Registered:
    """Who registered; `waits_until_at` is set if another account speaks for them until then."""

    person: Person
    waits_until_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """Binds a Telegram account to a person and makes their key; the link is used up in the same transaction.

    Where another Telegram user speaks or spoke for the person, the account waits: see `bot.staff.identity.rebindings`.
    """

    open: OpenStaff
    key_store: KeyStore
    policy: RebindPolicy

    async def __call__(self, newcomer: Newcomer, *, event_id: EventId, now: datetime) -> Registered:
        """Register them; LinkDeadRefused, PinWeakRefused, ContactMismatchRefused, AccountTakenRefused."""
        require_strong(newcomer.pin)
        private_der = mint_key()
        envelope = await self.key_store.lock(private_der, newcomer.pin)
        async with self.open() as tx:
            done = await self._registered(tx, event_id)
            if done is not None:
                return done
            invitation, person = await valid_invitation(tx, newcomer.invitation_id, now)
            if person.phone not in (None, newcomer.phone):
                raise ContactMismatchRefused
            if not await tx.invitations.use(invitation.id, now):
                raise LinkDeadRefused
            account = await self._account(tx, person, newcomer, private_der, envelope, event_id, now)
            if await bind_at_once(tx, person, account, event_id, now):
                return Registered(person)
            delay, by = self.policy.delay, invitation.made_by_id
            rebinding = await begin_rebinding(tx, person, by, account, delay=delay, event_id=event_id, now=now)
        return Registered(person, rebinding.takes_effect_at)

    async def _registered(self, tx: StaffTransaction, event_id: EventId) -> Registered | None:
        """Return what this event did already: it is handled again after a crash."""
        for act in (Act.REGISTERED, Act.REBINDING_REQUESTED):
            done = await tx.ledger.find(event_id, act)
            if done is None:
                continue
            person = await tx.people.get(done.audit_event.organisation_id, done.audit_event.subject_id)
            if person is not None:
                waiting = await tx.rebindings.waiting(person.id) if act is Act.REBINDING_REQUESTED else None
                return Registered(person, waiting.takes_effect_at if waiting else None)
        return None

    async def _account(
        self,
        tx: StaffTransaction,
        person: Person,
        newcomer: Newcomer,
        private_der: bytes,
        envelope: bytes,
        event_id: EventId,
        now: datetime,
    ) -> Account:
        for speaker in await tx.accounts.speakers(newcomer.telegram_id):
            if speaker.organisation.id == person.organisation_id and speaker.person.id != person.id:
                raise AccountTakenRefused
        certificate = await certify_key(tx, person, public_key(private_der), event_id=event_id, now=now)
        return _account(person, newcomer, certificate, envelope, event_id, now)


def international(phone: str) -> str:
    """Return the number of a contact as E.164; ContactForeignRefused if it is no number."""
    read = contact_phone(phone)
    if read is None:
        raise ContactForeignRefused
    return read


def _account(
    person: Person, newcomer: Newcomer, certificate: bytes, envelope: bytes, event_id: EventId, now: datetime
) -> Account:
    return Account(
        id=derived_id(event_id, "account"),
        organisation_id=person.organisation_id,
        person_id=person.id,
        telegram_id=newcomer.telegram_id,
        language=newcomer.language,
        phone=newcomer.phone,
        certificate=certificate,
        key_envelope=envelope,
        privacy_version=newcomer.agreed.privacy,
        agreement_version=newcomer.agreed.agreement,
        bound_at=now,
        identified_by="invitation, own contact",
    )
