"""Begins a rebinding: whoever registered by another Telegram account waits, and everyone concerned is told."""

from datetime import datetime, timedelta
from uuid import UUID

from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.staff.identity.approvers import approvers
from bot.staff.identity.rebindings import Rebinding
from bot.staff.models import Account, Person
from bot.staff.notices import RebindingAnnounced, RebindingToApprove
from bot.staff.ports import StaffTransaction
from bot.staff.terms.agree_to_terms import agreement_facts
from bot.staff.terms.versions import Versions


async def begin_rebinding(
    tx: StaffTransaction,
    person: Person,
    invited_by_id: UUID | None,
    account: Account,
    *,
    delay: timedelta,
    event_id: EventId,
    now: datetime,
) -> Rebinding:
    """Keep an account that waits to speak for the person, and return the rebinding.

    `invited_by_id` is the manager who prepared it: who made the link, or enabled the kiosk.
    """
    replaced = await tx.accounts.newest(person.id)
    await tx.accounts.add_waiting(account)
    rebinding = Rebinding(
        id=derived_id(event_id, "rebinding"),
        organisation_id=person.organisation_id,
        person_id=person.id,
        account_id=account.id,
        invited_by_id=invited_by_id,
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
    tx: StaffTransaction,
    person: Person,
    rebinding: Rebinding,
    replaced: Account | None,
    event_id: EventId,
    now: datetime,
) -> None:
    announced = RebindingAnnounced(rebinding.takes_effect_at)
    to_person = NewNotice(person.organisation_id, person.id, announced, event_id, now)
    content = RebindingToApprove(person.name, rebinding.takes_effect_at)
    to_manager = NewNotice(person.organisation_id, rebinding.id, content, event_id, now)
    notices = [to_manager.to(one.id) for one in await approvers(tx, person, rebinding)]
    if replaced is not None:
        notices.append(to_person.to(person.id, telegram_id=replaced.telegram_id, language=replaced.language))
    await tx.outbox.add(notices)
