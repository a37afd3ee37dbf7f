"""What signing tells people: the facts of its notices, written in the transaction that causes them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from bot.ids import EventId
from bot.notices.outbox import Facts, Kind, Telling
from bot.signing.models import Document, Request, RequestState, Tally
from bot.signing.ports import SigningTransaction


def facts_of(document: Document) -> Facts:
    """Return what every notice about a document tells; the deadline is ISO 8601, UTC."""
    return {
        "document_id": str(document.id),
        "title": document.title,
        "class": document.class_.value,
        "version": document.version,
        "fingerprint": document.fingerprint,
        "deadline": document.deadline_at.isoformat(),
        "handing": document.handing.value,
    }


def file_facts(document: Document) -> Facts:
    """Return which of the house's files a notice brings: the very bytes to be signed."""
    return {"sha256": document.sha256, "file_name": document.file_name}


def board_facts(document: Document, tally: Tally, message_id: int | None = None) -> Facts:
    """Return what a board shows; with `message_id`, it is shown in the place of that message."""
    counts: Facts = {
        "total": tally.total,
        "delivered": tally.delivered,
        "opened": tally.opened,
        "signed": tally.signed,
        "declined": tally.declined,
        "final": tally.final,
        "put_off": tally.retry_later,
        "by_email": tally.by_email,
        "by_sms": tally.by_sms,
        "unreached": tally.unreached,
    }
    state: Facts = {
        "voided": int(document.voided_at is not None),
        "finished": int(document.finished_at is not None),
        "series": int(document.is_series),
        "act": int(document.about_request_id is not None),
    }
    place: Facts = {} if message_id is None else {"message_id": message_id}
    return {**facts_of(document), **counts, **state, **place}


async def remind(
    tx: SigningTransaction,
    document: Document,
    requests: Iterable[Request],
    *,
    step: str,
    event_id: EventId,
    now: datetime,
) -> None:
    """Remind of open requests; `step` says which reminder it is."""
    facts = facts_of(document) | {"step": step}
    await tx.outbox.add(
        Telling(document.organisation_id, Kind.REQUEST_REMINDER, request.id, event_id, now, facts).to(request.person_id)
        for request in requests
    )


async def tell_about(
    tx: SigningTransaction,
    document: Document,
    kind: Kind,
    facts: Facts,
    people: Iterable[UUID],
    *,
    event_id: EventId,
    now: datetime,
) -> None:
    """Tell people something about a document as a whole, each once."""
    telling = Telling(document.organisation_id, kind, document.id, event_id, now, facts_of(document) | facts)
    await tx.outbox.add(telling.to(person_id) for person_id in dict.fromkeys(people))


async def tell_ended(
    tx: SigningTransaction,
    document: Document,
    requests: Iterable[Request],
    state: str,
    *,
    event_id: EventId,
    now: datetime,
) -> None:
    """Tell those whose open request was ended by others, and how (`state`); who was never asked hears nothing."""
    facts = facts_of(document) | {"state": state}
    await tx.outbox.add(
        Telling(document.organisation_id, Kind.REQUEST_VOIDED, request.id, event_id, now, facts).to(request.person_id)
        for request in requests
        if request.state is RequestState.OPEN
    )
