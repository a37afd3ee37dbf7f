"""Checkpoints: the use cases."""

from dishka import Provider, Scope, provide, provide_all

from bot.checkpoint.authorising.accept_order import AcceptOrder
from bot.checkpoint.authorising.request_order import RequestOrder
from bot.checkpoint.checks.check_codes import CheckCode, CheckPicture
from bot.checkpoint.checks.pass_history import ShowPassHistory
from bot.checkpoint.checks.read_frame import ReadFrame
from bot.checkpoint.checks.record_changed_file import StopChanged
from bot.checkpoint.checks.report_not_me import ReportNotMe
from bot.checkpoint.checks.undo_check import FindUndoable, UndoCheck
from bot.checkpoint.documents.check_document import CheckDocument, DocumentIndex
from bot.checkpoint.duty.ask_for_duty import AskAsEmployee, AskForDuty, OfferGuestDuty
from bot.checkpoint.duty.decide_guest import DecideGuest, SendGuestOff
from bot.checkpoint.duty.end_shift import EndShift, FindShift
from bot.checkpoint.duty.end_shifts import EndShifts
from bot.checkpoint.duty.find_guest import FindGuest, FindPending
from bot.checkpoint.duty.guest_sessions import FindGuestSession, GuestTokens, LogInGuest
from bot.checkpoint.duty.name_guard import NameGuard
from bot.checkpoint.duty.offer_photographed import OfferPhotographed
from bot.checkpoint.duty.start_shift import OfferShift, StartShift
from bot.checkpoint.log.chart_checks import ChartChecks
from bot.checkpoint.log.count_checks import CountChecks
from bot.checkpoint.log.export_checks import ExportChecks
from bot.checkpoint.offline.build_pack import BuildPack, NamesInPacks
from bot.checkpoint.offline.portraits import SmallPortraits
from bot.checkpoint.offline.take_scans import TakeScans
from bot.checkpoint.service_qrs.accepted_types import FindAccepted, ListAccepted
from bot.checkpoint.service_qrs.browse_service_qrs import ListServiceQrs, ShowServiceQr
from bot.checkpoint.service_qrs.delete_service_qr import DeleteServiceQr
from bot.checkpoint.service_qrs.edit_service_qr import EditServiceQr
from bot.checkpoint.service_qrs.issue_service_qr import IssueServiceQr
from bot.checkpoint.service_qrs.print_service_qr import PrintServiceQr
from bot.checkpoint.service_qrs.renew_service_qr import FindRenewable, RenewServiceQr
from bot.checkpoint.service_qrs.snooze_service_qr import SnoozeServiceQr
from bot.crypto.encryption import Cipher
from bot.outgoing.diia import Diia, open_diia
from bot.settings import Settings
from bot.workers.pool import WorkerPool


class CheckpointProvider(Provider):
    """The use cases of `bot.checkpoint`."""

    scope = Scope.APP

    use_cases = provide_all(
        AcceptOrder,
        RequestOrder,
        AskAsEmployee,
        AskForDuty,
        BuildPack,
        ChartChecks,
        CheckCode,
        CheckDocument,
        CheckPicture,
        CountChecks,
        DecideGuest,
        DeleteServiceQr,
        EditServiceQr,
        EndShift,
        EndShifts,
        ExportChecks,
        FindAccepted,
        FindGuest,
        FindGuestSession,
        FindPending,
        FindRenewable,
        FindShift,
        FindUndoable,
        IssueServiceQr,
        ListAccepted,
        ListServiceQrs,
        LogInGuest,
        NameGuard,
        OfferGuestDuty,
        OfferPhotographed,
        OfferShift,
        PrintServiceQr,
        ReadFrame,
        RenewServiceQr,
        ReportNotMe,
        SendGuestOff,
        ShowPassHistory,
        ShowServiceQr,
        SnoozeServiceQr,
        StartShift,
        StopChanged,
        TakeScans,
        UndoCheck,
    )

    document_index = provide(DocumentIndex)

    @provide
    def diia(self, settings: Settings) -> Diia | None:
        """Return the client of Diia, one for all who check, if the settings give access."""
        return open_diia(settings)

    @provide
    def names_in_packs(self, settings: Settings) -> NamesInPacks:
        """Return whether the packs of checkpoints without a network hold names."""
        return NamesInPacks(settings.offline_names)

    @provide
    def small_portraits(self, settings: Settings, workers: WorkerPool) -> SmallPortraits:
        """Return the small portraits for those packs, if they are to hold any."""
        return SmallPortraits(workers, settings.offline_portraits)

    @provide
    def guest_tokens(self, cipher: Cipher) -> GuestTokens:
        """Return the tokens of guests' sessions."""
        return GuestTokens(cipher.derive("guest sessions"))
