"""Colleagues to whom a request may be handed on: who they can be, found by name, shown before it is done."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.errors import StateRefused
from bot.signing.documents.add_recipient import RecipientAlreadyRefused
from bot.signing.documents.recipients import PAGE
from bot.signing.models import Document, Handing
from bot.signing.ports import ReadSigning, SigningTransaction
from bot.signing.requests.request_details import AlreadySettled, RequestDetails, load_request
from bot.staff.access import NotAllowedRefused
from bot.staff.models import Speaker, Status
from bot.staff.ports import Listed

_FEWEST_LETTERS = 2


class HandingOnRefused(StateRefused):
    """The manager who sent the document awaits the answer of the very people asked."""


class ColleagueUnreachedRefused(StateRefused):
    """The colleague could not get the document: not registered, dismissed, or has blocked the bot. Facts: name."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A request that may be handed on, and to whom."""

    asked: RequestDetails
    colleagues: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class FindColleagues:
    """For whoever may hand the request on; a colleague's name finds them, their phone or number does not."""

    read: ReadSigning

    async def __call__(
        self, speaker: Speaker, request_id: UUID, words: str, *, now: datetime
    ) -> Offer | AlreadySettled:
        """Return the first colleagues of such a name who can be handed the request; nobody for less than two letters.

        HandingOnRefused where it cannot be handed on.
        """
        async with self.read() as tx:
            asked = await load_request(tx, speaker, request_id)
            if asked.request.state.final:
                return AlreadySettled(asked.document, asked.request.state)
            _require_handing(asked.document)
            return Offer(asked, await _found(tx, asked, words, now))


@dataclass(frozen=True, slots=True)
class ShowColleague:
    """For whoever may hand the request on."""

    read: ReadSigning

    async def __call__(
        self, speaker: Speaker, request_id: UUID, person_id: UUID, *, now: datetime
    ) -> Offer | AlreadySettled:
        """Return the one colleague chosen; refused as handing on to them would be."""
        async with self.read() as tx:
            asked = await load_request(tx, speaker, request_id)
            if asked.request.state.final:
                return AlreadySettled(asked.document, asked.request.state)
            colleague = await colleague_of(tx, speaker, person_id, now)
            await require_free(tx, asked.document, colleague)
            return Offer(asked, (colleague,))


async def colleague_of(tx: SigningTransaction, speaker: Speaker, person_id: UUID, now: datetime) -> Listed:
    """Return a person of the speaker's organisation; NotAllowedRefused for any other."""
    listed = await tx.people.listed(speaker.organisation.id, person_id, now)
    if listed is None:
        raise NotAllowedRefused
    return listed


async def require_free(tx: SigningTransaction, document: Document, colleague: Listed) -> None:
    """Let a colleague pass who can get the document and never had it: so a request comes back to nobody."""
    _require_handing(document)
    if not _reached(colleague):
        raise ColleagueUnreachedRefused(name=colleague.person.name)
    if any(each.person_id == colleague.person.id for each in await tx.requests.of_document(document.id)):
        raise RecipientAlreadyRefused(name=colleague.person.name)


async def _found(tx: SigningTransaction, asked: RequestDetails, words: str, now: datetime) -> tuple[Listed, ...]:
    if sum(map(str.isalpha, words)) < _FEWEST_LETTERS:
        return ()
    had = {each.person_id for each in await tx.requests.of_document(asked.document.id)}
    most, organisation_id = PAGE + len(had), asked.document.organisation_id
    found, _ = await tx.people.search(organisation_id, words, now=now, registered_only=True, offset=0, most=most)
    return tuple(one for one in found if _reached(one) and one.person.id not in had)[:PAGE]


def _require_handing(document: Document) -> None:
    if document.handing is not Handing.COLLEAGUE:
        raise HandingOnRefused


def _reached(listed: Listed) -> bool:
    return listed.status is Status.REGISTERED
