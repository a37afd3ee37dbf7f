"""The signing room's conversations: sending, signing, one's own documents, boards, checking."""

from aiogram import F, Router
from aiogram.filters import CommandStart, StateFilter

from bot.passes.codes import CodePurpose
from handlers import buttons
from handlers.gate import is_registered
from handlers.keypad import takes_pin
from handlers.signing import (
    acts,
    boards,
    checking,
    choosing,
    confirming,
    downloading,
    extending,
    from_list,
    handing,
    mine,
    personal,
    sending,
)
from handlers.start import CarriesCode
from handlers.states import (
    AddingPeople,
    CheckingDocument,
    DrawingUpAct,
    ExtendingDeadline,
    HandingOn,
    Importing,
    IssuingPass,
    OrderingPasses,
    Sending,
    SendingPhoto,
    Signing,
)

NOT_A_COMMAND = ~F.text.startswith("/")
PDF = (F.document.mime_type == "application/pdf") | F.document.file_name.lower().endswith(".pdf")
BY_ITSELF = ~StateFilter(Importing, IssuingPass.photo, SendingPhoto, OrderingPasses)
"""Not where another dialogue waits for a file: there a PDF is a wrong answer, not a new beginning."""


def router() -> Router:
    """Stands before the staff's, whose lists are files too; checking is for anyone, the rest for registered people."""
    own, registered, anyone = Router(name="signing"), Router(name="signing of the registered"), Router(name="checking")
    # A router's own handlers come before those of the routers in it: so what is for anyone has a router too, the last.
    own.include_routers(registered, anyone)
    anyone.message.register(checking.on_strangers_pdf_sent, PDF, BY_ITSELF)
    scanned = CommandStart(deep_link=True), CarriesCode(CodePurpose.SHEET), checking.is_genuine
    anyone.message.register(checking.on_sheet_scanned, *scanned)
    registered.message.filter(is_registered)
    registered.callback_query.filter(is_registered)
    for conversation in (_sending, _confirming, _handing, _mine, _boards, _checking):
        conversation(registered)
    return own


def _sending(own: Router) -> None:
    press = own.callback_query.register
    press(sending.on_send_pressed, buttons.SendDocumentPressed.filter())
    press(sending.on_send_this_pressed, buttons.SendThisPressed.filter())
    press(sending.on_send_again_pressed, buttons.SendAgainPressed.filter())
    press(sending.on_new_version_pressed, buttons.NewVersionPressed.filter())
    press(sending.on_title_kept, buttons.TitleKept.filter())
    press(sending.on_class_chosen, buttons.ClassChosen.filter())
    press(choosing.on_everyone_toggled, buttons.EveryoneToggled.filter())
    press(choosing.on_departments_pressed, buttons.DepartmentsPressed.filter())
    press(choosing.on_department_toggled, buttons.DepartmentToggled.filter())
    press(choosing.on_recipient_added, buttons.RecipientAdded.filter())
    press(choosing.on_recipients_cleared, buttons.RecipientsCleared.filter())
    press(choosing.on_recipients_pressed, buttons.RecipientsPressed.filter())
    press(choosing.on_recipients_chosen, buttons.RecipientsChosen.filter())
    press(sending.on_deadline_chosen, buttons.DeadlineChosen.filter())
    press(sending.on_order_toggled, buttons.OrderToggled.filter())
    press(sending.on_confirmation_toggled, buttons.ConfirmationToggled.filter())
    press(sending.on_handing_toggled, buttons.HandingToggled.filter())
    press(sending.on_warning_accepted, buttons.WarningAccepted.filter())
    press(sending.on_answer_reopened, buttons.AnswerReopened.filter())
    press(sending.on_send_confirmed, buttons.SendConfirmed.filter())
    own.message.register(sending.on_file_sent, F.document, Sending.file)
    press(personal.on_personal_text_pressed, buttons.PersonalTextPressed.filter())
    press(personal.on_preview_pressed, buttons.PreviewPressed.filter())
    own.message.register(personal.on_text_typed, F.text, NOT_A_COMMAND, Sending.file)
    own.message.register(sending.on_no_file_sent, NOT_A_COMMAND, Sending.file)
    own.message.register(sending.on_title_typed, F.text, NOT_A_COMMAND, Sending.title)
    own.message.register(from_list.on_recipients_sent, F.document, Sending.audience)
    own.message.register(choosing.on_recipient_typed, F.text, NOT_A_COMMAND, Sending.audience)
    own.message.register(sending.on_deadline_typed, F.text, NOT_A_COMMAND, Sending.deadline)


def _confirming(own: Router) -> None:
    press = own.callback_query.register
    press(confirming.on_sign_pressed, buttons.SignPressed.filter())
    press(confirming.on_confirm_pressed, buttons.ConfirmPressed.filter())
    takes_pin(own, Signing.pin, confirming.on_pin)
    press(confirming.on_decline_pressed, buttons.DeclinePressed.filter())
    own.message.register(confirming.on_reason_typed, F.text, NOT_A_COMMAND, Signing.reason)


def _handing(own: Router) -> None:
    press = own.callback_query.register
    press(handing.on_hand_on_pressed, buttons.HandOnPressed.filter())
    press(handing.on_colleague_chosen, buttons.ColleagueChosen.filter())
    press(handing.on_hand_on_confirmed, buttons.HandOnConfirmed.filter())
    own.message.register(handing.on_colleague_typed, F.text, NOT_A_COMMAND, HandingOn.words)


def _mine(own: Router) -> None:
    opened = CommandStart(deep_link=True), CarriesCode(CodePurpose.REQUEST), checking.is_genuine
    own.message.register(mine.on_request_link_opened, *opened)
    press = own.callback_query.register
    press(mine.on_my_documents_pressed, buttons.MyDocumentsPressed.filter())
    press(mine.on_my_document_pressed, buttons.MyDocumentPressed.filter())
    press(mine.on_my_file_pressed, buttons.MyFilePressed.filter())
    press(mine.on_snooze_pressed, buttons.SnoozePressed.filter())


def _boards(own: Router) -> None:
    press = own.callback_query.register
    press(boards.on_documents_pressed, buttons.DocumentsPressed.filter())
    press(boards.on_board_pressed, buttons.BoardPressed.filter())
    press(boards.on_board_more_pressed, buttons.BoardMorePressed.filter())
    press(boards.on_places_pressed, buttons.PlacesPressed.filter())
    press(boards.on_remind_pressed, buttons.RemindPressed.filter())
    press(boards.on_void_pressed, buttons.VoidPressed.filter())
    press(boards.on_void_confirmed, buttons.VoidConfirmed.filter())
    press(boards.on_add_people_pressed, buttons.AddPeoplePressed.filter())
    press(boards.on_recipient_joined, buttons.RecipientJoined.filter(), AddingPeople.words)
    own.message.register(boards.on_added_typed, F.text, NOT_A_COMMAND, AddingPeople.words)
    press(extending.on_extend_pressed, buttons.ExtendPressed.filter())
    press(extending.on_extended_to, buttons.ExtendedTo.filter())
    own.message.register(extending.on_new_day_typed, F.text, NOT_A_COMMAND, ExtendingDeadline.day)
    press(acts.on_act_pressed, buttons.ActPressed.filter())
    press(acts.on_act_about_pressed, buttons.ActAboutPressed.filter())
    press(acts.on_witness_chosen, buttons.WitnessChosen.filter())
    press(acts.on_act_confirmed, buttons.ActConfirmed.filter())
    own.message.register(acts.on_witness_typed, F.text, NOT_A_COMMAND, DrawingUpAct.witnesses)
    press(personal.on_copy_pressed, buttons.CopyPressed.filter())
    press(personal.on_seal_again_pressed, buttons.SealAgainPressed.filter())
    press(downloading.on_downloads_pressed, buttons.DownloadsPressed.filter())
    press(downloading.on_sheet_drawn, buttons.SheetPressed.filter(F.form == buttons.SheetForm.PDF))
    press(downloading.on_sheet_exported, buttons.SheetPressed.filter(F.form == buttons.SheetForm.XLSX))
    press(downloading.on_bundle_pressed, buttons.BundlePressed.filter())
    press(downloading.on_documents_of_pressed, buttons.DocumentsOfPressed.filter())
    press(boards.on_download_pressed, buttons.DownloadPressed.filter())


def _checking(own: Router) -> None:
    own.callback_query.register(checking.on_verify_pressed, buttons.VerifyPressed.filter())
    own.message.register(checking.on_file_to_check, F.document, CheckingDocument.file)
    own.message.register(checking.on_no_file_to_check, NOT_A_COMMAND, CheckingDocument.file)
    own.message.register(checking.on_pdf_sent, PDF, BY_ITSELF)
