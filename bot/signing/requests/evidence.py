"""Words what a person confirms, and builds the signature record of one confirmation. Pure."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.errors import StateRefused
from bot.signing.records.record import (
    SCHEMA,
    Act,
    ActChannel,
    Agreement,
    Container,
    Kiosk,
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
from bot.texts.words import Words


class StatementChangedRefused(StateRefused):
    """The statement that was shown is not the one that would be signed now."""


@dataclass(frozen=True, slots=True)
class Press:
    """What confirms: a press or the file that was sent, the statement above it, and the ids of Telegram or the kiosk.

    A file has no callback id, and its message is the one with the file.
    """

    statement: str
    language: str
    update_id: int | None = None
    callback_id: str | None = None
    message_id: int | None = None
    kiosk: Kiosk | None = None


def statement(words: Words, details: RequestDetails) -> str:
    """Return the exact text that is confirmed and kept as evidence; no markup.

    It names the person first asked where the request was handed on.
    """
    document = details.document
    text = words.plain(
        f"signing-statement-{document.class_}",
        title=document.title,
        version=document.version,
        fingerprint=document.fingerprint,
    )
    instead = words.plain("signing-statement-instead", name=details.instead_of) if details.instead_of else ""
    return f"{text} {instead}".rstrip()


def evidence(
    speaker: Speaker,
    details: RequestDetails,
    press: Press,
    signature_id: UUID,
    now: datetime,
    *,
    rebound_at: datetime | None,
    container: Container | None = None,
) -> SignatureRecord:
    """Return the record of one confirmation; `rebound_at` is set if the account replaced another one recently.

    `container` is the qualified signature, where the document requires one. StatementChangedRefused where none was
    shown: the request waited for no answer then, and waits again because the person took back that they declined.
    """
    if not press.statement:
        raise StatementChangedRefused
    document = details.document
    return SignatureRecord(
        schema=SCHEMA,
        id=signature_id,
        request_id=details.request.id,
        organisation=Party(speaker.organisation.id, speaker.organisation.name),
        signer=_signer(speaker, rebound_at),
        agreement=Agreement(speaker.account.agreement_version, speaker.account.language),
        document=Subject.of(document),
        statement=Statement(press.statement, press.language),
        act=_act(details, press, now),
        result=Outcome.of(document.class_),
        container=container,
    )


def _signer(speaker: Speaker, rebound_at: datetime | None) -> Signer:
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
        rebound_at=rebound_at,
    )


def _act(details: RequestDetails, press: Press, now: datetime) -> Act:
    return Act(
        method=Method.of(details.document.confirmation),
        channel=ActChannel.TELEGRAM if press.kiosk is None else ActChannel.KIOSK,
        kiosk=press.kiosk,
        confirmed_at=now,
        update_id=press.update_id,
        callback_id=press.callback_id,
        message_id=press.message_id,
        delivered_at=details.request.delivered_at,
        opened_at=details.request.opened_at,
    )
