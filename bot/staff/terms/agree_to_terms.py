"""Records that people agree to the terms in force, again whenever the organisation changes them."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import StateRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.staff.access import present
from bot.staff.models import Account, Speaker
from bot.staff.ports import OpenStaff, ReadStaff, StaffTransaction
from bot.staff.terms.versions import TermsInForce, Versions


class TermsChangedRefused(StateRefused):
    """The terms changed since the person agreed, or since they were shown: the person must read them first."""


@dataclass(frozen=True, slots=True)
class OutstandingTerms:
    """Finds terms that the speaker has not agreed to."""

    read: ReadStaff

    async def __call__(self, speaker: Speaker) -> TermsInForce | None:
        """Return the terms in force; None if the speaker agreed to them."""
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            in_force = await tx.terms.in_force(speaker.organisation.id)
        return None if in_force.versions == agreed_by(speaker.account) else in_force


@dataclass(frozen=True, slots=True)
class AgreeToTerms:
    """Records that the speaker agreed to exactly these versions."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, shown: Versions, *, event_id: EventId, now: datetime) -> Speaker:
        """Return the speaker as they are now; TermsChangedRefused if other terms are in force than those shown."""
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            if (await tx.terms.in_force(speaker.organisation.id)).versions != shown:
                raise TermsChangedRefused
            await tx.accounts.record_agreement(speaker.account.id, shown)
            person = speaker.person
            audit_event = AuditEvent(
                person.organisation_id, Act.TERMS_AGREED, event_id, now, person.id, person.id, agreement_facts(shown)
            )
            await tx.ledger.append(audit_event)
        account = replace(speaker.account, privacy_version=shown.privacy, agreement_version=shown.agreement)
        return replace(speaker, account=account)


async def require_agreed(tx: StaffTransaction, speaker: Speaker) -> None:
    """Raise TermsChangedRefused unless the speaker agreed to the terms in force."""
    if (await tx.terms.in_force(speaker.organisation.id)).versions != agreed_by(speaker.account):
        raise TermsChangedRefused


def agreed_by(account: Account) -> Versions:
    """Return the versions that were agreed to last."""
    return Versions(account.privacy_version, account.agreement_version)


def agreement_facts(versions: Versions) -> dict[str, str | int]:
    """Return the facts of an agreement for the ledger."""
    return {"privacy": versions.privacy, "agreement": versions.agreement}
