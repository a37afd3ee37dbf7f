"""The verbs of the house: what handlers ask for (PRESSED), what only reads (READING), what time rings for (RUNG)."""

from bot import dismissal, erasure, my_data
from bot.checkpoint.checks import check_codes, pass_history, report_not_me, undo_check
from bot.checkpoint.checks import record_changed_file as stop_changed
from bot.checkpoint.duty import ask_for_duty, decide_guest, end_shift, end_shifts, find_guest, start_shift
from bot.checkpoint.log import chart_checks, export_checks
from bot.checkpoint.service_qrs import (
    browse_service_qrs,
    delete_service_qr,
    edit_service_qr,
    issue_service_qr,
    print_service_qr,
    remind_service_qrs,
    renew_service_qr,
    snooze_service_qr,
)
from bot.passes import browse_passes
from bot.passes.issuing import (
    issue_batches,
    issue_pass,
    order_passes,
    print_passes,
    remind_passes,
    renew_pass,
    revoke_pass,
)
from bot.passes.live_codes import count_down, show_live_code
from bot.passes.photos import send_photo
from bot.passes.types import browse_types, define_type
from bot.signing.boards import boards as board
from bot.signing.boards import bundle_document, export_sheet, remind_now
from bot.signing.boards import documents_of as of_person
from bot.signing.boards import refresh_boards as refresh
from bot.signing.documents import add_recipient, recipients
from bot.signing.documents import expire_documents as expire
from bot.signing.documents import extend_deadline as extend
from bot.signing.documents import read_recipients as from_list
from bot.signing.documents import receive_file as receive
from bot.signing.documents import send_again as again
from bot.signing.documents import send_document as send
from bot.signing.documents import void_document as void
from bot.signing.personal_texts import close_series as close
from bot.signing.personal_texts import find_copy
from bot.signing.personal_texts import make_copies as copies
from bot.signing.personal_texts import preview_copy as preview
from bot.signing.personal_texts import receive_text as receive_text
from bot.signing.refusal_acts import draw_up_act as draw_up
from bot.signing.refusal_acts import prepare_act as prepare_act
from bot.signing.requests import colleagues, follow_link, open_request
from bot.signing.requests import decline_request as decline
from bot.signing.requests import hand_on_request as hand_on
from bot.signing.requests import my_requests as mine
from bot.signing.requests import remind_requests as remind
from bot.signing.requests import sign_request as sign
from bot.signing.requests import snooze_request as snooze
from bot.signing.sealing import finish_documents as complete
from bot.signing.sealing import seal_again
from bot.signing.sheet import find_sheet
from bot.signing.verification import admit_stranger, check_file
from bot.staff.invitations import forget_message as forget
from bot.staff.invitations import invite_person as invite
from bot.staff.invitations import letters, print_cards, revoke_invitation, send_letters
from bot.staff.organisation import post_ledger_checkpoints as post_heads
from bot.staff.organisation import set_terms, set_working_time
from bot.staff.organisation import timestamp_ledger_checkpoints as stamp_heads
from bot.staff.people import browse_staff as browse
from bot.staff.people import export_staff, roles
from bot.staff.people import reinstate_person as reinstate
from bot.staff.registration import agree_to_terms as agree
from bot.staff.registration import change_pin, open_link, register, reset_pin
from bot.staff.registration import decide_mismatch as decide
from bot.staff.roster import import_list

PRESSED: tuple[type, ...] = (
    browse.BrowseStaff,
    browse.ShowPerson,
    browse.ListFilters,
    export_staff.ExportStaff,
    forget.ForgetMessage,
    letters.ShowCard,
    reinstate.ReinstatePerson,
    print_cards.PrintCards,
    letters.ListChannels,
    revoke_invitation.RevokeInvitation,
    letters.SendLink,
    letters.SaveAddress,
    letters.InviteEveryone,
    letters.CountLetters,
    browse.FindSpeakers,
    browse.ChooseLanguage,
    decide.DecideMismatch,
    import_list.PlanImport,
    import_list.ApplyImport,
    invite.InvitePerson,
    invite.DrawLink,
    open_link.OpenLink,
    open_link.ShowInvitation,
    open_link.AskForNewLink,
    register.CheckContact,
    register.Register,
    roles.GiveRole,
    roles.UnlockPin,
    agree.OutstandingTerms,
    agree.AgreeToTerms,
    set_terms.ShowTerms,
    set_terms.SetTerms,
    set_working_time.SetWorkingTime,
    reset_pin.FindPinReset,
    reset_pin.AskPinReset,
    reset_pin.DecidePinReset,
    reset_pin.ResetPin,
    change_pin.ProvePin,
    change_pin.ChangePin,
    my_data.ExportMyData,
    dismissal.DismissPerson,
    erasure.AskErasure,
    erasure.ShowErasure,
    erasure.ApproveErasure,
    erasure.RefuseErasure,
    erasure.ErasePerson,
    add_recipient.AddRecipient,
    again.UseAsTemplate,
    board.ListDocuments,
    board.ShowBoard,
    board.ShowPlaces,
    bundle_document.BundleDocument,
    admit_stranger.AdmitStranger,
    check_file.CheckFile,
    colleagues.FindColleagues,
    colleagues.ShowColleague,
    export_sheet.DrawSheet,
    export_sheet.ExportSheet,
    extend.ExtendDeadline,
    hand_on.HandOnRequest,
    find_sheet.FindSheet,
    follow_link.FollowLink,
    from_list.ReadRecipients,
    decline.DeclineRequest,
    mine.ListMyRequests,
    mine.ShowMyRequest,
    of_person.ListDocumentsOf,
    open_request.OpenRequest,
    receive.ReceiveFile,
    receive_text.ReceiveText,
    preview.PreviewCopy,
    find_copy.FindCopy,
    prepare_act.ListRefusals,
    prepare_act.PrepareAct,
    draw_up.DrawUpAct,
    seal_again.SealAgain,
    recipients.CountRecipients,
    recipients.ListDepartments,
    recipients.FindRecipients,
    remind_now.RemindNow,
    send.SendDocument,
    sign.SignRequest,
    snooze.SnoozeRequest,
    void.VoidDocument,
    browse_passes.ListMyPasses,
    browse_passes.ListPassesOf,
    browse_passes.ShowPass,
    browse_types.ListTypes,
    browse_types.ShowType,
    define_type.DefineType,
    define_type.RetireType,
    issue_pass.IssuePass,
    send_photo.SendPhoto,
    send_photo.ListPhotos,
    send_photo.ShowPhoto,
    send_photo.DecidePhoto,
    order_passes.PlanOrder,
    order_passes.OrderPasses,
    print_passes.PrintPasses,
    print_passes.EndCard,
    renew_pass.RenewPass,
    renew_pass.ListEnding,
    pass_history.ShowPassHistory,
    revoke_pass.RevokePass,
    show_live_code.ShowLiveCode,
    count_down.StartCountdown,
    browse_service_qrs.ListServiceQrs,
    browse_service_qrs.ShowServiceQr,
    check_codes.CheckPicture,
    check_codes.CheckCode,
    chart_checks.ChartChecks,
    export_checks.ExportChecks,
    ask_for_duty.OfferGuestDuty,
    ask_for_duty.AskForDuty,
    decide_guest.DecideGuest,
    decide_guest.SendGuestOff,
    find_guest.FindGuest,
    delete_service_qr.DeleteServiceQr,
    edit_service_qr.EditServiceQr,
    end_shift.FindShift,
    end_shift.EndShift,
    issue_service_qr.IssueServiceQr,
    print_service_qr.PrintServiceQr,
    renew_service_qr.RenewServiceQr,
    report_not_me.ReportNotMe,
    start_shift.OfferShift,
    start_shift.StartShift,
    stop_changed.StopChanged,
    snooze_service_qr.SnoozeServiceQr,
    undo_check.FindUndoable,
    undo_check.UndoCheck,
)
"""What handlers ask for by name."""

READING: frozenset[type] = frozenset(
    {
        browse.BrowseStaff,
        browse.ShowPerson,
        browse.FindSpeakers,
        open_link.ShowInvitation,
        agree.OutstandingTerms,
        set_terms.ShowTerms,
        reset_pin.FindPinReset,
        erasure.ShowErasure,
        board.ListDocuments,
        board.ShowBoard,
        board.ShowPlaces,
        colleagues.FindColleagues,
        colleagues.ShowColleague,
        from_list.ReadRecipients,
        of_person.ListDocumentsOf,
        mine.ListMyRequests,
        mine.ShowMyRequest,
        follow_link.FollowLink,
        recipients.CountRecipients,
        recipients.ListDepartments,
        recipients.FindRecipients,
        browse_passes.ListMyPasses,
        browse_passes.ListPassesOf,
        browse_passes.ShowPass,
        browse_types.ListTypes,
        browse_types.ShowType,
        send_photo.ListPhotos,
        send_photo.ShowPhoto,
        renew_pass.ListEnding,
        pass_history.ShowPassHistory,
        browse_service_qrs.ListServiceQrs,
        browse_service_qrs.ShowServiceQr,
        start_shift.OfferShift,
        ask_for_duty.OfferGuestDuty,
        find_guest.FindGuest,
        end_shift.FindShift,
        undo_check.FindUndoable,
        chart_checks.ChartChecks,
    }
)
"""Those of them that only read: they wait for no writer."""

RUNG: tuple[type, ...] = (
    remind.RemindRequests,
    expire.ExpireDocuments,
    copies.MakeCopies,
    complete.FinishDocuments,
    close.CloseSeries,
    refresh.RefreshBoards,
    remind_service_qrs.RemindServiceQrs,
    remind_passes.RemindPasses,
    issue_batches.IssueBatches,
    end_shifts.EndShifts,
    send_letters.SendLetters,
    post_heads.PostLedgerCheckpoints,
    stamp_heads.TimestampLedgerCheckpoints,
)
"""What bells ring."""
