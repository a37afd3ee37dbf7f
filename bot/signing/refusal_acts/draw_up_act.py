"""Draws up an act: its PDF, the document, and the requests to the two witnesses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.signing.documents.deadlines import in_days
from bot.signing.models import Carrying, Class, Confirmation, Document, Order, Request, RequestState
from bot.signing.notices import RefusalActAboutYou
from bot.signing.notify import notify_recipients
from bot.signing.personal_texts.in_workers import draw_text
from bot.signing.personal_texts.text import Setup
from bot.signing.ports import OpenSigning, SigningTransaction
from bot.signing.refusal_acts.prepare_act import WITNESSES, load_case
from bot.signing.refusal_acts.wording import ActWording, Case
from bot.signing.requests.open_requests import open_requests
from bot.signing.sealing.files import PDF
from bot.staff.access import NotAllowedRefused, present_manager
from bot.staff.models import Speaker
from bot.staff.organisation.working_hours import working_time
from bot.workers.pool import Priority, Work, WorkerPool

DAYS = 3
"""How long the witnesses have to sign."""


@dataclass(frozen=True, slots=True)
class DrawUpAct:
    """For managers. The PDF is drawn before the transaction, which checks everything again; of two acts one is kept."""

    open: OpenSigning
    workers: WorkerPool
    act_words: ActWording

    async def __call__(
        self, speaker: Speaker, request_id: UUID, witnesses: Sequence[UUID], *, event_id: EventId, now: datetime
    ) -> Document:
        """Draw it up once and return the act; the refusals are those of `bot.signing.refusal_acts.prepare_act`."""
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            known = await tx.documents.get(speaker.organisation.id, derived_id(event_id, "document"))
            if known is not None:
                return known
            case = await load_case(tx, speaker, request_id, witnesses, now)
        if len(case.witnesses) != WITNESSES:
            raise NotAllowedRefused
        setup = Setup(self.act_words.title(case), case.organisation.language, now)
        paragraphs = self.act_words.paragraphs(case, now)
        content = await self.workers.run(Work.DOCUMENT, Priority.PERSON, draw_text, paragraphs, setup)
        async with self.open() as tx:
            # Another manager who draws one up waits here, and then finds this one.
            await tx.documents.lock(case.document.id)
            speaker = await present_manager(tx, speaker)
            case = await load_case(tx, speaker, request_id, witnesses, now)
            sha256 = await tx.blobs.put(case.organisation.id, content, now)
            act = self._document(case, sha256, len(content), event_id, now)
            await _keep(tx, act, case, event_id, now)
        return act

    def _document(self, case: Case, sha256: str, size: int, event_id: EventId, now: datetime) -> Document:
        return Document(
            id=derived_id(event_id, "document"),
            organisation_id=case.organisation.id,
            author_id=case.author.id,
            title=self.act_words.title(case),
            class_=Class.WITNESS,
            version=1,
            file_name=self.act_words.file_name(case),
            media_type=PDF,
            sha256=sha256,
            size=size,
            order=Order.TOGETHER,
            confirmation=Confirmation.PIN,
            deadline_at=in_days(DAYS, working_time(case.organisation), now),
            created_at=now,
            carrying=Carrying.PAGES,
            about_request_id=case.request.id,
        )


async def _keep(tx: SigningTransaction, act: Document, case: Case, event_id: EventId, now: datetime) -> None:
    requests = [
        Request(
            id=derived_id(event_id, "request", witness.id),
            organisation_id=act.organisation_id,
            document_id=act.id,
            person_id=witness.id,
            place=place,
            state=RequestState.OPEN,
            sent_at=now,
        )
        for place, witness in enumerate(case.witnesses, start=1)
    ]
    await tx.documents.add(act)
    await tx.requests.add(requests)
    await tx.ledger.append(_audit_event(act, case, event_id, now))
    await open_requests(tx, act, requests, event_id=event_id, now=now)
    await _notify_person(tx, case, event_id, now)


async def _notify_person(tx: SigningTransaction, case: Case, event_id: EventId, now: datetime) -> None:
    """Tell the person whom the act is about, who can still answer while their request is open."""
    document, request = case.document, case.request
    content = RefusalActAboutYou(
        document.id,
        document.title,
        document.deadline_at,
        document.class_,
        document.handing,
        author=case.author.name,
        still_open=not request.state.final,
    )
    await notify_recipients(tx, [request], content, event_id=event_id, now=now)


def _audit_event(act: Document, case: Case, event_id: EventId, now: datetime) -> AuditEvent:
    facts: dict[str, str | int] = {
        "sha256": act.sha256,
        "about_request_id": str(case.request.id),
        "about_document_id": str(case.document.id),
        "about_sha256": case.document.sha256,
        "witnesses": ",".join(str(witness.id) for witness in case.witnesses),
    }
    return AuditEvent(act.organisation_id, Act.REFUSAL_ACT_DRAWN_UP, event_id, now, act.author_id, act.id, facts)
