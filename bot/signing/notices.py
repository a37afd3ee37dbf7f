"""What signing notifies people about."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final
from uuid import UUID

from pydantic import AwareDatetime, Field

from bot.notices.content import FileLetterContent, LetterContent, NoticeContent
from bot.signing.models import Class, EndReason, Handing

BY_HAND: Final = "now"
"""The step of a reminder that a manager asked for."""


@dataclass(frozen=True, slots=True)
class DocumentContent(LetterContent):
    """Base class of notices about a document with open requests."""

    document_id: UUID
    title: str
    deadline_at: Annotated[AwareDatetime, Field(alias="deadline")]


@dataclass(frozen=True, slots=True)
class RequestContent(DocumentContent):
    """Base class of notices to the recipient of an open request; the subject is the request."""

    class_: Annotated[Class, Field(alias="class")]
    handing: Handing


@dataclass(frozen=True, slots=True)
class VersionChange:
    """What is new in a version for somebody who signed an earlier one; pages are 0 where nobody counts them."""

    old_version: int
    version: int
    old_title: str
    old_pages: int
    pages: int
    old_size: int
    size: int


@dataclass(frozen=True, slots=True)
class RequestSent(RequestContent):
    """A document was sent to the person; where a colleague handed it on, `handed_on_by` is their name.

    `change` is set for somebody who signed an earlier version.
    """

    kind: ClassVar[str] = "request-sent"
    letter_text: ClassVar[str] = "staff-fallback-request-sent"

    author: str
    fingerprint: str
    sha256: str
    file_name: str
    handed_on_by: str | None = None
    change: VersionChange | None = None


@dataclass(frozen=True, slots=True)
class RequestReminder(RequestContent):
    """The person has not answered yet; `step` says which reminder it is."""

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
    """The deadline was moved to a later day."""

    kind: ClassVar[str] = "deadline-moved"
    letter_text: ClassVar[str] = "staff-fallback-deadline-moved"


@dataclass(frozen=True, slots=True)
class RefusalActAboutYou(RequestContent):
    """`author` has drawn up a refusal act about the person, whose request may be `still_open`."""

    kind: ClassVar[str] = "refusal-act"
    letter_text: ClassVar[str] = "staff-fallback-refusal-act"

    author: str
    still_open: bool


@dataclass(frozen=True, slots=True)
class DocumentOverdue(DocumentContent):
    """For the author: the deadline has passed, and `waiting` of `total` recipients have not answered."""

    kind: ClassVar[str] = "document-overdue"
    letter_text: ClassVar[str] = "staff-fallback-request-overdue"

    waiting: int
    total: int


@dataclass(frozen=True, slots=True)
class RequestVoided(NoticeContent):
    """The person's request was ended by others; by a new version that the person does not get, if `left_out`."""

    kind: ClassVar[str] = "request-voided"

    title: str
    reason: Annotated[EndReason, Field(alias="state")]
    left_out: bool | None = None


@dataclass(frozen=True, slots=True)
class VersionReplaced(NoticeContent):
    """For somebody who signed a version that was replaced and does not get the new one, which is the subject."""

    kind: ClassVar[str] = "version-replaced"

    title: str
    change: VersionChange


@dataclass(frozen=True, slots=True)
class RequestDeclined(NoticeContent):
    """A recipient declined, for this reason; the author gets a button to the board.

    It ended a sequence, in which `left_out` people never get the document.
    """

    kind: ClassVar[str] = "request-declined"

    document_id: UUID
    title: str
    name: str
    reason: str
    to_author: Annotated[bool, Field(alias="author")] = False
    left_out: int | None = None


@dataclass(frozen=True, slots=True)
class RequestHandedOn(NoticeContent):
    """For the author: `name` has handed their request on to `colleague`."""

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
class DocumentFinished(FileLetterContent):
    """The finished file of a document."""

    kind: ClassVar[str] = "document-finished"
    letter_text: ClassVar[str] = "staff-kiosk-finished"

    title: str
    sha256: str
    file_name: str
    signed: int
    total: int


@dataclass(frozen=True, slots=True)
class SeriesFinished(NoticeContent):
    """For the author: all personal copies of a text are finished. The subject is the series."""

    kind: ClassVar[str] = "series-finished"

    title: str
    signed: int
    total: int


@dataclass(frozen=True, slots=True)
class SealingDelayed(NoticeContent):
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
    | RefusalActAboutYou
    | DocumentOverdue
    | RequestVoided
    | VersionReplaced
    | RequestDeclined
    | RequestHandedOn
    | RecipientUnreached
    | PersonUnreached
    | DocumentFinished
    | SeriesFinished
    | SealingDelayed
)
