"""Binds a new account to its person at once, where nobody else speaks or spoke for the person."""

from datetime import datetime

from bot.crypto.revocation import Reason
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.staff.identity.namesakes import notify_namesakes
from bot.staff.models import Account, Person
from bot.staff.notices import PersonRegistered
from bot.staff.ports import StaffTransaction
from bot.staff.registration.notify_managers import notify_managers
from bot.staff.revocation.revoke_certificate import revoke_certificate
from bot.staff.terms.agree_to_terms import agreed_by, agreement_facts


async def bind_at_once(
    tx: StaffTransaction, person: Person, account: Account, event_id: EventId, now: datetime
) -> bool:
    """Make the account the person's; False, and nothing is done, where the last one was somebody else's.

    Then the new one waits: see `bot.staff.identity.rebindings`.
    """
    newest = await tx.accounts.newest(person.id)
    if newest is not None:
        if not newest.same_owner(account):
            return False
        await revoke_certificate(tx, person, newest.certificate, Reason.SUPERSEDED, now)
    await tx.accounts.add(account)
    if person.phone is None:
        await tx.people.set_phone(person.id, account.phone)
    await tx.people.set_reachable(person.id)
    facts = agreement_facts(agreed_by(account))
    await tx.ledger.append(
        AuditEvent(person.organisation_id, Act.REGISTERED, event_id, now, person.id, person.id, facts)
    )
    phone = account.phone if person.phone is None else None
    await notify_managers(tx, person, PersonRegistered(person.name, phone), event_id, now)
    await notify_namesakes(tx, person, event_id, now)
    return True
