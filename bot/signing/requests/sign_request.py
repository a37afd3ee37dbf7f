"""Signs a request: makes the evidence, signs it with the person's key, and stores it with the settled request."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import assert_never
from uuid import UUID

from bot.crypto.certificates import parse_certificate
from bot.crypto.keys import mint_key, public_key
from bot.errors import StateRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.signing.models import Confirmation, Document, Signature
from bot.signing.ports import OpenSigning, ReadSigning, SigningTransaction, WakeJobs
from bot.signing.records.naming import names_signer
from bot.signing.records.record import SignedRecord, sign_record
from bot.signing.requests.evidence import Press, evidence
from bot.signing.requests.open_requests import open_next
from bot.signing.requests.request_details import (
    AlreadySettled,
    RequestDetails,
    already_settled,
    load_request,
)
from bot.staff.access import present
from bot.staff.authority import certify_tap
from bot.staff.identity.rebindings import RebindPolicy
from bot.staff.models import Speaker
from bot.staff.pins.unlock_key import UnlockKey
from bot.staff.terms.agree_to_terms import require_agreed


class PinWantedRefused(StateRefused):
    """This document requires the PIN, and none was given."""


class QualifiedWantedRefused(StateRefused):
    """This document requires a qualified signature, and the PIN cannot take its place."""


@dataclass(frozen=True, slots=True)
class Signed:
    """The request was signed, by this call or an earlier one with the same event id."""

    document: Document
    signature_id: UUID
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class OwnKey:
    """The key a record is signed with, and the certificate that names its person; both DER."""

    private: bytes = field(repr=False)
    certificate: bytes


@dataclass(frozen=True, slots=True)
class SignRequest:
    """The record is signed before the transaction that stores it; the first to settle the request wins.

    Where a tap alone confirms, there is no PIN to unlock the person's permanent key: the organisation's authority
    certifies a key for this one record, which is discarded at once. Record and certificate both say which it was.
    `nudge` runs the job that finishes documents when this one is complete.
    """

    read: ReadSigning
    open: OpenSigning
    unlock: UnlockKey
    nudge: WakeJobs
    policy: RebindPolicy

    async def __call__(
        self, speaker: Speaker, request_id: UUID, press: Press, pin: str | None, *, event_id: EventId, now: datetime
    ) -> Signed | AlreadySettled:
        """Sign it once; TermsChangedRefused; PinWrongRefused, PinLockedRefused or PinWantedRefused for the PIN."""
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            details = await load_request(tx, speaker, request_id)
            if not details.waits:
                return await settled(tx, details, event_id)
            await require_agreed(tx, speaker)
        key = await self._key(speaker, details.document, pin, event_id, now)
        rebound_at = self.policy.mark(speaker.account, now)
        record = evidence(speaker, details, press, derived_id(event_id, "signature"), now, rebound_at=rebound_at)
        return await self._store(speaker, details, sign_record(record, key.private, key.certificate), event_id, now)

    async def _key(
        self, speaker: Speaker, document: Document, pin: str | None, event_id: EventId, now: datetime
    ) -> OwnKey:
        match document.confirmation:
            case Confirmation.TAP:
                return await self._single_use_key(speaker, now)
            case Confirmation.PIN:
                if pin is None:
                    raise PinWantedRefused
                private = await self.unlock(speaker, pin, event_id=event_id, now=now)
                return OwnKey(private, speaker.account.certificate)
            case Confirmation.QUALIFIED:
                raise QualifiedWantedRefused
            case _:
                assert_never(document.confirmation)

    async def _single_use_key(self, speaker: Speaker, now: datetime) -> OwnKey:
        async with self.read() as tx:
            return await single_use_key(tx, speaker, now)

    async def _store(
        self, speaker: Speaker, details: RequestDetails, signed: SignedRecord, event_id: EventId, now: datetime
    ) -> Signed | AlreadySettled:
        signature = signature_of(details, signed, derived_id(event_id, "signature"), now)
        async with self.open() as tx:
            result, complete = await store_signature(tx, speaker, details, signature, event_id)
        if complete:
            self.nudge()
        return result


async def single_use_key(tx: SigningTransaction, speaker: Speaker, now: datetime) -> OwnKey:
    """Return a key for one record; ValueError where the database names somebody else than the lasting certificate."""
    person, lasting = speaker.person, parse_certificate(speaker.account.certificate)
    if not names_signer(lasting, person.id, person.name):
        raise ValueError("the name is not that of the person's certificate: it was not changed by the bot")
    private = mint_key()
    certificate = await certify_tap(tx, speaker.organisation, person, public_key(private), now=now)
    return OwnKey(private, certificate)


async def store_signature(
    tx: SigningTransaction, speaker: Speaker, details: RequestDetails, signature: Signature, event_id: EventId
) -> tuple[Signed | AlreadySettled, bool]:
    """Store a signature with the settled request, if it still waits; return also whether the document is complete."""
    speaker, document, now = await present(tx, speaker), details.document, signature.signed_at
    if not await claim_request(tx, details.request.id, now):
        return await settled(tx, await load_request(tx, speaker, details.request.id), event_id), False
    await tx.signatures.add(signature)
    await tx.ledger.append(_audit_event(speaker, details, signature, event_id))
    await tx.reminders.stop([details.request.id])
    await open_next(tx, document, event_id=event_id, now=now)
    await tx.documents.mark_board_stale(document.id, now)
    # Read once the document is locked, so that of two who sign at the same moment one sees that it is complete.
    complete = not await tx.requests.is_unsettled(document.id)
    return Signed(document, signature.id, signature.signed_at), complete


async def claim_request(tx: SigningTransaction, request_id: UUID, now: datetime) -> bool:
    """Settle the request; False where it is settled, or was declined on another device a moment ago."""
    await tx.requests.lock(request_id)
    return await tx.requests.sign(request_id, now)


async def settled(tx: SigningTransaction, details: RequestDetails, event_id: EventId) -> Signed | AlreadySettled:
    """Return what came of a request that waits no more: the signature of this event, or how the request stands."""
    signature = await tx.signatures.of_request(details.request.id)
    if signature is not None and signature.id == derived_id(event_id, "signature"):
        return Signed(details.document, signature.id, signature.signed_at)
    return await already_settled(tx, details)


def signature_of(
    details: RequestDetails,
    signed: SignedRecord,
    signature_id: UUID,
    now: datetime,
    container_sha256: str | None = None,
) -> Signature:
    """Return the signature that keeps a signed record."""
    return Signature(
        id=signature_id,
        organisation_id=details.document.organisation_id,
        request_id=details.request.id,
        document_id=details.document.id,
        person_id=details.request.person_id,
        record_json=signed.record_json,
        signature=signed.signature,
        certificate=signed.certificate,
        signed_at=now,
        container_sha256=container_sha256,
    )


def _audit_event(speaker: Speaker, details: RequestDetails, signature: Signature, event_id: EventId) -> AuditEvent:
    facts: dict[str, str | int] = {
        "document_id": str(details.document.id),
        "sha256": details.document.sha256,
        "signature_id": str(signature.id),
        "record_sha256": hashlib.sha256(signature.record_json).hexdigest(),
        "certificate": hashlib.sha256(signature.certificate).hexdigest(),
    }
    if signature.container_sha256:
        facts["container"] = signature.container_sha256
    organisation_id = details.document.organisation_id
    return AuditEvent(
        organisation_id, Act.SIGNED, event_id, signature.signed_at, speaker.person.id, details.request.id, facts
    )
