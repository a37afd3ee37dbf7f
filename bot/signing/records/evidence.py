"""Gathers what a signature record tells, from what the house knows of the person, the document and the press. Pure."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.signing.models import Document
from bot.signing.records.record import (
    SCHEMA,
    Act,
    Agreement,
    Method,
    Outcome,
    Party,
    SignatureRecord,
    Signer,
    Statement,
    Subject,
)
from bot.signing.requests.request_details import RequestDetails
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class Press:
    """The confirming press: the words that stood above the button, and Telegram's ids of what brought it."""

    statement: str
    language: str
    update_id: int | None
    callback_id: str | None
    message_id: int | None


def evidence(
    speaker: Speaker, asked: RequestDetails, press: Press, signature_id: UUID, now: datetime
) -> SignatureRecord:
    """Make the record of one confirmation."""
    document = asked.document
    return SignatureRecord(
        schema=SCHEMA,
        id=signature_id,
        request_id=asked.request.id,
        organisation=Party(speaker.organisation.id, speaker.organisation.name),
        signer=_signer(speaker),
        agreement=Agreement(speaker.account.agreement_version, speaker.account.language),
        document=subject_of(document),
        statement=Statement(press.statement, press.language),
        act=_act(asked, press, now),
        result=Outcome.of(document.class_),
    )


def _signer(speaker: Speaker) -> Signer:
    person, account = speaker.person, speaker.account
    return Signer(
        person_id=person.id,
        name=person.name,
        personnel_number=person.personnel_number,
        position=person.position,
        department=person.department,
        telegram_id=account.telegram_id,
        phone=account.phone,
        identified_by=account.identified_by,
        identified_at=account.bound_at,
    )


def subject_of(document: Document) -> Subject:
    """Name the document as evidence does."""
    return Subject(
        id=document.id,
        sha256=document.sha256,
        size=document.size,
        name=document.file_name,
        title=document.title,
        version=document.version,
        class_=document.class_,
    )


def _act(asked: RequestDetails, press: Press, now: datetime) -> Act:
    return Act(
        method=Method.of(asked.document.confirmation),
        confirmed_at=now,
        update_id=press.update_id,
        callback_id=press.callback_id,
        message_id=press.message_id,
        delivered_at=asked.request.delivered_at,
        opened_at=asked.request.opened_at,
    )
