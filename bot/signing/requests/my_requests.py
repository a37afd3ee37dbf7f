"""A person's own documents: what waits for them, and what they have settled."""

from dataclasses import dataclass
from uuid import UUID

from bot.signing.models import Signature
from bot.signing.ports import ReadSigning, SigningTransaction
from bot.signing.requests.request_details import RequestDetails, load_request
from bot.staff.models import Speaker

PAGE = 8


@dataclass(frozen=True, slots=True)
class MyRequestsPage:
    """A page of the speaker's requests, newest first; `total` counts all of the kind."""

    asked: tuple[RequestDetails, ...]
    open_only: bool
    offset: int
    total: int


@dataclass(frozen=True, slots=True)
class MyRequest:
    """One request of the speaker's, who sent it, and what they made of it."""

    asked: RequestDetails
    author: str
    signature: Signature | None


@dataclass(frozen=True, slots=True)
class ListMyRequests:
    """For everyone: nobody else's are shown."""

    read: ReadSigning

    async def __call__(self, speaker: Speaker, *, open_only: bool, offset: int = 0) -> MyRequestsPage:
        """Return the page that begins at `offset`: only what is open, or everything."""
        offset = max(0, offset)
        async with self.read() as tx:
            found, total = await tx.requests.of_person(speaker.person.id, open_only=open_only, offset=offset, most=PAGE)
        return MyRequestsPage(tuple(RequestDetails(*pair) for pair in found), open_only, offset, total)


@dataclass(frozen=True, slots=True)
class ShowMyRequest:
    """For the one who was asked."""

    read: ReadSigning

    async def __call__(self, speaker: Speaker, request_id: UUID) -> MyRequest:
        """Return the speaker's own request."""
        async with self.read() as tx:
            return await show_request(tx, speaker, request_id)


async def show_request(tx: SigningTransaction, speaker: Speaker, request_id: UUID) -> MyRequest:
    """Return the speaker's own request; NotAllowedRefused for any other."""
    asked = await load_request(tx, speaker, request_id)
    author = await tx.people.get(speaker.organisation.id, asked.document.author_id)
    signature = await tx.signatures.of_request(request_id)
    return MyRequest(asked, author.name if author else "", signature)
