"""Buttons of service QR codes, shifts and checks."""

from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.checkpoint.service_qrs.poster import PosterSize
from handlers.callbacks import OfDialogue
from handlers.checkpoint.states import Term


class ServiceQrsPressed(CallbackData, prefix="cp"):
    """Show the organisation's service QR codes."""


class ServiceQrPressed(CallbackData, prefix="cp-one"):
    """Show one service QR."""

    service_qr_id: UUID


class AuthoriseServiceQrPressed(CallbackData, prefix="cp-auth"):
    """Have the order for a service QR signed with a qualified signature."""

    service_qr_id: UUID


class IssueServiceQrPressed(CallbackData, prefix="cp-new"):
    """Issue a service QR."""


class AcceptedToggled(CallbackData, OfDialogue, prefix="cp-acc"):
    """Accept a pass type, by its key, at the checkpoint, or no longer."""

    type: str = Field(max_length=20)


class AcceptedChosen(CallbackData, OfDialogue, prefix="cp-accd"):
    """Finish the choice of pass types."""


class ShiftHoursChosen(CallbackData, OfDialogue, prefix="cp-h"):
    """Choose the longest shift."""

    hours: int = Field(ge=0, le=10_000)


class ServiceQrDaysChosen(CallbackData, OfDialogue, prefix="cp-d"):
    """Choose for how many days the service QR is valid."""

    days: int = Field(ge=0, le=100_000)


class AdmitsToggled(CallbackData, OfDialogue, prefix="cp-adm"):
    """Choose the next answer to who may go on duty."""


class EditServiceQrPressed(CallbackData, prefix="cp-ed"):
    """Edit the terms of a service QR."""

    service_qr_id: UUID


class TermPressed(CallbackData, OfDialogue, prefix="cp-edt"):
    """Edit one of the terms."""

    term: Term


class EditsConfirmed(CallbackData, OfDialogue, prefix="cp-edok"):
    """Save the terms; asks for the PIN."""


class AskForDutyPressed(CallbackData, prefix="cp-ask"):
    """Request duty where a manager must approve. The button carries the scanned code."""

    payload: str = Field(max_length=50)


class GuestDecided(CallbackData, prefix="cp-gd"):
    """Admit or refuse a guest."""

    guest_id: UUID
    admit: bool


class SendGuestOffPressed(CallbackData, prefix="cp-goff"):
    """End a guest's shift."""

    guest_id: UUID


class ServiceQrConfirmed(CallbackData, OfDialogue, prefix="cp-ok"):
    """Issue the service QR as summed up; asks for the PIN."""


class SvgPressed(CallbackData, prefix="cp-svg"):
    """Send a service QR as SVG."""

    service_qr_id: UUID


class PosterPressed(CallbackData, prefix="cp-pdf"):
    """Send a service QR as a poster, or as stickers."""

    service_qr_id: UUID
    size: PosterSize


class RenewPressed(CallbackData, prefix="cp-ren"):
    """Ask whether a service QR is to be renewed, and what becomes of the people on duty."""

    service_qr_id: UUID


class RenewConfirmed(CallbackData, prefix="cp-renc"):
    """Renew a service QR; asks for the PIN. With `keep` people on duty stay on duty."""

    service_qr_id: UUID
    keep: bool


class SnoozeServiceQrPressed(CallbackData, prefix="cp-zzz"):
    """Snooze the reminders of a service QR until tomorrow."""

    service_qr_id: UUID


class DeleteServiceQrPressed(CallbackData, prefix="cp-del"):
    """Ask for confirmation before a service QR is deleted."""

    service_qr_id: UUID


class DeleteServiceQrConfirmed(CallbackData, prefix="cp-delc"):
    """Delete a service QR."""

    service_qr_id: UUID


class GoOnDutyPressed(CallbackData, prefix="cp-go"):
    """Go on duty. The button carries the code itself, so only those who scanned it can press it.

    With `take_over` the shifts of everyone else there end.
    """

    payload: str = Field(max_length=50)
    take_over: bool = False


class ShiftPressed(CallbackData, prefix="cp-my"):
    """Show one's own shift."""


class ScannerPressed(CallbackData, prefix="cp-scan"):
    """Send a link to the scanner in the browser."""


class EndShiftPressed(CallbackData, prefix="cp-end"):
    """End one's own shift."""

    shift_id: UUID


class UndoCheckPressed(CallbackData, prefix="cp-undo"):
    """Undo a check; asks for the reason."""

    check_id: UUID


EVERY_CHECKPOINT = UUID(int=0)
"""Stands for all checkpoints where a button names one."""


class TodayPressed(CallbackData, prefix="cp-day"):
    """Show today's checks."""


class DayPressed(CallbackData, prefix="cp-days"):
    """Show a day's checks, of one checkpoint or all; `day` counts from 0001-01-01, as Python's ordinals do."""

    service_qr_id: UUID
    day: int = Field(ge=700_000, le=3_000_000)


class ExportChecksPressed(CallbackData, prefix="cp-log"):
    """Export the log; asks for the period."""


class ExportPeriodChosen(CallbackData, prefix="cp-logd"):
    """Export the log of so many days; 0 is everything stored."""

    days: int = Field(ge=0, le=100_000)
