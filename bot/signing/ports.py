"""What signing needs of the storage."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.due_rows import DueRow
from bot.notices.letters import Channel
from bot.signing.live_boards import BoardReader, StaleBoard
from bot.signing.models import Document, PendingDecline, Request, RequestState, SealLevel, Signature, Tally
from bot.staff.models import Organisation
from bot.staff.ports import StaffTransaction
from bot.transactions import OpenTransaction, ReadTransaction


class Documents(Protocol):
    """Documents that were sent."""

    async def add(self, document: Document) -> None:
        """Store a new document; do nothing when it exists already."""
        ...

    async def get(self, organisation_id: UUID, document_id: UUID) -> Document | None:
        """Return one."""
        ...

    async def successor(self, organisation_id: UUID, document_id: UUID) -> Document | None:
        """Return the version that replaced a document, the newest where there are several."""
        ...

    async def page(
        self,
        organisation_id: UUID,
        *,
        offset: int,
        most: int,
        author_id: UUID | None = None,
        ended: bool | None = None,
    ) -> tuple[list[Document], int]:
        """Return a page, newest first, and how many there are in all; filtered by author and by `ended`, if given.

        Personal copies stand behind their series.
        """
        ...

    async def lock(self, document_id: UUID) -> None:
        """Lock a document to the end of the transaction: changes of its requests, and finishing it, wait."""
        ...

    async def extend(self, document_id: UUID, deadline_at: datetime) -> bool:
        """Move the deadline, of a series' unfinished copies too; False when it was voided or finished before."""
        ...

    async def void(self, document_id: UUID, now: datetime) -> bool:
        """Void it once, and a series' copies that are not finished with it; False when it had ended before."""
        ...

    async def unfinished(self, most: int) -> list[DueRow]:
        """Return documents of any organisation, none voided, whose requests are all final and that no file finished.

        A series is never among them; its copies are.
        """
        ...

    async def complete_series(self, most: int) -> list[DueRow]:
        """Return series of any organisation, none voided, all of whose copies are finished or voided."""
        ...

    async def close_series(self, series_id: UUID, now: datetime) -> bool:
        """Record once that all copies are finished; False when it was recorded before."""
        ...

    async def act_about(self, request_id: UUID) -> Document | None:
        """Return the refusal act about a request that is not voided."""
        ...

    async def overdue(self, before: datetime, most: int) -> list[DueRow]:
        """Return documents of any organisation with WAITING or OPEN requests whose deadline was before then.

        Not while somebody can take back that they declined.
        """
        ...

    async def finish(
        self, document_id: UUID, sha256: str, now: datetime, level: SealLevel, archive_at: datetime | None
    ) -> bool:
        """Record the finished file once; False when there is one already."""
        ...

    async def add_revision(self, was: Document, sha256: str, level: SealLevel, archive_at: datetime | None) -> bool:
        """Record a newer revision of the finished file; False when `was` is not the present state any more."""
        ...

    async def is_revision(self, document_id: UUID, sha256: str) -> bool:
        """Return whether this is the hash of an earlier revision of the finished file."""
        ...

    async def to_archive(self, now: datetime, most: int) -> list[DueRow]:
        """Return the documents of any organisation whose finished file needs a time stamp, the longest due first."""
        ...

    async def is_to_archive(self, document_id: UUID, now: datetime) -> bool:
        """Return whether `to_archive` would return this document."""
        ...

    async def count_to_archive(self, now: datetime) -> int:
        """Return how many `to_archive` would return."""
        ...

    async def count_below(self, level: SealLevel) -> int:
        """Return how many finished files have not reached a level."""
        ...

    async def archive_old(self, level: SealLevel, now: datetime) -> int:
        """Let every finished file be archived that has not reached a level; return how many that are."""
        ...

    async def by_sha256(self, organisation_id: UUID, sha256: str) -> list[Document]:
        """Return the documents whose original or finished file has this hash, newest first."""
        ...

    async def finished_as(self, sha256: str) -> Document | None:
        """Return the document of any organisation whose finished file has this hash, or had it in a revision."""
        ...

    async def by_code(self, code_id: bytes) -> Document | None:
        """Return the document of any organisation whose id begins with these 12 bytes: its sheet's QR names it so."""
        ...

    async def mark_board_stale(self, document_id: UUID, now: datetime) -> None:
        """Mark the document's boards as stale; keeps the earliest time at which they became stale.

        The row is locked even if it was marked before, so that `claim_board` never misses a change that is about to be
        committed. A personal copy is on the board of its series.
        """
        ...

    async def stale_boards(self, since: datetime, most: int) -> list[StaleBoard]:
        """Return documents of any organisation whose boards have been stale since then or longer, the longest first."""
        ...

    async def claim_board(self, stale: StaleBoard, until: datetime) -> bool:
        """Claim a document's boards before their tally is read; False when another process was first.

        They become stale again at `until`, unless they are marked as fresh before.
        """
        ...

    async def mark_board_fresh(self, document_id: UUID, claimed_until: datetime) -> bool:
        """Mark claimed boards as fresh; False when they became stale meanwhile."""
        ...


class Boards(Protocol):
    """The messages that show boards to managers: for each manager at most one of a document."""

    async def show(self, organisation_id: UUID, document_id: UUID, person_id: UUID, message_id: int) -> int | None:
        """Record the message that shows the board now; return the one that showed it before, if it is another one."""
        ...

    async def leave(self, person_id: UUID, message_id: int) -> None:
        """Record that the message shows no board any more."""
        ...

    async def readers(self, document_id: UUID) -> list[BoardReader]:
        """Return who looks at the document's board in which message: managers with an active account."""
        ...


class Requests(Protocol):
    """Requests: documents sent to people."""

    async def add(self, requests: Iterable[Request]) -> None:
        """Store new requests; existing ones are left unchanged."""
        ...

    async def get(self, organisation_id: UUID, request_id: UUID) -> Request | None:
        """Return one."""
        ...

    async def lock(self, request_id: UUID) -> None:
        """Lock a request to the end of the transaction: settling it, and declining it, wait."""
        ...

    async def with_document(self, organisation_id: UUID, request_id: UUID) -> tuple[Request, Document] | None:
        """Return one and its document."""
        ...

    async def is_unsettled(self, document_id: UUID) -> bool:
        """Return whether a request of the document is WAITING or OPEN."""
        ...

    async def by_code(self, code_id: bytes) -> Request | None:
        """Return the request of any organisation whose id begins with these 12 bytes."""
        ...

    async def of_document(self, document_id: UUID) -> list[Request]:
        """Return all of a document's, by place; those of a series are those of its copies too."""
        ...

    async def sent_to(
        self, person_id: UUID, *, open_only: bool, offset: int, most: int
    ) -> tuple[list[tuple[Request, Document]], int]:
        """Return a page of a person's requests but the WAITING ones, newest first, and how many there are.

        One that the person has just declined is not open, though it is not settled yet.
        """
        ...

    async def settle(self, request_id: UUID, state: RequestState, now: datetime, *, reason: str | None = None) -> bool:
        """Move an OPEN request to a final state, once; False when it is not open."""
        ...

    async def sign(self, request_id: UUID, now: datetime) -> bool:
        """Move an OPEN request to SIGNED, once; False when it is not open, or was declined a moment ago."""
        ...

    async def settle_all(self, document_id: UUID, state: RequestState, now: datetime) -> list[Request]:
        """Move every WAITING and OPEN request of a document to a final state; return those moved, as they were."""
        ...

    async def settle_person(self, person_id: UUID, state: RequestState, now: datetime) -> list[Request]:
        """Move every WAITING and OPEN request of a person to a final state; return those moved, as they were."""
        ...

    async def reopen(self, document_id: UUID) -> list[Request]:
        """Reopen the expired requests of a document: those that had been opened become OPEN, the others WAITING.

        Return those reopened, as they now are.
        """
        ...

    async def open_next(self, document_id: UUID, now: datetime) -> Request | None:
        """Open the WAITING request of the lowest place if none is OPEN; return it as it now is."""
        ...

    async def uncopied(self, most: int) -> list[DueRow]:
        """Return requests of series of any organisation, none voided, that have no copy yet; oldest series first."""
        ...

    async def give_copy(self, request_id: UUID, series_id: UUID, copy_id: UUID, now: datetime) -> bool:
        """Open a request of a series for its own copy, once; False when it has one, or is settled."""
        ...

    async def undelivered(self, organisation_id: UUID, request_ids: Sequence[UUID]) -> dict[UUID, UUID]:
        """Return those of these requests that were not delivered yet, each with its document."""
        ...

    async def delivered(self, request_ids: Sequence[UUID], now: datetime) -> None:
        """Record the first delivery of each."""
        ...

    async def opened(self, request_id: UUID, now: datetime) -> bool:
        """Record the first opening; False when it was recorded before."""
        ...

    async def tally(self, document_id: UUID, ways: Sequence[Channel] = ()) -> Tally:
        """Count how many of the document's requests are in which state.

        Who is not reached and has an address for one of the `ways` counts as notified by letter, written yet or not.
        """
        ...


class Declines(Protocol):
    """Declines that can still be taken back."""

    async def add(self, decline: PendingDecline) -> None:
        """Store one; an earlier one of the same request is left unchanged."""
        ...

    async def of(self, request_ids: Collection[UUID]) -> Mapping[UUID, PendingDecline]:
        """Return those of these requests, by request."""
        ...

    async def remove(self, request_id: UUID) -> bool:
        """Remove the request's; False when there is none."""
        ...

    async def due(self, now: datetime, most: int) -> list[DueRow]:
        """Return those of any organisation that are to be settled, the longest due first."""
        ...


class Signatures(Protocol):
    """Signatures of requests."""

    async def add(self, signature: Signature) -> None:
        """Store one; there is at most one per request."""
        ...

    async def of_request(self, request_id: UUID) -> Signature | None:
        """Return the request's."""
        ...

    async def of_document(self, document_id: UUID) -> list[Signature]:
        """Return all of a document's, oldest first; those of a series are those of its copies."""
        ...

    async def containers_size(self, document_id: UUID) -> int:
        """Return how many bytes the qualified signatures of a document have together, in the files they came in."""
        ...

    async def signed_by(self, document_id: UUID, people: Collection[UUID]) -> Mapping[UUID, UUID]:
        """Return who of these people signed a document, each with the document: of a series, with their copy."""
        ...


class SigningTransaction(StaffTransaction, Protocol):
    """A transaction over documents and signatures."""

    @property
    def documents(self) -> Documents:
        """Documents that were sent."""
        ...

    @property
    def boards(self) -> Boards:
        """The messages that show boards."""
        ...

    @property
    def requests(self) -> Requests:
        """Requests: documents sent to people."""
        ...

    @property
    def declines(self) -> Declines:
        """Declines that can still be taken back."""
        ...

    @property
    def signatures(self) -> Signatures:
        """Signatures of requests."""
        ...


class OpenSigning(OpenTransaction[SigningTransaction], Protocol):
    """Opens a transaction over documents and signatures, for writing."""


class ReadSigning(ReadTransaction[SigningTransaction], Protocol):
    """Opens a transaction over documents and signatures, for reading only."""


class LinkToSheet(Protocol):
    """Makes the links from sheets to documents."""

    def __call__(self, organisation: Organisation, document_id: UUID) -> str:
        """Return the text of the QR code that leads to the document."""
        ...


class WakeJobs(Protocol):
    """Makes the periodic jobs that finish documents run at once, because one may have become complete."""

    def __call__(self) -> None:
        """Run them."""
        ...
