"""A person at a kiosk enters the code that they were sent: a session begins, or they register first."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from bot.crypto.keys import mint_key, public_key
from bot.errors import AccessRefused, StateRefused
from bot.ids import EventId, derived_id
from bot.staff.authority import certify_key
from bot.staff.identity.approvers import PREPARED_WITHIN
from bot.staff.identity.begin_rebinding import begin_rebinding
from bot.staff.identity.rebindings import RebindPolicy
from bot.staff.kiosks.kiosks import CODE_LASTS, TRIES, CodeDigits, KioskCode, KioskHere
from bot.staff.kiosks.present_kiosk import present_kiosk
from bot.staff.models import Account, Organisation, Person
from bot.staff.pins.key_store import KeyStore, require_strong
from bot.staff.ports import OpenStaff, StaffTransaction
from bot.staff.registration.bind_account import bind_at_once
from bot.staff.sessions.log_in import OpenedSession, open_session
from bot.staff.sessions.sessions import SessionKind
from bot.staff.terms.agree_to_terms import TermsChangedRefused
from bot.staff.terms.versions import TermsInForce, Versions

IDENTIFIED_BY: Final = "kiosk, code by SMS"
"""How an account for kiosks was bound to its person, in the records."""


class KioskCodeWrongRefused(AccessRefused):
    """The digits are wrong. Facts: left (tries)."""


class KioskCodeOverRefused(StateRefused):
    """The code has expired, was used, or has no tries left."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Whose number it is, who has no account for kiosks by it yet, and the terms to agree to."""

    person: Person
    organisation: Organisation
    terms: TermsInForce


@dataclass(frozen=True, slots=True)
class Waiting:
    """The person registered, and another account speaks for them until then; the zone is the organisation's."""

    until_at: datetime
    time_zone: str


Confirmed = OpenedSession | Newcomer | Waiting


@dataclass(frozen=True, slots=True)
class ConfirmCode:
    """For a kiosk. A try is counted before the digits are compared, in a transaction of its own.

    A number that is nobody's has a code that no digits confirm, so the answers are the same.
    """

    open: OpenStaff
    digits: CodeDigits

    async def __call__(self, payload: str, code_id: UUID, digits: str, *, now: datetime) -> Confirmed:
        """Return what comes next; KioskOverRefused, KioskCodeWrongRefused, KioskCodeOverRefused."""
        async with self.open() as tx:
            here = await present_kiosk(tx, payload)
            if not await tx.kiosk_codes.try_digits(code_id, here.device.id, now):
                raise KioskCodeOverRefused
            code = await tx.kiosk_codes.get(code_id)
        if (
            code is None
            or code.phone is None
            or not hmac.compare_digest(self.digits.digits(code_id).encode(), digits.encode())
        ):
            left = TRIES - code.tries if code else 0
            if not left:
                raise KioskCodeOverRefused
            raise KioskCodeWrongRefused(left=left)
        async with self.open() as tx:
            here = await present_kiosk(tx, payload)
            if not await tx.kiosk_codes.confirm(code_id, now):
                raise KioskCodeOverRefused
            return await _next(tx, here, code.phone, now)


@dataclass(frozen=True, slots=True)
class RegisterAtKiosk:
    """For a kiosk, with a code confirmed there, once: makes the person's key under the PIN that they chose.

    The account waits where another one speaks or spoke for the person, or where a manager changed the number lately.
    """

    open: OpenStaff
    key_store: KeyStore
    policy: RebindPolicy

    async def __call__(
        self,
        payload: str,
        code_id: UUID,
        pin: str,
        agreed: Versions,
        language: str,
        *,
        event_id: EventId,
        now: datetime,
    ) -> OpenedSession | Waiting:
        """Register them; KioskOverRefused, KioskCodeOverRefused, PinWeakRefused, TermsChangedRefused."""
        async with self.open() as tx:  # before the work that a PIN costs
            here = await present_kiosk(tx, payload)
            await _newcomer(tx, here, await tx.kiosk_codes.get(code_id))
        require_strong(pin)
        private_der = mint_key()
        envelope = await self.key_store.lock(private_der, pin)
        async with self.open() as tx:
            here = await present_kiosk(tx, payload)
            code = await tx.kiosk_codes.get(code_id)
            person = await _newcomer(tx, here, code)
            if (await tx.terms.in_force(here.organisation.id)).versions != agreed:
                raise TermsChangedRefused
            if not await tx.kiosk_codes.use(code_id, here.device.id, now - CODE_LASTS, now):
                raise KioskCodeOverRefused
            certificate = await certify_key(tx, person, public_key(private_der), event_id=event_id, now=now)
            phone = code.phone if code and code.phone else ""
            account = _account(person, phone, language, certificate, envelope, agreed, event_id, now)
            if not await _phone_is_new(tx, person, now) and await bind_at_once(tx, person, account, event_id, now):
                return await _open(tx, here, account.id, now)
            delay, by = self.policy.delay, here.enabled_by.id
            rebinding = await begin_rebinding(tx, person, by, account, delay=delay, event_id=event_id, now=now)
        return Waiting(rebinding.takes_effect_at, here.organisation.time_zone)


async def _next(tx: StaffTransaction, here: KioskHere, phone: str, now: datetime) -> Confirmed:
    person, account = await _whose(tx, here, phone)
    if account is not None and account.telegram_id is None and account.phone == phone:
        return await _open(tx, here, account.id, now)
    rebinding = await tx.rebindings.waiting(person.id)
    waits = await tx.accounts.get(rebinding.account_id) if rebinding else None
    if rebinding is not None and waits is not None and waits.telegram_id is None and waits.phone == phone:
        return Waiting(rebinding.takes_effect_at, here.organisation.time_zone)
    return Newcomer(person, here.organisation, await tx.terms.in_force(here.organisation.id))


async def _whose(tx: StaffTransaction, here: KioskHere, phone: str) -> tuple[Person, Account | None]:
    """Return the one person who has the number; KioskCodeOverRefused where that changed since the code was sent."""
    known = await tx.kiosks.known(here.organisation.id, phone)
    if len(known) != 1:
        raise KioskCodeOverRefused
    return known[0]


async def _newcomer(tx: StaffTransaction, here: KioskHere, code: KioskCode | None) -> Person:
    if code is None or code.phone is None or code.confirmed_at is None or code.kiosk_id != here.device.id:
        raise KioskCodeOverRefused
    person, account = await _whose(tx, here, code.phone)
    if account is not None and account.telegram_id is None and account.phone == code.phone:
        raise KioskCodeOverRefused
    return person


async def _phone_is_new(tx: StaffTransaction, person: Person, now: datetime) -> bool:
    """Return whether a manager changed the person's number so lately that it may have been prepared for this."""
    changes = await tx.identity_changes.since(person.id, now - PREPARED_WITHIN)
    return any("phone" in change.fields for change in changes)


async def _open(tx: StaffTransaction, here: KioskHere, account_id: UUID, now: datetime) -> OpenedSession:
    speaker = await tx.accounts.present(account_id)
    if speaker is None:
        raise KioskCodeOverRefused
    await tx.kiosks.end_sessions_of(speaker.person.id)
    return await open_session(tx, speaker, SessionKind.KIOSK, now, here.device.id)


def _account(
    person: Person,
    phone: str,
    language: str,
    certificate: bytes,
    envelope: bytes,
    agreed: Versions,
    event_id: EventId,
    now: datetime,
) -> Account:
    return Account(
        id=derived_id(event_id, "account"),
        organisation_id=person.organisation_id,
        person_id=person.id,
        telegram_id=None,
        language=language,
        phone=phone,
        certificate=certificate,
        key_envelope=envelope,
        privacy_version=agreed.privacy,
        agreement_version=agreed.agreement,
        bound_at=now,
        identified_by=IDENTIFIED_BY,
    )
