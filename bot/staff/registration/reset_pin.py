"""A forgotten PIN: a manager agrees, then the person chooses a new one, which makes a new key. Old signatures stay.

The old key is gone for good: nobody can open its envelope any more, and nobody needs to. Its certificate stays.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.crypto.keys import mint_key
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.staff.models import Person, Speaker
from bot.staff.notices import PinResetApproved, PinResetRejected, PinResetRequested
from bot.staff.ports import OpenStaff, ReadStaff, StaffTransaction
from bot.staff.registration.approval_requests import ApprovalKind, ApprovalRequest, Stage
from bot.staff.registration.approvals import ApprovalPolicy, ApprovalRequestOverRefused, ask_managers, decide, decided
from bot.staff.registration.register import certify, require_strong
from bot.staff.registration.unlock_key import KeyStore

CHOSEN_WITHIN = timedelta(days=1)
"""From the approval: it is for the one who is known to hold the phone now."""

_ASKED = ApprovalPolicy(ApprovalKind.PIN_RESET, Act.PIN_RESET_REQUESTED, lambda person: PinResetRequested(person.name))
_APPROVED = ApprovalPolicy(ApprovalKind.PIN_RESET, Act.PIN_RESET_APPROVED, lambda _: PinResetApproved())
_REFUSED = ApprovalPolicy(ApprovalKind.PIN_RESET, Act.PIN_RESET_REFUSED, lambda _: PinResetRejected())


@dataclass(frozen=True, slots=True)
class AskPinReset:
    """Asks those who may decide; asked again, it answers how the petition stands."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, *, event_id: EventId, now: datetime) -> ApprovalRequest:
        """Return the living petition: approved, a new PIN may be chosen; NobodyToAskRefused."""
        async with self.open() as tx:
            return await ask_managers(tx, speaker, _ASKED, event_id=event_id, now=now)


@dataclass(frozen=True, slots=True)
class FindPinReset:
    """Answers how the speaker's asking stands."""

    read: ReadStaff

    async def __call__(self, speaker: Speaker, *, now: datetime) -> ApprovalRequest | None:
        """Return the living petition; None when nothing is asked."""
        async with self.read() as tx:
            return await tx.approval_requests.living(speaker.account.id, ApprovalKind.PIN_RESET, now)


@dataclass(frozen=True, slots=True)
class DecidePinReset:
    """A manager agrees or does not; the person is told."""

    open: OpenStaff

    async def __call__(
        self, speaker: Speaker, approval_request_id: UUID, *, approve: bool, event_id: EventId, now: datetime
    ) -> Person:
        """Return whose PIN it is; NotAllowedRefused, PersonDismissedRefused, PetitionOverRefused."""
        asking, stage = (_APPROVED, Stage.APPROVED) if approve else (_REFUSED, Stage.REFUSED)
        async with self.open() as tx:
            before = await decided(tx, speaker, asking.act, event_id)
            if before is not None:
                return before
            until = now + CHOSEN_WITHIN
            return await decide(
                tx, speaker, approval_request_id, asking, stage, until=until, event_id=event_id, now=now
            )


@dataclass(frozen=True, slots=True)
class ResetPin:
    """Makes a new key under a new PIN, once for each approval; the tries are forgotten."""

    open: OpenStaff
    key_store: KeyStore

    async def __call__(self, speaker: Speaker, pin: str, *, event_id: EventId, now: datetime) -> None:
        """Make it; PinWeakRefused, PetitionOverRefused."""
        require_strong(pin)
        private_der = mint_key()
        envelope = await self.key_store.lock(private_der, pin)
        async with self.open() as tx:
            if await tx.ledger.find(event_id, Act.PIN_RESET) is None:
                await self._renew(tx, speaker, private_der, envelope, event_id, now)

    async def _renew(
        self,
        tx: StaffTransaction,
        speaker: Speaker,
        private_der: bytes,
        envelope: bytes,
        event_id: EventId,
        now: datetime,
    ) -> None:
        account, person = speaker.account, speaker.person
        approval_request = await tx.approval_requests.living(account.id, ApprovalKind.PIN_RESET, now)
        if approval_request is None or not await tx.approval_requests.use(approval_request.id, now):
            raise ApprovalRequestOverRefused(name=person.name)
        keys = await tx.organisations.keys(speaker.organisation.id)
        certificate = certify(speaker.organisation, keys.ca, person, private_der, now)
        await tx.accounts.new_key(account.id, certificate=certificate, key_envelope=envelope)
        facts: dict[str, str | int] = {
            "approval_request": str(approval_request.id),
            "old_certificate": hashlib.sha256(account.certificate).hexdigest(),
            "new_certificate": hashlib.sha256(certificate).hexdigest(),
        }
        audit_event = AuditEvent(person.organisation_id, Act.PIN_RESET, event_id, now, person.id, person.id, facts)
        await tx.ledger.append(audit_event)
