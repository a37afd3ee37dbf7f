"""Buttons of service QR codes, shifts and checks."""

from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from handlers.checkpoint.states import Term


class ServiceQrsPressed(CallbackData, prefix="cp"):
    """The organisation's service QR codes are wanted."""


class ServiceQrPressed(CallbackData, prefix="cp-one"):
    """One service QR is wanted."""

    service_qr_id: UUID


class IssueServiceQrPressed(CallbackData, prefix="cp-new"):
    """A service QR is to be issued."""


class AcceptedToggled(CallbackData, prefix="cp-acc"):
    """A pass type, by its key, is to be accepted at the checkpoint, or not after all."""

    type: str = Field(max_length=16)


class AcceptedChosen(CallbackData, prefix="cp-accd"):
    """The choice of pass types is made."""


class ShiftHoursChosen(CallbackData, prefix="cp-h"):
    """The longest shift was chosen."""

    hours: int = Field(ge=0, le=10_000)


class ServiceQrDaysChosen(CallbackData, prefix="cp-d"):
    """For how many days the service QR lives was chosen."""

    days: int = Field(ge=0, le=100_000)


class AdmitsToggled(CallbackData, prefix="cp-adm"):
    """Guests are to be admitted on duty, or not after all."""


class EditServiceQrPressed(CallbackData, prefix="cp-ed"):
    """The terms of a service QR are to be edited."""

    service_qr_id: UUID


class TermPressed(CallbackData, prefix="cp-edt"):
    """One of the terms is to be edited."""

    term: Term


class EditsConfirmed(CallbackData, prefix="cp-edok"):
    """The terms are to be kept as they now read: asks for the PIN."""


class AskForDutyPressed(CallbackData, prefix="cp-ask"):
    """Someone outside the staff list asks to go on duty. The button carries the code that they scanned."""

    payload: str = Field(max_length=50)


class GuestDecided(CallbackData, prefix="cp-gd"):
    """A manager lets a guest go on duty, or does not."""

    guest_id: UUID
    admit: bool


class SendGuestOffPressed(CallbackData, prefix="cp-goff"):
    """A manager ends a guest's shift."""

    guest_id: UUID


class ServiceQrConfirmed(CallbackData, prefix="cp-ok"):
    """The service QR is to be issued as summed up: asks for the PIN."""


class SvgPressed(CallbackData, prefix="cp-svg"):
    """A service QR is wanted as SVG."""

    service_qr_id: UUID


class PosterPressed(CallbackData, prefix="cp-pdf"):
    """A service QR is wanted as a poster."""

    service_qr_id: UUID


class RenewPressed(CallbackData, prefix="cp-ren"):
    """A service QR is to be renewed: at once where nobody is on duty, else asks what becomes of them."""

    service_qr_id: UUID


class RenewConfirmed(CallbackData, prefix="cp-renc"):
    """A service QR is renewed; with `keep` those on duty stay on duty."""

    service_qr_id: UUID
    keep: bool


class SnoozeServiceQrPressed(CallbackData, prefix="cp-zzz"):
    """Reminders of a service QR are to be silent until tomorrow."""

    service_qr_id: UUID


class DeleteServiceQrPressed(CallbackData, prefix="cp-del"):
    """A service QR is to be deleted: asks once more."""

    service_qr_id: UUID


class DeleteServiceQrConfirmed(CallbackData, prefix="cp-delc"):
    """A service QR is deleted."""

    service_qr_id: UUID


class GoOnDutyPressed(CallbackData, prefix="cp-go"):
    """A person goes on duty. The button carries the code itself: nobody presses it who has not scanned it.

    With `take_over` everyone else's shift there ends.
    """

    payload: str = Field(max_length=50)
    take_over: bool = False


class ShiftPressed(CallbackData, prefix="cp-my"):
    """One's own shift is wanted."""


class EndShiftPressed(CallbackData, prefix="cp-end"):
    """A shift is to be ended by the person on it."""

    shift_id: UUID


class UndoCheckPressed(CallbackData, prefix="cp-undo"):
    """A check was made by mistake: asks why."""

    check_id: UUID


EVERY_CHECKPOINT = UUID(int=0)
"""Stands for all checkpoints where a button names one."""


class TodayPressed(CallbackData, prefix="cp-day"):
    """Today's checks at a glance are wanted."""


class DayPressed(CallbackData, prefix="cp-days"):
    """A day's checks are wanted, of one checkpoint or all; `day` counts from 0001-01-01, as Python's ordinals do."""

    service_qr_id: UUID
    day: int = Field(ge=700_000, le=3_000_000)


class ExportChecksPressed(CallbackData, prefix="cp-log"):
    """The log is wanted as a file: asks of which days."""


class ExportPeriodChosen(CallbackData, prefix="cp-logd"):
    """The log of so many days is wanted; 0 is all that is kept."""

    days: int = Field(ge=0, le=100_000)
