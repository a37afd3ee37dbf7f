"""Takes back a document that its recipient signed elsewhere: the same bytes, a qualified signature, the same person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from bot.errors import InputRefused, StateRefused
from bot.ids import EventId, derived_id
from bot.qualified.in_workers import NamedFile
from bot.qualified.judge_signatures import JudgeSignatures, Report, ignore
from bot.qualified.judgement import Judgement, Kind
from bot.signing.models import Confirmation
from bot.signing.ports import OpenSigning, ReadSigning, SigningTransaction, WakeJobs
from bot.signing.qualified.names import names_person
from bot.signing.records.record import Container, parse_record, sign_record
from bot.signing.requests.evidence import Press, evidence
from bot.signing.requests.request_details import AlreadySettled, RequestDetails, load_request
from bot.signing.requests.sign_request import Signed, settled, signature_of, single_use_key, store_signature
from bot.staff.access import present
from bot.staff.identity.rebindings import RebindPolicy
from bot.staff.models import Speaker
from bot.staff.terms.agree_to_terms import require_agreed

_SMALL: Final = 256 * 1024
"""A signature that is apart from its document is smaller than this, and is always taken."""
_MOST_TOGETHER: Final = 20 << 20
"""Bytes of the larger files that one finished file carries: bots send at most 50 MB."""
_CLOCKS_DIFFER: Final = timedelta(minutes=5)


class QualifiedUnwantedRefused(StateRefused):
    """The document is confirmed with the button, not with a qualified signature."""


class SignatureDiffersRefused(InputRefused):
    """The file is no signature of the very bytes of the document."""


class SignatureForeignRefused(InputRefused):
    """The certificate names somebody else. Facts: certified, listed (the names)."""


class SignatureOfSealRefused(InputRefused):
    """The certificate is an organisation's, for seals: a person has to sign."""


class SignatureEarlyRefused(InputRefused):
    """It was made before the document was sent to the person: for an earlier one with the same bytes."""


class SignatureTakenRefused(InputRefused):
    """Somebody else of the same name has confirmed the document with this certificate."""


class SignatureLargeRefused(InputRefused):
    """The finished file would become too large with it; a signature apart from the document would not."""


@dataclass(frozen=True, slots=True)
class SignatureAnswer:
    """What came of it: `result`, or None where nothing is proven to be qualified; then `unproven` says why."""

    result: Signed | AlreadySettled | None
    unproven: Judgement | None = None


@dataclass(frozen=True, slots=True)
class AcceptSignature:
    """For recipients, instead of the PIN. The first to settle the request wins, as with any other confirmation.

    The record is signed with a key that the organisation's authority certifies for it alone. It names the file with
    the qualified signature by its hash, and both names: that of the staff list and that of the certificate.
    """

    read: ReadSigning
    open: OpenSigning
    judge: JudgeSignatures
    nudge: WakeJobs
    policy: RebindPolicy

    async def __call__(
        self,
        speaker: Speaker,
        request_id: UUID,
        press: Press,
        given: NamedFile,
        *,
        event_id: EventId,
        now: datetime,
        report: Report = ignore,
    ) -> SignatureAnswer:
        """Judge the file and sign with it once; the refusals above, TermsChangedRefused, what judging refuses."""
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            details = await load_request(tx, speaker, request_id)
            if not details.waits:
                return SignatureAnswer(await settled(tx, details, event_id))
            await require_agreed(tx, speaker)
            if details.document.confirmation is not Confirmation.QUALIFIED:
                raise QualifiedUnwantedRefused
            document = await tx.blobs.get(details.document.organisation_id, details.document.sha256)
            key = await single_use_key(tx, speaker, now)
        sent = NamedFile(details.document.file_name, document)
        judged = await self.judge.about(given, sent, now=now, report=report)
        if not judged:
            raise SignatureDiffersRefused
        qualified = [one for one in judged if one.qualified]
        if not qualified:
            return SignatureAnswer(None, min(judged, key=lambda one: len(one.unproven)))
        container = _container(given, _require_own(qualified, speaker, details))
        signature_id, rebound_at = derived_id(event_id, "signature"), self.policy.mark(speaker.account, now)
        record = evidence(speaker, details, press, signature_id, now, rebound_at=rebound_at, container=container)
        signed = sign_record(record, key.private, key.certificate)
        signature = signature_of(details, signed, signature_id, now, container.sha256)
        async with self.open() as tx:
            await tx.blobs.put(details.document.organisation_id, given.data, now)
            result, complete = await store_signature(tx, speaker, details, signature, event_id)
            await _require_fitting(tx, details, container, given)
        if complete:
            self.nudge()
        return SignatureAnswer(result)


def _require_own(qualified: Sequence[Judgement], speaker: Speaker, details: RequestDetails) -> Judgement:
    """Return the signature of the person, made since the document was sent to them."""
    listed = speaker.person.name
    theirs = [one for one in qualified if one.signer and names_person(listed, one.signer.name)]
    if not theirs:
        certified = ", ".join(dict.fromkeys(one.signer.name for one in qualified if one.signer))
        raise SignatureForeignRefused(certified=certified, listed=listed)
    people = [one for one in theirs if one.chain.kind is Kind.SIGNATURE]
    if not people:
        raise SignatureOfSealRefused
    sent_at = details.request.sent_at or details.document.created_at
    recent = [one for one in people if one.moment.at and one.moment.at >= sent_at - _CLOCKS_DIFFER]
    if not recent:
        raise SignatureEarlyRefused
    return recent[0]


def _container(given: NamedFile, own: Judgement) -> Container:
    signer, at = own.signer, own.moment.at
    if signer is None or at is None:
        raise ValueError("a qualified signature without a signer or a time")
    return Container(
        sha256=sha256(given.data).hexdigest(),
        format=own.format,
        name=signer.name,
        issuer=signer.issuer,
        certificate_sha256=signer.certificate_sha256,
        trusted_list=own.chain.trusted_list or "",
        stamped_at=at,
    )


async def _require_fitting(
    tx: SigningTransaction, details: RequestDetails, container: Container, given: NamedFile
) -> None:
    """Compare a signature, once it is stored, with the others of the document: none comes in between from then on."""
    await _require_unshared(tx, details, container)
    await _require_room(tx, details, given)


async def _require_unshared(tx: SigningTransaction, details: RequestDetails, container: Container) -> None:
    """Refuse a certificate by which a namesake confirmed the document: they have one each."""
    for other in await tx.signatures.of_document(details.document.id):
        said = parse_record(other.record_json).container
        shared = said is not None and said.certificate_sha256 == container.certificate_sha256
        if shared and other.person_id != details.request.person_id:
            raise SignatureTakenRefused


async def _require_room(tx: SigningTransaction, details: RequestDetails, given: NamedFile) -> None:
    """Refuse a file with which the finished one could not be sent."""
    if len(given.data) > _SMALL and await tx.signatures.containers_size(details.document.id) > _MOST_TOGETHER:
        raise SignatureLargeRefused
