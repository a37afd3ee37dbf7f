"""Shows managers the requests of one person."""

from dataclasses import dataclass
from uuid import UUID

from bot.signing.ports import ReadSigning
from bot.signing.requests.request_details import RequestDetails
from bot.staff.access import NotAllowedRefused, present_manager
from bot.staff.models import Person, Speaker

PAGE = 8


@dataclass(frozen=True, slots=True)
class DocumentsOfPage:
    """A page of a person's requests, newest first; `total` counts all."""

    person: Person
    requests: tuple[RequestDetails, ...]
    offset: int
    total: int


@dataclass(frozen=True, slots=True)
class ListDocumentsOf:
    """For managers; of dismissed people too. Requests that wait for their turn are left out."""

    read: ReadSigning

    async def __call__(self, speaker: Speaker, person_id: UUID, offset: int = 0) -> DocumentsOfPage:
        """Return the page that begins at `offset`; NotAllowedRefused for a person of another organisation."""
        offset = max(0, offset)
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            person = await tx.people.get(speaker.organisation.id, person_id)
            if person is None:
                raise NotAllowedRefused
            found, total = await tx.requests.sent_to(person_id, open_only=False, offset=offset, most=PAGE)
        return DocumentsOfPage(person, tuple(RequestDetails(*pair) for pair in found), offset, total)
