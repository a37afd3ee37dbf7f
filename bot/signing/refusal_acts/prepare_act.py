"""Prepares an act: about whom one can be drawn up, and whether the chosen witnesses are allowed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never
from uuid import UUID

from bot.errors import StateRefused
from bot.signing.documents.audience import Audience, recipients
from bot.signing.models import Class, Document, Request, RequestState
from bot.signing.ports import ReadSigning, SigningTransaction
from bot.signing.refusal_acts.wording import Case
from bot.signing.requests.request_details import DocumentEndedRefused, load_document
from bot.staff.access import NotAllowedRefused, present, present_manager, require_manager
from bot.staff.models import Person, Speaker
from bot.staff.people.browse_staff import ids_named
from bot.staff.people.people import Listed

PAGE = 8
WITNESSES = 2
_MOST_UNFIT = 3


class NotRefusedRefused(StateRefused):
    """This person can still answer in time, has signed, or can still take back that they declined. Facts: name."""


class ActExistsRefused(StateRefused):
    """There is an act about this refusal already. Facts: name."""


class WitnessUnfitRefused(StateRefused):
    """The authors of an act and of its document, and the person it is about, cannot witness it. Facts: name."""


@dataclass(frozen=True, slots=True)
class Refusals:
    """A page of the people about whom an act can be drawn up; `total` counts all, or those whom `words` find."""

    document: Document
    people: tuple[tuple[Request, Person], ...]
    offset: int
    total: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class ListRefusals:
    """For managers."""

    read: ReadSigning

    async def __call__(
        self, speaker: Speaker, document_id: UUID, offset: int = 0, words: str = "", *, now: datetime
    ) -> Refusals:
        """Return who declined, or did not answer by the deadline; with `words`, those whose names these find.

        DocumentEndedRefused for a voided document.
        """
        offset = max(0, offset)
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            document = await load_document(tx, speaker, document_id)
            if document.voided_at is not None:
                raise DocumentEndedRefused(title=document.title)
            requests = await tx.requests.of_document(document_id)
            declines = await tx.declines.of([one.id for one in requests])
            refused = [one for one in requests if is_refused(one, document, now) and one.id not in declines]
            if words:
                named = await ids_named(tx, document.organisation_id, words)
                refused = [one for one in refused if one.person_id in named]
            found = [(one, await tx.people.get(one.organisation_id, one.person_id)) for one in refused[offset:][:PAGE]]
        people = tuple((request, person) for request, person in found if person is not None)
        return Refusals(document, people, offset, len(refused), words)


@dataclass(frozen=True, slots=True)
class PrepareAct:
    """For managers; called again with every witness that is added."""

    read: ReadSigning

    async def __call__(self, speaker: Speaker, request_id: UUID, witnesses: Sequence[UUID], *, now: datetime) -> Case:
        """Return the case; NotRefusedRefused, ActExistsRefused or WitnessUnfitRefused."""
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            return await load_case(tx, speaker, request_id, witnesses, now)


@dataclass(frozen=True, slots=True)
class FindWitnesses:
    """For managers. Nobody is offered who cannot be a witness."""

    read: ReadSigning

    async def __call__(
        self, speaker: Speaker, request_id: UUID, words: str, *, now: datetime
    ) -> tuple[tuple[Listed, ...], int]:
        """Return the first people whom these words find, and how many there are."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            organisation_id = speaker.organisation.id
            found = await tx.requests.with_document(organisation_id, request_id)
            if found is None:
                raise NotAllowedRefused
            request, document = found
            listed, total = await tx.people.search(
                organisation_id, words, now=now, registered_only=True, offset=0, most=PAGE + _MOST_UNFIT
            )
        fit = [one for one in listed if one.person.id not in _unfit(speaker, document, request)]
        return tuple(fit[:PAGE]), total - (len(listed) - len(fit))


def _unfit(speaker: Speaker, document: Document, request: Request) -> frozenset[UUID]:
    return frozenset({speaker.person.id, document.author_id, request.person_id})


async def load_case(
    tx: SigningTransaction, speaker: Speaker, request_id: UUID, witnesses: Sequence[UUID], now: datetime
) -> Case:
    """Load the case of an act, if this manager can draw it up with these witnesses."""
    require_manager(speaker)
    organisation = speaker.organisation
    request = await tx.requests.get(organisation.id, request_id)
    if request is None:
        raise NotAllowedRefused
    document = await load_document(tx, speaker, request.document_id)
    person = await tx.people.get(organisation.id, request.person_id)
    if person is None:
        raise NotAllowedRefused
    if not is_refused(request, document, now) or await tx.declines.of([request_id]):
        raise NotRefusedRefused(name=person.name)
    if await tx.documents.act_about(request_id) is not None:
        raise ActExistsRefused(name=person.name)
    found = await recipients(tx, organisation.id, Audience(people=tuple(witnesses)), now)
    if len(found) != len(witnesses):
        raise NotAllowedRefused
    unfit = _unfit(speaker, document, request)
    for witness in found:
        if witness.id in unfit:
            raise WitnessUnfitRefused(name=witness.name)
    return Case(organisation, document, request, person, speaker.person, tuple(found))


def is_refused(request: Request, document: Document, now: datetime) -> bool:
    """Return whether an act can be drawn up about a request: declined, or not answered by the deadline."""
    if document.class_ is Class.WITNESS or document.voided_at is not None or request.sent_at is None:
        return False
    match request.state:
        case RequestState.DECLINED | RequestState.EXPIRED:
            return True
        case RequestState.OPEN:
            return document.deadline_at <= now
        case RequestState.WAITING | RequestState.SIGNED | RequestState.VOIDED | RequestState.DELEGATED:
            return False
        case _:
            assert_never(request.state)
