"""Resets a forgotten PIN: a manager approves, then the person chooses a new PIN and gets a new key.

Nobody can unlock the old key any more. Its certificate is revoked, and kept so that old signatures can be verified.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.crypto.keys import mint_key, public_key
from bot.crypto.revocation import Reason
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.staff.access import present
from bot.staff.approvals.approval_requests import ApprovalKind, ApprovalRequest, Stage
from bot.staff.approvals.decide_requests import (
    ApprovalPolicy,
    ApprovalRequestOverRefused,
    decide,
    decided,
    request_approval,
)
from bot.staff.authority import certify_key
from bot.staff.models import Person, Speaker
from bot.staff.notices import PinResetApproved, PinResetRejected, PinResetRequested
from bot.staff.pins.key_store import KeyStore, require_strong
from bot.staff.ports import OpenStaff, ReadStaff, StaffTransaction
from bot.staff.revocation.revoke_certificate import revoke_certificate

CHOOSE_WITHIN = timedelta(days=1)
"""How long an approval is valid: it is meant for the person who holds the phone now."""

_REQUESTED = ApprovalPolicy(
    ApprovalKind.PIN_RESET, Act.PIN_RESET_REQUESTED, lambda person: PinResetRequested(person.name)
)
_APPROVED = ApprovalPolicy(ApprovalKind.PIN_RESET, Act.PIN_RESET_APPROVED, lambda _: PinResetApproved())
_REJECTED = ApprovalPolicy(ApprovalKind.PIN_RESET, Act.PIN_RESET_REJECTED, lambda _: PinResetRejected())


@dataclass(frozen=True, slots=True)
class RequestPinReset:
    """Asks the managers for a reset; a second request returns the first one."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, *, event_id: EventId, now: datetime) -> ApprovalRequest:
        """Return the open request, which may be approved already; NobodyToAskRefused."""
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            return await request_approval(tx, speaker, _REQUESTED, event_id=event_id, now=now)


@dataclass(frozen=True, slots=True)
class FindPinResetRequest:
    """Finds the speaker's request for a reset."""

    read: ReadStaff

    async def __call__(self, speaker: Speaker, *, now: datetime) -> ApprovalRequest | None:
        """Return the open request, None without one."""
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            return await tx.approval_requests.find_open(speaker.account.id, ApprovalKind.PIN_RESET, now)


@dataclass(frozen=True, slots=True)
class DecidePinReset:
    """A manager approves or rejects a reset; the person is notified."""

    open: OpenStaff

    async def __call__(
        self, speaker: Speaker, approval_request_id: UUID, *, approve: bool, event_id: EventId, now: datetime
    ) -> Person:
        """Return whose PIN it is; NotAllowedRefused, PersonDismissedRefused, ApprovalRequestOverRefused."""
        policy, stage = (_APPROVED, Stage.APPROVED) if approve else (_REJECTED, Stage.REJECTED)
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            before = await decided(tx, speaker, policy.act, event_id)
            if before is not None:
                return before
            until = now + CHOOSE_WITHIN
            return await decide(
                tx, speaker, approval_request_id, policy, stage, until=until, event_id=event_id, now=now
            )


@dataclass(frozen=True, slots=True)
class ResetPin:
    """Makes a new key under a new PIN, once for each approval, and resets the tries."""

    open: OpenStaff
    key_store: KeyStore

    async def __call__(self, speaker: Speaker, pin: str, *, event_id: EventId, now: datetime) -> None:
        """Make it; PinWeakRefused, ApprovalRequestOverRefused."""
        require_strong(pin)
        private_der = mint_key()
        envelope = await self.key_store.lock(private_der, pin)
        async with self.open() as tx:
            speaker = await present(tx, speaker)
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
        approval_request = await tx.approval_requests.find_open(account.id, ApprovalKind.PIN_RESET, now)
        if approval_request is None or not await tx.approval_requests.use(approval_request.id, now):
            raise ApprovalRequestOverRefused(name=person.name)
        certificate = await certify_key(tx, person, public_key(private_der), event_id=event_id, now=now)
        await tx.accounts.replace_key(account.id, certificate=certificate, key_envelope=envelope)
        await revoke_certificate(tx, person, account.certificate, Reason.SUPERSEDED, now)
        facts: dict[str, str | int] = {
            "approval_request": str(approval_request.id),
            "old_certificate": hashlib.sha256(account.certificate).hexdigest(),
            "new_certificate": hashlib.sha256(certificate).hexdigest(),
        }
        audit_event = AuditEvent(person.organisation_id, Act.PIN_RESET, event_id, now, person.id, person.id, facts)
        await tx.ledger.append(audit_event)
