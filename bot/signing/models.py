"""Documents, the requests that send them to people, and the signatures."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from bot.texts.lines import short_fingerprint


class SealLevel(StrEnum):
    """How long a seal can be validated (PAdES, ETSI EN 319 142-1)."""

    B_B = "B-B"
    """As long as its certificate is valid."""
    B_T = "B-T"
    """It has a time stamp: also afterwards, by whoever has the lists of then."""
    B_LTA = "B-LTA"
    """What validates it is inside, under time stamps that are renewed."""


class Class(StrEnum):
    """What the recipients are to do with a document."""

    SIGN = "sign"
    ACKNOWLEDGE = "acknowledge"
    COURSE = "course"
    WITNESS = "witness"
    """Confirm, as a witness, that somebody did not sign: refusal acts alone are of this class."""

    def warned(self, confirmation: "Confirmation") -> bool:
        """Return whether a manager must accept a warning before sending: the law may require another signature.

        A qualified signature is the one that it may require.
        """
        match self:
            case Class.SIGN | Class.ACKNOWLEDGE:
                return confirmation is not Confirmation.QUALIFIED
            case Class.COURSE | Class.WITNESS:
                return False
            case _:
                assert_never(self)

    @property
    def handed_on(self) -> bool:
        """Return whether it can be handed on: nobody can acknowledge, or take a course, for somebody else."""
        match self:
            case Class.SIGN:
                return True
            case Class.ACKNOWLEDGE | Class.COURSE | Class.WITNESS:
                return False
            case _:
                assert_never(self)


class Order(StrEnum):
    """Whether everyone gets the document at once, or one after another."""

    TOGETHER = "together"
    SEQUENCE = "sequence"


class Confirmation(StrEnum):
    """How a signature is confirmed."""

    TAP = "tap"
    PIN = "pin"
    QUALIFIED = "qualified"
    """With a qualified signature, which the person makes elsewhere: the organisation demands it of a class."""


class Handing(StrEnum):
    """Whether recipients may hand the request on to a colleague."""

    SELF = "self"
    COLLEAGUE = "colleague"


class Carrying(StrEnum):
    """Where the original is in a finished file."""

    PAGES = "pages"
    """Its bytes are the first bytes of the finished file, its pages the first pages."""
    ATTACHMENT = "attachment"
    """It is attached to its sheet, whole."""


class MarkPlace(StrEnum):
    """Where a finished file has a visible mark, chosen by its author."""

    NONE = "none"
    FIRST_TOP_RIGHT = "first-top-right"
    FIRST_BOTTOM_RIGHT = "first-bottom-right"
    LAST_BOTTOM_LEFT = "last-bottom-left"
    LAST_BOTTOM_RIGHT = "last-bottom-right"

    @property
    def on_last_page(self) -> bool:
        """Return whether it is on the last page of the original, not on the first."""
        return self in (MarkPlace.LAST_BOTTOM_LEFT, MarkPlace.LAST_BOTTOM_RIGHT)

    @property
    def at_the_top(self) -> bool:
        """Return whether it is at the top of its page."""
        return self is MarkPlace.FIRST_TOP_RIGHT

    @property
    def at_the_right(self) -> bool:
        """Return whether it is at the right of its page."""
        return self is not MarkPlace.LAST_BOTTOM_LEFT


class RequestState(StrEnum):
    """State of a request. WAITING is for those whose turn has not come; the last five are final.

    DELEGATED: handed on; another request, `instead_of_id` this one, has taken its place.
    """

    WAITING = "waiting"
    OPEN = "open"
    SIGNED = "signed"
    DECLINED = "declined"
    VOIDED = "voided"
    EXPIRED = "expired"
    DELEGATED = "delegated"

    @property
    def final(self) -> bool:
        """Return whether the state is final."""
        match self:
            case RequestState.WAITING | RequestState.OPEN:
                return False
            case (
                RequestState.SIGNED
                | RequestState.DECLINED
                | RequestState.VOIDED
                | RequestState.EXPIRED
                | RequestState.DELEGATED
            ):
                return True
            case _:
                assert_never(self)


class EndReason(StrEnum):
    """Why an open request was ended by others."""

    VOIDED = "voided"
    REPLACED = "replaced"
    """A new version of the document was sent."""
    DECLINED = "declined"
    """Somebody before them in a sequence declined."""
    EXPIRED = "expired"

    @property
    def state(self) -> RequestState:
        """Return the state in which the request ends."""
        match self:
            case EndReason.VOIDED | EndReason.REPLACED | EndReason.DECLINED:
                return RequestState.VOIDED
            case EndReason.EXPIRED:
                return RequestState.EXPIRED
            case _:
                assert_never(self)


@dataclass(frozen=True, slots=True)
class Document:
    """Exact bytes, by `sha256` (hex), with what recipients are to do.

    `finished_sha256` names the finished PDF once every request is final; `media_type` is what the file was sent as;
    `carrying` is how the finished PDF is to carry it.
    `accepted_warning` is the text that the author accepted before sending, where its class has a warning.
    `series_id` is the series' own id for a series and for its personal copies (docs/decisions/0012); `about_request_id`
    names the unanswered request that a refusal act is about. `replaces_id` names the version before it; `pages` is the
    number of a PDF's pages, 0 where nobody counted them. `margin_marks` says whether the pages of the finished file
    get marks in their margins, `mark` where it has a larger one. `seal_level` is what the finished file reached; it
    needs one more document time stamp at `archive_at`.
    """

    id: UUID
    organisation_id: UUID
    author_id: UUID
    title: str
    class_: Class
    version: int
    file_name: str
    media_type: str
    sha256: str
    size: int
    order: Order
    confirmation: Confirmation
    deadline_at: datetime
    created_at: datetime
    voided_at: datetime | None = None
    finished_sha256: str | None = None
    finished_at: datetime | None = None
    carrying: Carrying = Carrying.ATTACHMENT
    handing: Handing = Handing.SELF
    accepted_warning: str | None = None
    series_id: UUID | None = None
    about_request_id: UUID | None = None
    replaces_id: UUID | None = None
    pages: int = 0
    seal_level: SealLevel | None = None
    archive_at: datetime | None = None
    margin_marks: bool = False
    mark: MarkPlace = MarkPlace.NONE

    @property
    def is_series(self) -> bool:
        """Return whether this is a text of which everyone gets a personal copy; it has no finished file of its own."""
        return self.series_id == self.id

    @property
    def board_id(self) -> UUID:
        """Return the id of the document whose board counts this one: the series of a personal copy, else itself."""
        return self.series_id or self.id

    @property
    def ended(self) -> bool:
        """Return whether it was voided or finished."""
        return self.voided_at is not None or self.finished_at is not None

    @property
    def fingerprint(self) -> str:
        """Return the short form that people compare: the first 16 hex digits, in groups of four."""
        return short_fingerprint(self.sha256)


@dataclass(frozen=True, slots=True)
class Request:
    """A document sent to one person; `place` is their turn, from 1.

    `instead_of_id` is the request that was handed on to this person, where one was.
    """

    id: UUID
    organisation_id: UUID
    document_id: UUID
    person_id: UUID
    place: int
    state: RequestState
    sent_at: datetime | None = None
    delivered_at: datetime | None = None
    opened_at: datetime | None = None
    settled_at: datetime | None = None
    decline_reason: str | None = None
    instead_of_id: UUID | None = None


class Standing(StrEnum):
    """How a request stands, as people read it: a voided one also says why it ended."""

    WAITING = "waiting"
    OPEN = "open"
    SIGNED = "signed"
    DECLINED = "declined"
    WITHDRAWN = "voided"
    """The document was withdrawn or replaced."""
    NO_TURN = "no-turn"
    """The turn of the person never came: somebody before them in a sequence declined."""
    LEFT = "left"
    """The person was dismissed."""
    EXPIRED = "expired"
    DELEGATED = "delegated"

    @classmethod
    def of(cls, document: Document, request: Request) -> "Standing":
        """Return how a request of this document stands."""
        if request.state is not RequestState.VOIDED:
            return cls(request.state.value)
        if document.voided_at is not None and request.settled_at == document.voided_at:
            return cls.WITHDRAWN
        sequence = document.order is Order.SEQUENCE
        return cls.NO_TURN if sequence and request.sent_at is None else cls.LEFT


@dataclass(frozen=True, slots=True)
class PendingDecline:
    """A person declined an open request, and can take that back until `settles_at`; `id` is the request's."""

    id: UUID
    organisation_id: UUID
    person_id: UUID
    reason: str
    declined_at: datetime
    settles_at: datetime


@dataclass(frozen=True, slots=True)
class Signature:
    """The evidence that one request was confirmed: canonical JSON, the person's ECDSA signature, their certificate.

    Of a record confirmed by passkey also the two parts of the assertion, which is what its signature is over. Of one
    confirmed with a qualified signature, `container_sha256` (hex) names the file in which that came.
    """

    id: UUID
    organisation_id: UUID
    request_id: UUID
    document_id: UUID
    person_id: UUID
    record_json: bytes
    signature: bytes
    certificate: bytes
    signed_at: datetime
    authenticator_data: bytes | None = None
    client_data_json: bytes | None = None
    container_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a document's requests are in which state; requests that were handed on are not counted.

    `delayed` counts finished files that could not be made yet. Of the people who have not answered and whom Telegram
    does not reach, `by_email` and `by_sms` get letters, and `unreached` get nothing. Of those who have not answered,
    `at_kiosk` sign at a kiosk.
    """

    total: int
    delivered: int
    opened: int
    signed: int
    declined: int
    final: int
    delayed: int = 0
    by_email: int = 0
    by_sms: int = 0
    unreached: int = 0
    at_kiosk: int = 0
