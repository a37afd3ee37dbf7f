"""Colleagues to whom a request may be handed on."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.errors import StateRefused
from bot.signing.models import Document, Handing
from bot.signing.ports import ReadSigning, SigningTransaction
from bot.signing.requests.request_details import AlreadySettled, RequestDetails, already_settled, load_request
from bot.staff.access import NotAllowedRefused, present
from bot.staff.models import Speaker, Status
from bot.staff.people.people import Listed

PAGE = 8
_FEWEST_LETTERS = 2


class HandingOnRefused(StateRefused):
    """The manager who sent the document does not allow it to be handed on."""


class RecipientAlreadyRefused(StateRefused):
    """The document was sent to this person before. Facts: name."""


class ColleagueUnreachedRefused(StateRefused):
    """The colleague cannot get the document: not registered, dismissed, or has blocked the bot. Facts: name."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A request that may be handed on, and to whom."""

    details: RequestDetails
    colleagues: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class FindColleagues:
    """For the recipient of a request that may be handed on. Colleagues are found by name only."""

    read: ReadSigning

    async def __call__(
        self, speaker: Speaker, request_id: UUID, words: str, *, now: datetime
    ) -> Offer | AlreadySettled:
        """Return the first colleagues of such a name who can get the request; nobody for less than two letters.

        HandingOnRefused where it cannot be handed on.
        """
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            details = await load_request(tx, speaker, request_id)
            if not details.waits:
                return await already_settled(tx, details)
            _require_handing(details.document)
            return Offer(details, await _found(tx, details, words, now))


@dataclass(frozen=True, slots=True)
class ShowColleague:
    """For the recipient of a request that may be handed on."""

    read: ReadSigning

    async def __call__(
        self, speaker: Speaker, request_id: UUID, person_id: UUID, *, now: datetime
    ) -> Offer | AlreadySettled:
        """Return the chosen colleague; the refusals are those of handing on to them."""
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            details = await load_request(tx, speaker, request_id)
            if not details.waits:
                return await already_settled(tx, details)
            colleague = await colleague_of(tx, speaker, person_id, now)
            await require_free(tx, details.document, colleague)
            return Offer(details, (colleague,))


async def colleague_of(tx: SigningTransaction, speaker: Speaker, person_id: UUID, now: datetime) -> Listed:
    """Return a person of the speaker's organisation; NotAllowedRefused for any other."""
    listed = await tx.people.listed(speaker.organisation.id, person_id, now)
    if listed is None:
        raise NotAllowedRefused
    return listed


async def require_free(tx: SigningTransaction, document: Document, colleague: Listed) -> None:
    """Refuse a colleague who cannot get the document or had it before, so that a request never returns to anyone."""
    _require_handing(document)
    if not _reached(colleague):
        raise ColleagueUnreachedRefused(name=colleague.person.name)
    if any(each.person_id == colleague.person.id for each in await tx.requests.of_document(document.id)):
        raise RecipientAlreadyRefused(name=colleague.person.name)


async def _found(tx: SigningTransaction, details: RequestDetails, words: str, now: datetime) -> tuple[Listed, ...]:
    if sum(map(str.isalpha, words)) < _FEWEST_LETTERS:
        return ()
    recipients = {each.person_id for each in await tx.requests.of_document(details.document.id)}
    most, organisation_id = PAGE + len(recipients), details.document.organisation_id
    found, _ = await tx.people.search(organisation_id, words, now=now, registered_only=True, offset=0, most=most)
    return tuple(one for one in found if _reached(one) and one.person.id not in recipients)[:PAGE]


def _require_handing(document: Document) -> None:
    if document.handing is not Handing.COLLEAGUE:
        raise HandingOnRefused


def _reached(listed: Listed) -> bool:
    return listed.status is Status.REGISTERED
