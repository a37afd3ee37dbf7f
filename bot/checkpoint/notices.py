"""What people are notified about service QR codes, shifts and checks."""

from dataclasses import dataclass
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from bot.checkpoint.duty.guests import GuestState
from bot.checkpoint.models import Ending, Verdict
from bot.notices.content import LetterContent, NoticeContent, ProgressContent


@dataclass(frozen=True, slots=True)
class ServiceQrReminder(LetterContent):
    """For managers: a service QR expires in some days."""

    kind: ClassVar[str] = "service-qr-reminder"
    letter_text: ClassVar[str] = "staff-fallback-service-qr-reminder"

    name: str
    place: str
    expires_at: Annotated[AwareDatetime, Field(alias="until")]
    days: int


@dataclass(frozen=True, slots=True)
class ServiceQrExpired(LetterContent):
    """For managers: a service QR has expired."""

    kind: ClassVar[str] = "service-qr-expired"
    letter_text: ClassVar[str] = "staff-fallback-service-qr-expired"

    name: str
    place: str


@dataclass(frozen=True, slots=True)
class ShiftEnded(NoticeContent):
    """For a guard: somebody else ended the shift, or its time was over; with its checks. The subject is the shift."""

    kind: ClassVar[str] = "shift-ended"

    name: str
    place: str
    why: Ending
    started_at: Annotated[AwareDatetime, Field(alias="from")]
    counts: dict[Verdict, int]


@dataclass(frozen=True, slots=True)
class ShiftTakenOver(NoticeContent):
    """For managers: somebody went on duty and ended the shifts of others there. The subject is the new shift."""

    kind: ClassVar[str] = "shift-taken-over"

    guard: str
    before: str
    name: str
    place: str
    taken_at: Annotated[AwareDatetime, Field(alias="at")]


@dataclass(frozen=True, slots=True)
class GuestAsks(NoticeContent):
    """For managers: somebody requests to go on duty.

    `formerly` names the dismissed person with the same account; `registered` is set for an employee of the staff list.
    """

    kind: ClassVar[str] = "guest-asks"

    guest: str
    name: str
    place: str
    formerly: str | None = None
    registered: bool = False


@dataclass(frozen=True, slots=True)
class GuestStanding(ProgressContent):
    """For managers: what became of a request to go on duty, in place of the request. The subject is the request.

    `until_at` is the end of the shift that runs; None where none does.
    """

    kind: ClassVar[str] = "guest-standing"

    guest: str
    name: str
    place: str
    by: str
    state: GuestState
    until_at: Annotated[AwareDatetime | None, Field(alias="until")] = None


@dataclass(frozen=True, slots=True)
class GuestAdmitted(NoticeContent):
    """For the guest: they are on duty."""

    kind: ClassVar[str] = "guest-admitted"

    organisation: str
    name: str
    place: str
    ends_at: Annotated[AwareDatetime, Field(alias="until")]
    shift_id: UUID


@dataclass(frozen=True, slots=True)
class GuestRejected(NoticeContent):
    """For the guest: a manager did not let them go on duty."""

    kind: ClassVar[str] = "guest-refused"

    name: str
    place: str


@dataclass(frozen=True, slots=True)
class PassChecked(NoticeContent):
    """For the holder: their pass was checked. The subject is the check."""

    kind: ClassVar[str] = "checked"

    organisation: str
    place: str
    checked_at: Annotated[AwareDatetime, Field(alias="at")]
    type: str
    number: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class NotMeReported(NoticeContent):
    """For managers: a holder reports that somebody else showed their pass. The subject is the check."""

    kind: ClassVar[str] = "not-me"

    holder: str
    place: str
    guard: str
    checked_at: Annotated[AwareDatetime, Field(alias="at")]
    number: str
    pass_id: UUID


@dataclass(frozen=True, slots=True)
class OfflineDiffered(NoticeContent):
    """For managers: checks made without a network were judged differently when they arrived. The subject is the first.

    `shown` is what the guard was shown in the first, `found` what was found on arrival.
    """

    kind: ClassVar[str] = "offline-differed"

    guard: str
    name: str
    place: str
    count: int
    checked_at: Annotated[AwareDatetime, Field(alias="at")]
    shown: Verdict
    found: Verdict
    number: str = ""


CheckpointNotice = (
    ServiceQrReminder
    | ServiceQrExpired
    | ShiftEnded
    | ShiftTakenOver
    | GuestAsks
    | GuestStanding
    | GuestAdmitted
    | GuestRejected
    | PassChecked
    | NotMeReported
    | OfflineDiffered
)
