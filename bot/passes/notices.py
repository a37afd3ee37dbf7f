"""What people are notified about passes and holders' photos."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import AwareDatetime, Field

from bot.notices.content import LetterContent, NoticeContent, ProgressContent


@dataclass(frozen=True, slots=True)
class PassIssued(NoticeContent):
    """For the holder: a pass was issued. `photo_ready` is false where it waits for the holder's photo."""

    kind: ClassVar[str] = "pass-issued"

    type: str
    number: str
    expires_at: Annotated[AwareDatetime, Field(alias="until")]
    photo_ready: Annotated[bool, Field(alias="photo")]
    valid_from_at: Annotated[AwareDatetime | None, Field(alias="from")] = None


@dataclass(frozen=True, slots=True)
class PassRenewed(NoticeContent):
    """For the holder: a pass was renewed."""

    kind: ClassVar[str] = "pass-renewed"

    type: str
    number: str
    expires_at: Annotated[AwareDatetime, Field(alias="until")]


@dataclass(frozen=True, slots=True)
class PassRevoked(NoticeContent):
    """For the holder: a pass was revoked."""

    kind: ClassVar[str] = "pass-revoked"

    type: str
    number: str


@dataclass(frozen=True, slots=True)
class PassReminder(LetterContent):
    """For the holder: a pass expires in some days."""

    kind: ClassVar[str] = "pass-reminder"
    letter_text: ClassVar[str] = "staff-fallback-pass-reminder"

    type: str
    number: str
    expires_at: Annotated[AwareDatetime, Field(alias="until")]
    days: int


@dataclass(frozen=True, slots=True)
class PassesEnding(LetterContent):
    """For those who issued them: some passes expire soon. The subject is the organisation."""

    kind: ClassVar[str] = "passes-ending"
    letter_text: ClassVar[str] = "staff-fallback-passes-ending"

    count: int


@dataclass(frozen=True, slots=True)
class PassBatchProgress(ProgressContent):
    """For whoever ordered passes for many: how many of the order's places are settled, and with how many passes."""

    kind: ClassVar[str] = "pass-batch"

    type: str
    source: str
    total: int
    settled: int
    issued: int
    done: bool = False


@dataclass(frozen=True, slots=True)
class PhotoSubmitted(NoticeContent):
    """For managers: a holder sent a photo for approval. The subject is the photo."""

    kind: ClassVar[str] = "photo-sent"

    name: str


@dataclass(frozen=True, slots=True)
class PhotoApproved(NoticeContent):
    """For the holder: their photo was approved and is on their passes."""

    kind: ClassVar[str] = "photo-approved"


@dataclass(frozen=True, slots=True)
class PhotoRejected(NoticeContent):
    """For the holder: their photo was refused."""

    kind: ClassVar[str] = "photo-refused"


PassesNotice = (
    PassIssued
    | PassRenewed
    | PassRevoked
    | PassReminder
    | PassesEnding
    | PassBatchProgress
    | PhotoSubmitted
    | PhotoApproved
    | PhotoRejected
)
