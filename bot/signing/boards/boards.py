"""Shows managers the documents that were sent, the board of each, and where each recipient stands."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from bot.signing.models import Document, Request, Tally
from bot.signing.ports import ReadSigning
from bot.signing.requests.open_requests import whose_turn
from bot.signing.requests.request_details import first_request, load_document
from bot.staff.access import present, present_manager
from bot.staff.invitations.fallback import FallbackChannels
from bot.staff.models import Speaker
from bot.staff.people.browse_staff import ids_named

PAGE = 8


class Which(StrEnum):
    """Which documents to list: all, those being signed, those finished or voided."""

    ALL = "all"
    OPEN = "open"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Board:
    """A document and how many of its requests are in which state; where one is shown, whose `turn` it is."""

    document: Document
    tally: Tally
    turn: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """A page of the organisation's documents, newest first; `total` counts all that match.

    `own_only`: only those that the speaker sent.
    """

    boards: tuple[Board, ...]
    offset: int
    total: int
    own_only: bool = False
    which: Which = Which.ALL


@dataclass(frozen=True, slots=True)
class Place:
    """Where one recipient stands; `instead_of` is the name of the first one, where the request was handed on.

    Not `reached`: they have not answered, and Telegram does not reach them. `at_kiosk`: they sign at a kiosk.
    """

    name: str
    request: Request
    instead_of: str = ""
    reached: bool = True
    at_kiosk: bool = False


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """A page of recipients, by turn; `total` counts all, or with `waiting` those who have not answered.

    With `words`, only those whose names these find.
    """

    document: Document
    places: tuple[Place, ...]
    offset: int
    total: int
    waiting: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class ListDocuments:
    """For managers."""

    read: ReadSigning

    async def __call__(
        self, speaker: Speaker, offset: int = 0, *, own_only: bool = False, which: Which = Which.ALL
    ) -> DocumentsPage:
        """Return the page that begins at `offset`; with `own_only`, of documents that the speaker sent."""
        offset, author_id = max(0, offset), speaker.person.id if own_only else None
        ended = _ended(which)
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            documents, total = await tx.documents.page(
                speaker.organisation.id, offset=offset, most=PAGE, author_id=author_id, ended=ended
            )
            boards = [Board(document, await tx.requests.tally(document.id)) for document in documents]
        return DocumentsPage(tuple(boards), offset, total, own_only, which)


def _ended(which: Which) -> bool | None:
    match which:
        case Which.ALL:
            return None
        case Which.OPEN:
            return False
        case Which.ENDED:
            return True
        case _:
            assert_never(which)


@dataclass(frozen=True, slots=True)
class ShowBoard:
    """For managers."""

    read: ReadSigning
    fallback: FallbackChannels

    async def __call__(self, speaker: Speaker, document_id: UUID) -> Board:
        """Return one document's board."""
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            document = await load_document(tx, speaker, document_id)
            tally = await tx.requests.tally(document.id, self.fallback)
            return Board(document, tally, await whose_turn(tx, document))


@dataclass(frozen=True, slots=True)
class ShowPlaces:
    """For managers."""

    read: ReadSigning

    async def __call__(
        self, speaker: Speaker, document_id: UUID, offset: int = 0, *, waiting: bool = False, words: str = ""
    ) -> PlacesPage:
        """Return the recipients from `offset` on; with `waiting`, only those who have not answered.

        With `words`, only those whose names these find.
        """
        offset = max(0, offset)
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            document = await load_document(tx, speaker, document_id)
            requests = await tx.requests.of_document(document_id)
            requests = [request for request in requests if not (waiting and request.state.final)]
            if words:
                named = await ids_named(tx, document.organisation_id, words)
                requests = [request for request in requests if request.person_id in named]
            places = []
            for request in requests[offset : offset + PAGE]:
                person = await tx.people.get(document.organisation_id, request.person_id)
                reached = request.state.final or person is None or person.unreachable_at is None
                name, at_kiosk = (person.name, person.at_kiosk) if person else ("", False)
                places.append(Place(name, request, await first_request(tx, request), reached, at_kiosk))
        return PlacesPage(document, tuple(places), offset, len(requests), waiting, words)
