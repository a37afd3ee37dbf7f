"""What signing notifies people about."""

from dataclasses import dataclass
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from bot.notices.content import LetterContent, NoticeContent, ProgressContent
from bot.signing.models import Class, EndReason, Handing


@dataclass(frozen=True, slots=True)
class DocumentContent(LetterContent):
    """Base class of what people are told of a document that waits for answers."""

    document_id: UUID
    title: str
    deadline_at: Annotated[AwareDatetime, Field(alias="deadline")]


@dataclass(frozen=True, slots=True)
class RequestContent(DocumentContent):
    """Base class of what a person is told whose answer is awaited; the subject is their request."""

    class_: Annotated[Class, Field(alias="class")]
    handing: Handing


@dataclass(frozen=True, slots=True)
class RequestSent(RequestContent):
    """A document was sent to a person, by a colleague named `handed_on_by` where it was handed on."""

    kind: ClassVar[str] = "request-sent"
    letter_text: ClassVar[str] = "staff-fallback-request-sent"

    author: str
    fingerprint: str
    sha256: str
    file_name: str
    handed_on_by: str | None = None


@dataclass(frozen=True, slots=True)
class RequestReminder(RequestContent):
    """A document waits for the person's answer; `step` says which reminder it is."""

    kind: ClassVar[str] = "request-reminder"
    letter_text: ClassVar[str] = "staff-fallback-request-reminder"

    step: str


@dataclass(frozen=True, slots=True)
class RequestOverdue(RequestContent):
    """The deadline has passed without the person's answer."""

    kind: ClassVar[str] = "request-overdue"
    letter_text: ClassVar[str] = "staff-fallback-request-overdue"


@dataclass(frozen=True, slots=True)
class DeadlineMoved(RequestContent):
    """The person has until a later day to answer."""

    kind: ClassVar[str] = "deadline-moved"
    letter_text: ClassVar[str] = "staff-fallback-deadline-moved"


@dataclass(frozen=True, slots=True)
class DocumentOverdue(DocumentContent):
    """For the author: the deadline has passed, and so many of those asked have not answered."""

    kind: ClassVar[str] = "document-overdue"
    letter_text: ClassVar[str] = "staff-fallback-request-overdue"

    waiting: int
    total: int


@dataclass(frozen=True, slots=True)
class RequestVoided(NoticeContent):
    """Nothing is asked of the person any more."""

    kind: ClassVar[str] = "request-voided"

    title: str
    reason: Annotated[EndReason, Field(alias="state")]


@dataclass(frozen=True, slots=True)
class RequestDeclined(NoticeContent):
    """Somebody declined, for this reason; the author gets a button to the board."""

    kind: ClassVar[str] = "request-declined"

    document_id: UUID
    title: str
    name: str
    reason: str
    to_author: Annotated[bool, Field(alias="author")] = False


@dataclass(frozen=True, slots=True)
class RequestHandedOn(NoticeContent):
    """For the author: a colleague answers in the place of the person named `name`."""

    kind: ClassVar[str] = "request-handed-on"

    document_id: UUID
    title: str
    name: str
    colleague: str


@dataclass(frozen=True, slots=True)
class RecipientUnreached(NoticeContent):
    """For the author: Telegram does not reach somebody who has not answered. The subject is the document."""

    kind: ClassVar[str] = "recipient-unreached"

    document_id: UUID
    title: str
    name: str


@dataclass(frozen=True, slots=True)
class PersonUnreached(NoticeContent):
    """For managers: Telegram does not reach somebody. The subject is the person."""

    kind: ClassVar[str] = "unreached"

    name: str


@dataclass(frozen=True, slots=True)
class DocumentFinished(NoticeContent):
    """The finished file of a document."""

    kind: ClassVar[str] = "document-finished"

    title: str
    sha256: str
    file_name: str
    signed: int
    total: int


@dataclass(frozen=True, slots=True)
class DocumentBoard(ProgressContent):
    """For the author: how many of those asked have answered."""

    kind: ClassVar[str] = "board"

    document_id: UUID
    title: str
    deadline_at: Annotated[AwareDatetime, Field(alias="deadline")]
    total: int
    delivered: int
    opened: int
    signed: int
    declined: int
    final: int
    retry_later: int
    by_email: int
    by_sms: int
    unreached: int
    voided: bool
    finished: bool
    is_series: Annotated[bool, Field(alias="series")]
    is_act: Annotated[bool, Field(alias="act")]


@dataclass(frozen=True, slots=True)
class SeriesFinished(NoticeContent):
    """For the author: all personal copies of a text are finished. The subject is the series."""

    kind: ClassVar[str] = "series-finished"

    title: str
    signed: int
    total: int


@dataclass(frozen=True, slots=True)
class SealingPutOff(NoticeContent):
    """For the author: the finished file could not be made yet; `error` is a refusal's text id or an error's name."""

    kind: ClassVar[str] = "sealing-put-off"

    document_id: UUID
    title: str
    error: str


SigningNotice = (
    RequestSent
    | RequestReminder
    | RequestOverdue
    | DeadlineMoved
    | DocumentOverdue
    | RequestVoided
    | RequestDeclined
    | RequestHandedOn
    | RecipientUnreached
    | PersonUnreached
    | DocumentFinished
    | DocumentBoard
    | SeriesFinished
    | SealingPutOff
)
