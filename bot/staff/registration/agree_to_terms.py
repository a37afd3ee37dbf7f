"""Agreeing to the words in force: at registration, and again whenever the organisation has changed them."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import StateRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.staff.models import Account, Speaker
from bot.staff.organisation.terms import TermsInForce, Versions
from bot.staff.ports import OpenStaff, ReadStaff, StaffTransaction


class TermsChangedRefused(StateRefused):
    """The words were changed since the person agreed, or since they were shown: they are read anew first."""


@dataclass(frozen=True, slots=True)
class OutstandingTerms:
    """Looks whether there are words that the speaker has not agreed to."""

    read: ReadStaff

    async def __call__(self, speaker: Speaker) -> TermsInForce | None:
        """Return them; None when the speaker agreed to what is in force."""
        async with self.read() as tx:
            in_force = await tx.terms.in_force(speaker.organisation.id)
        return None if in_force.versions == agreed_by(speaker.account) else in_force


@dataclass(frozen=True, slots=True)
class AgreeToTerms:
    """Records that the speaker read and agreed to exactly these words."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, shown: Versions, *, event_id: EventId, now: datetime) -> Speaker:
        """Return the speaker as they are now; TermsChangedRefused when other words are in force than those shown."""
        async with self.open() as tx:
            if (await tx.terms.in_force(speaker.organisation.id)).versions != shown:
                raise TermsChangedRefused
            await tx.accounts.agreed(speaker.account.id, shown)
            person = speaker.person
            audit_event = AuditEvent(
                person.organisation_id, Act.TERMS_AGREED, event_id, now, person.id, person.id, entered(shown)
            )
            await tx.ledger.append(audit_event)
        account = replace(speaker.account, privacy_version=shown.privacy, agreement_version=shown.agreement)
        return replace(speaker, account=account)


async def require_agreed(tx: StaffTransaction, speaker: Speaker) -> None:
    """Let pass who agreed to the words in force; TermsChangedRefused."""
    if (await tx.terms.in_force(speaker.organisation.id)).versions != agreed_by(speaker.account):
        raise TermsChangedRefused


def agreed_by(account: Account) -> Versions:
    """Return which words were agreed to last."""
    return Versions(account.privacy_version, account.agreement_version)


def entered(versions: Versions) -> dict[str, str | int]:
    """Return what the ledger tells of an agreement."""
    return {"privacy": versions.privacy, "agreement": versions.agreement}
