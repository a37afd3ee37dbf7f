"""A person's own requests: the open ones and those they have settled."""

from dataclasses import dataclass
from uuid import UUID

from bot.signing.models import Signature
from bot.signing.ports import ReadSigning, SigningTransaction
from bot.signing.requests.request_details import AlreadySettled, RequestDetails, already_settled, load_request
from bot.staff.access import NotAllowedRefused, present
from bot.staff.models import Speaker

PAGE = 8


@dataclass(frozen=True, slots=True)
class MyRequestsPage:
    """A page of the speaker's requests, newest first; `total` counts all of the kind."""

    requests: tuple[RequestDetails, ...]
    open_only: bool
    offset: int
    total: int


@dataclass(frozen=True, slots=True)
class MyRequest:
    """One request of the speaker's, the name of its author, the signature, and how it was `settled`, if it was."""

    details: RequestDetails
    author: str
    signature: Signature | None
    settled: AlreadySettled | None = None


@dataclass(frozen=True, slots=True)
class ListMyRequests:
    """For everyone: only the speaker's own are shown."""

    read: ReadSigning

    async def __call__(self, speaker: Speaker, *, open_only: bool, offset: int = 0) -> MyRequestsPage:
        """Return the page that begins at `offset`: only what is open, or everything."""
        offset = max(0, offset)
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            found, total = await tx.requests.sent_to(speaker.person.id, open_only=open_only, offset=offset, most=PAGE)
            # What is being declined counts as settled: it is not among the open ones.
            declines = {} if open_only else await tx.declines.of([request.id for request, _ in found])
        details = tuple(RequestDetails(*pair, declining=declines.get(pair[0].id)) for pair in found)
        return MyRequestsPage(details, open_only, offset, total)


@dataclass(frozen=True, slots=True)
class ShowMyRequest:
    """For the recipient."""

    read: ReadSigning

    async def __call__(self, speaker: Speaker, request_id: UUID) -> MyRequest:
        """Return the speaker's own request; NotAllowedRefused for any other."""
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            return await _load(tx, speaker, request_id)


@dataclass(frozen=True, slots=True)
class FollowLink:
    """Opens the request that a link in a letter names, for its recipient alone: others may read the letter too."""

    read: ReadSigning

    async def __call__(self, speaker: Speaker, code_id: bytes) -> MyRequest:
        """Return the speaker's own request by the id of a genuine code; NotAllowedRefused for any other."""
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            request = await tx.requests.by_code(code_id)
            if request is None:
                raise NotAllowedRefused
            return await _load(tx, speaker, request.id)


async def _load(tx: SigningTransaction, speaker: Speaker, request_id: UUID) -> MyRequest:
    details = await load_request(tx, speaker, request_id)
    author = await tx.people.get(speaker.organisation.id, details.document.author_id)
    signature = await tx.signatures.of_request(request_id)
    settled = None if details.waits else await already_settled(tx, details)
    return MyRequest(details, author.name if author else "", signature, settled)
