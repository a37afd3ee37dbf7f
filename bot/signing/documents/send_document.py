"""Sends a document: stores it, a request for each recipient, and the first notices, in one transaction."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.errors import InputRefused, StateRefused
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.signing.documents.audience import Audience, recipients
from bot.signing.documents.deadlines import require_ahead
from bot.signing.documents.receive_file import Received
from bot.signing.models import (
    Class,
    Confirmation,
    Document,
    EndReason,
    Handing,
    MarkPlace,
    Order,
    Request,
    RequestState,
    Tally,
)
from bot.signing.ports import OpenSigning, SigningTransaction
from bot.signing.qualified.demand_signatures import confirmation_of
from bot.signing.requests.end_requests import end_open_requests
from bot.signing.requests.new_version import newest_version, notify_left_out
from bot.signing.requests.open_requests import open_requests, whose_turn
from bot.signing.requests.request_details import load_sendable
from bot.staff.access import NotAllowedRefused, present_manager
from bot.staff.models import Person, Speaker
from bot.texts.lines import one_line

LONGEST_TITLE = 200
FIRST_VERSION = 1


class TitleEmptyRefused(InputRefused):
    """A document needs a title."""


class TitleLongRefused(InputRefused):
    """The title is too long. Facts: most (characters)."""


class NobodyChosenRefused(StateRefused):
    """None of the chosen people is registered."""


class WarningUnacceptedRefused(StateRefused):
    """The warning about documents of this class must be accepted before sending."""


class FileChangingRefused(StateRefused):
    """The file can show something else later; a fixed copy of it can be sent."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document about to be sent: the file and the manager's answers; `replaces` names the version before it.

    `accepted_warning` is the exact text that the manager accepted.
    """

    file: Received
    title: str
    class_: Class
    audience: Audience
    deadline_at: datetime
    order: Order
    confirmation: Confirmation
    replaces: UUID | None = None
    handing: Handing = Handing.SELF
    accepted_warning: str | None = None
    mark: MarkPlace = MarkPlace.NONE


@dataclass(frozen=True, slots=True)
class Sent:
    """The document that was sent, how many of its requests are in which state, and in a sequence whose `turn` it is."""

    document: Document
    tally: Tally
    turn: str | None


@dataclass(frozen=True, slots=True)
class SendDocument:
    """For managers. In a sequence only the first recipient is notified now, the others when it is their turn.

    A new version voids the newest version there is in the same transaction, also where it was begun from an older one.
    Whatever the draft says, it is confirmed with a qualified signature where the organisation demands that now.
    """

    open: OpenSigning

    async def __call__(self, speaker: Speaker, draft: Draft, *, event_id: EventId, now: datetime) -> Sent:
        """Send it; refused for a bad title, a passed deadline, a warning not accepted, or without recipients."""
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            known = await tx.documents.get(speaker.organisation.id, derived_id(event_id, "document"))
            if known is not None:
                return Sent(known, await tx.requests.tally(known.id), await whose_turn(tx, known))
            title = require_title(draft.title)
            require_ahead(draft.deadline_at, now)
            if draft.class_ is Class.WITNESS:
                raise NotAllowedRefused
            if draft.file.changing:
                raise FileChangingRefused
            confirmation = confirmation_of(speaker.organisation, draft.class_, draft.confirmation)
            if draft.class_.warned(confirmation) and not draft.accepted_warning:
                raise WarningUnacceptedRefused
            people = await recipients(tx, speaker.organisation.id, draft.audience, now)
            if not people:
                raise NobodyChosenRefused
            stays = {one.id for one in people}
            old = await _void_newest(tx, speaker, draft.replaces, stays, event_id=event_id, now=now)
            document = _document(speaker, replace(draft, confirmation=confirmation), title, old, event_id, now)
            await _send(tx, document, people, event_id, now)
            if old is not None:
                await notify_left_out(tx, document, old, stays, event_id=event_id, now=now)
            tally = Tally(len(people), delivered=0, opened=0, signed=0, declined=0, final=0)
            return Sent(document, tally, await whose_turn(tx, document))


def require_title(text: str) -> str:
    """Return a title in one line; refused when empty or longer than `LONGEST_TITLE`."""
    title = one_line(text)
    if not title:
        raise TitleEmptyRefused
    if len(title) > LONGEST_TITLE:
        raise TitleLongRefused(most=LONGEST_TITLE)
    return title


def _document(
    speaker: Speaker, draft: Draft, title: str, old: Document | None, event_id: EventId, now: datetime
) -> Document:
    document_id = derived_id(event_id, "document")
    return Document(
        id=document_id,
        organisation_id=speaker.organisation.id,
        author_id=speaker.person.id,
        title=title,
        class_=draft.class_,
        version=old.version + 1 if old else FIRST_VERSION,
        file_name=draft.file.file_name,
        media_type=draft.file.media_type,
        sha256=draft.file.sha256,
        size=draft.file.size,
        order=Order.TOGETHER if draft.file.personal else draft.order,
        confirmation=draft.confirmation,
        deadline_at=draft.deadline_at,
        created_at=now,
        carrying=draft.file.carrying,
        handing=draft.handing if draft.class_.handed_on and not draft.file.personal else Handing.SELF,
        accepted_warning=draft.accepted_warning if draft.class_.warned(draft.confirmation) else None,
        series_id=document_id if draft.file.personal else None,
        replaces_id=old.id if old else None,
        pages=draft.file.pages,
        margin_marks=draft.file.marked > 0,
        mark=draft.mark if draft.mark in draft.file.places else MarkPlace.NONE,
    )


async def _send(
    tx: SigningTransaction, document: Document, people: list[Person], event_id: EventId, now: datetime
) -> None:
    requests = [_request(document, person, place, event_id, now) for place, person in enumerate(people, start=1)]
    await tx.documents.add(document)
    await tx.requests.add(requests)
    await tx.ledger.append(_audit_event(document, len(people), event_id, now))
    opened = [request for request in requests if request.state is RequestState.OPEN]
    await open_requests(tx, document, opened, event_id=event_id, now=now)


async def _void_newest(
    tx: SigningTransaction,
    speaker: Speaker,
    document_id: UUID | None,
    stays: Collection[UUID],
    *,
    event_id: EventId,
    now: datetime,
) -> Document | None:
    """Void the newest version of a document, if it is to be replaced, and return it; a finished one stays as it is."""
    if document_id is None:
        return None
    await tx.documents.lock(document_id)  # another new version that is sent at this moment is then the newest
    chosen = await load_sendable(tx, speaker, document_id)
    old = await newest_version(tx, chosen) or chosen
    if await tx.documents.void(old.id, now):
        await end_open_requests(tx, old, EndReason.REPLACED, event_id=event_id, now=now, stays=stays)
        facts: dict[str, str | int] = {"sha256": old.sha256, "replaced_by": str(derived_id(event_id, "document"))}
        audit_event = AuditEvent(old.organisation_id, Act.VOIDED, event_id, now, speaker.person.id, old.id, facts)
        await tx.ledger.append(audit_event)
    return old


def _request(document: Document, person: Person, place: int, event_id: EventId, now: datetime) -> Request:
    # The request for a personal copy is opened when the copy is drawn.
    opened = not document.is_series and (document.order is Order.TOGETHER or place == 1)
    return Request(
        id=derived_id(event_id, "request", person.id),
        organisation_id=document.organisation_id,
        document_id=document.id,
        person_id=person.id,
        place=place,
        state=RequestState.OPEN if opened else RequestState.WAITING,
        sent_at=now if opened else None,
    )


def _audit_event(document: Document, number: int, event_id: EventId, now: datetime) -> AuditEvent:
    facts: dict[str, str | int] = {
        "sha256": document.sha256,
        "class": document.class_.value,
        "version": document.version,
        "order": document.order.value,
        "confirmation": document.confirmation.value,
        "recipients": number,
        "handing": document.handing.value,
        "deadline_at": document.deadline_at.isoformat(),
    }
    if document.accepted_warning:
        facts["accepted_warning_sha256"] = hashlib.sha256(document.accepted_warning.encode()).hexdigest()
    return AuditEvent(
        document.organisation_id, Act.DOCUMENT_SENT, event_id, now, document.author_id, document.id, facts
    )
