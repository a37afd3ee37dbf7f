"""Ends a rebinding: the account that waited speaks for the person from now on, or it never will."""

from datetime import datetime
from uuid import UUID

from bot.crypto.certificates import parse_certificate
from bot.crypto.revocation import Reason
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.staff.identity.certify_again import certify_again
from bot.staff.identity.rebindings import Rebinding, RebindingState
from bot.staff.models import Account, Person
from bot.staff.notices import AccountReplaced, AccountStarted, PersonRegistered, RebindingCancelled
from bot.staff.ports import StaffTransaction
from bot.staff.registration.notify_managers import notify_managers
from bot.staff.revocation.revoke_certificate import revoke_certificate


async def start_account(
    tx: StaffTransaction, rebinding: Rebinding, by: UUID | None, event_id: EventId, now: datetime
) -> bool:
    """Make the account that waits the person's active one, once; False if it does not wait or is taken by then."""
    person = await tx.people.get(rebinding.organisation_id, rebinding.person_id)
    account = await tx.accounts.get(rebinding.account_id)
    if person is None or account is None or person.dismissed_at is not None or await _taken(tx, account):
        await cancel(tx, rebinding, by, event_id, now)
        return False
    if not await tx.rebindings.settle(rebinding.id, RebindingState.DONE, by, now):
        return False
    replaced = await tx.accounts.newest(person.id)
    certificate = account.certificate
    if parse_certificate(certificate).name != person.name:  # it changed while the account waited
        certificate = await certify_again(tx, person, certificate, event_id=event_id, now=now)
        await revoke_certificate(tx, person, account.certificate, Reason.SUPERSEDED, now)
    if replaced is not None:
        await revoke_certificate(tx, person, replaced.certificate, Reason.SUPERSEDED, now)
    await tx.accounts.start(account.id, certificate=certificate, now=now)
    if person.phone is None:
        await tx.people.set_phone(person.id, account.phone)
    facts: dict[str, str | int] = {
        "account": str(account.id),
        "approved": "second manager" if by else "delay",
        "certificate": parse_certificate(certificate).fingerprint,
    }
    await tx.ledger.append(AuditEvent(person.organisation_id, Act.REBOUND, event_id, now, by, person.id, facts))
    await _notify(tx, person, account, replaced, event_id, now)
    return True


async def cancel(tx: StaffTransaction, rebinding: Rebinding, by: UUID | None, event_id: EventId, now: datetime) -> bool:
    """Cancel a rebinding that waits, once; False if it does not wait any more."""
    if not await tx.rebindings.settle(rebinding.id, RebindingState.CANCELLED, by, now):
        return False
    organisation_id, person_id = rebinding.organisation_id, rebinding.person_id
    facts: dict[str, str | int] = {"account": str(rebinding.account_id)}
    act = Act.REBINDING_CANCELLED
    await tx.ledger.append(AuditEvent(organisation_id, act, event_id, now, by, person_id, facts))
    account = await tx.accounts.get(rebinding.account_id)
    person = await tx.people.get(organisation_id, person_id)
    if account is not None and person is not None:
        await revoke_certificate(tx, person, account.certificate, Reason.CESSATION, now)
        if account.telegram_id is not None:  # without one, it would reach the present account
            notice = NewNotice(organisation_id, person_id, RebindingCancelled(), event_id, now)
            await tx.outbox.add([notice.to(person_id, telegram_id=account.telegram_id, language=account.language)])
    return True


async def _taken(tx: StaffTransaction, account: Account) -> bool:
    """Return whether the Telegram user, or the number at a kiosk, speaks for somebody else in the organisation."""
    if account.telegram_id is None:
        bound = await tx.accounts.by_phone(account.organisation_id, account.phone)
        return any(one.telegram_id is None and one.person_id != account.person_id for one in bound)
    speakers = await tx.accounts.speakers(account.telegram_id)
    others = (one.person.id for one in speakers if one.organisation.id == account.organisation_id)
    return any(person_id != account.person_id for person_id in others)


async def _notify(
    tx: StaffTransaction, person: Person, account: Account, replaced: Account | None, event_id: EventId, now: datetime
) -> None:
    started = NewNotice(person.organisation_id, person.id, AccountStarted(), event_id, now)
    notices = [started.to(person.id, telegram_id=account.telegram_id, language=account.language)]
    if replaced is not None and replaced.telegram_id is not None:  # without one, it would reach the new account
        ended = NewNotice(person.organisation_id, person.id, AccountReplaced(), event_id, now)
        notices.append(ended.to(person.id, telegram_id=replaced.telegram_id, language=replaced.language))
    await tx.outbox.add(notices)
    await notify_managers(tx, person, PersonRegistered(person.name), event_id, now)
