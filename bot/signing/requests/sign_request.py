"""Signs a request: the evidence is made and signed with the person's key, then stored together with what it settles."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import assert_never
from uuid import UUID

from bot.crypto.certificates import Issued, issue_person
from bot.crypto.keys import mint_key, public_key
from bot.errors import StateRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.signing.models import Confirmation, Document, RequestState, Signature
from bot.signing.ports import OpenSigning, SigningTransaction, WakeJobs
from bot.signing.records.evidence import Press, evidence
from bot.signing.records.record import SignedRecord, sign_record
from bot.signing.requests.request_details import AlreadySettled, RequestDetails, load_request
from bot.signing.requests.turns import next_turn
from bot.staff.models import Speaker
from bot.staff.pins.unlock_key import UnlockKey
from bot.staff.terms.agree_to_terms import require_agreed


class PinWantedRefused(StateRefused):
    """This document is confirmed with the PIN, and none was given."""


@dataclass(frozen=True, slots=True)
class Signed:
    """The answer: signed, by this or an earlier asking of the same cause."""

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
    """The key is opened and the record signed before the transaction; the first to settle the request wins it.

    Where a tap alone confirms, nobody gave the PIN that opens the person's lasting key: the organisation's authority
    certifies a key for this one record, which is forgotten at once. The record's `method` says which it was.
    `nudge` is told that a document may have become complete.
    """

    open: OpenSigning
    unlock: UnlockKey
    nudge: WakeJobs

    async def __call__(
        self, speaker: Speaker, request_id: UUID, press: Press, pin: str | None, *, event_id: EventId, now: datetime
    ) -> Signed | AlreadySettled:
        """Sign it once; TermsChangedRefused; PinWrongRefused, PinLockedRefused or PinWantedRefused for the PIN."""
        async with self.open() as tx:
            asked = await load_request(tx, speaker, request_id)
            if asked.request.state.final:
                return await _settled(tx, asked, event_id)
            await require_agreed(tx, speaker)
        key = await self._key(speaker, asked.document, pin, event_id, now)
        record = evidence(speaker, asked, press, derived_id(event_id, "signature"), now)
        answer = await self._store(speaker, asked, sign_record(record, key.private, key.certificate), event_id, now)
        self.nudge()
        return answer

    async def _key(
        self, speaker: Speaker, document: Document, pin: str | None, event_id: EventId, now: datetime
    ) -> OwnKey:
        match document.confirmation:
            case Confirmation.TAP:
                return await self._key_for_once(speaker, now)
            case Confirmation.PIN:
                if pin is None:
                    raise PinWantedRefused
                private = await self.unlock(speaker, pin, event_id=event_id, now=now)
                return OwnKey(private, speaker.account.certificate)
            case _:
                assert_never(document.confirmation)

    async def _key_for_once(self, speaker: Speaker, now: datetime) -> OwnKey:
        async with self.open() as tx:
            keys = await tx.organisations.keys(speaker.organisation.id)
        authority, private = Issued(speaker.organisation.ca_certificate, keys.ca), mint_key()
        person = speaker.person
        return OwnKey(private, issue_person(authority, public_key(private), person.name, str(person.id), now))

    async def _store(
        self, speaker: Speaker, asked: RequestDetails, signed: SignedRecord, event_id: EventId, now: datetime
    ) -> Signed | AlreadySettled:
        signature = _signature(asked, signed, derived_id(event_id, "signature"), now)
        async with self.open() as tx:
            if not await tx.requests.settle(asked.request.id, RequestState.SIGNED, now):
                return await _settled(tx, asked, event_id)
            await tx.signatures.add(signature)
            await tx.ledger.append(_audit_event(speaker, asked, signature, event_id))
            await tx.reminders.stop([asked.request.id])
            await next_turn(tx, asked.document, event_id=event_id, now=now)
            await tx.documents.board_behind(asked.document.id, now)
        return Signed(asked.document, signature.id, signature.signed_at)


async def _settled(tx: SigningTransaction, asked: RequestDetails, event_id: EventId) -> Signed | AlreadySettled:
    signature = await tx.signatures.of_request(asked.request.id)
    if signature is not None and signature.id == derived_id(event_id, "signature"):
        return Signed(asked.document, signature.id, signature.signed_at)
    now_is = await tx.requests.get(asked.document.organisation_id, asked.request.id)
    return AlreadySettled(asked.document, (now_is or asked.request).state)


def _signature(asked: RequestDetails, signed: SignedRecord, signature_id: UUID, now: datetime) -> Signature:
    return Signature(
        id=signature_id,
        organisation_id=asked.document.organisation_id,
        request_id=asked.request.id,
        document_id=asked.document.id,
        person_id=asked.request.person_id,
        record_json=signed.record_json,
        signature=signed.signature,
        certificate=signed.certificate,
        signed_at=now,
    )


def _audit_event(speaker: Speaker, asked: RequestDetails, signature: Signature, event_id: EventId) -> AuditEvent:
    facts: dict[str, str | int] = {
        "document_id": str(asked.document.id),
        "sha256": asked.document.sha256,
        "signature_id": str(signature.id),
        "record_sha256": hashlib.sha256(signature.record_json).hexdigest(),
    }
    organisation_id = asked.document.organisation_id
    return AuditEvent(
        organisation_id, Act.SIGNED, event_id, signature.signed_at, speaker.person.id, asked.request.id, facts
    )
