"""Begins a rebinding: whoever registered by another Telegram account waits, and everyone concerned is told."""

from datetime import datetime, timedelta

from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.staff.identity.approvers import approvers
from bot.staff.identity.rebindings import Rebinding
from bot.staff.models import Account, Invitation, Person
from bot.staff.notices import RebindingAnnounced, RebindingToApprove
from bot.staff.ports import StaffTransaction
from bot.staff.terms.agree_to_terms import agreement_facts
from bot.staff.terms.versions import Versions


async def begin_rebinding(
    tx: StaffTransaction,
    person: Person,
    invitation: Invitation,
    replaced: Account,
    account: Account,
    *,
    delay: timedelta,
    event_id: EventId,
    now: datetime,
) -> Rebinding:
    """Keep an account that waits to replace another one, and return the rebinding."""
    await tx.accounts.add_waiting(account)
    rebinding = Rebinding(
        id=derived_id(event_id, "rebinding"),
        organisation_id=person.organisation_id,
        person_id=person.id,
        account_id=account.id,
        invited_by_id=invitation.made_by_id,
        requested_at=now,
        takes_effect_at=now + delay,
    )
    await tx.rebindings.add(rebinding)
    agreed = Versions(account.privacy_version, account.agreement_version)
    facts = {"account": str(account.id), "takes_effect_at": (now + delay).isoformat(), **agreement_facts(agreed)}
    await tx.ledger.append(
        AuditEvent(person.organisation_id, Act.REBINDING_REQUESTED, event_id, now, person.id, person.id, facts)
    )
    await _notify(tx, person, rebinding, replaced, event_id, now)
    return rebinding


async def _notify(
    tx: StaffTransaction, person: Person, rebinding: Rebinding, replaced: Account, event_id: EventId, now: datetime
) -> None:
    announced = RebindingAnnounced(rebinding.takes_effect_at)
    to_person = NewNotice(person.organisation_id, person.id, announced, event_id, now)
    content = RebindingToApprove(person.name, rebinding.takes_effect_at)
    to_manager = NewNotice(person.organisation_id, rebinding.id, content, event_id, now)
    by_old_account = to_person.to(person.id, telegram_id=replaced.telegram_id, language=replaced.language)
    second = await approvers(tx, person, rebinding)
    await tx.outbox.add([by_old_account, *(to_manager.to(one.id) for one in second)])
