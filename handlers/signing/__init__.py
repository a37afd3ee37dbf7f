"""The signing room's conversations: sending, signing, one's own documents, boards, checking."""

from aiogram import F, Router
from aiogram.filters import CommandStart, StateFilter

from bot.passes.codes import CodePurpose
from handlers.filters import NOT_A_COMMAND, is_registered
from handlers.passes.states import IssuingPass, OrderingPasses, SendingPhoto
from handlers.registration.deep_links import CarriesCode
from handlers.signing.boards import boards, downloading, extending
from handlers.signing.boards.callbacks import (
    ActAboutPressed,
    ActConfirmed,
    ActPressed,
    AddPeoplePressed,
    BoardMorePressed,
    BoardPressed,
    BundlePressed,
    ColleagueChosen,
    CopyPressed,
    DocumentsOfPressed,
    DocumentsPressed,
    DownloadPressed,
    DownloadsPressed,
    ExtendedTo,
    ExtendPressed,
    HandOnConfirmed,
    HandOnPressed,
    NewVersionPressed,
    PlacesPressed,
    RecipientJoined,
    RemindPressed,
    SealAgainPressed,
    SendAgainPressed,
    SheetForm,
    SheetPressed,
    VoidConfirmed,
    VoidPressed,
    WitnessChosen,
)
from handlers.signing.callbacks import (
    ClassChosen,
    ConfirmationToggled,
    DeadlineChosen,
    DepartmentsPressed,
    DepartmentToggled,
    EveryoneToggled,
    HandingToggled,
    MyDocumentPressed,
    MyDocumentsPressed,
    MyFilePressed,
    OrderToggled,
    PersonalTextPressed,
    PreviewPressed,
    QuestionReopened,
    RecipientAdded,
    RecipientsChosen,
    RecipientsCleared,
    RecipientsPressed,
    SendConfirmed,
    SendDocumentPressed,
    SendThisPressed,
    SnoozePressed,
    TitleKept,
    VerifyPressed,
    WarningAccepted,
)
from handlers.signing.checking import checking
from handlers.signing.refusal_acts import acts
from handlers.signing.requests import confirming
from handlers.signing.requests import handing_on as handing
from handlers.signing.requests import my_documents as mine
from handlers.signing.sending import choosing, personal, sending
from handlers.signing.sending import recipient_list as from_list
from handlers.signing.states import AddingPeople, CheckingDocument, DrawingUpAct, ExtendingDeadline, HandingOn, Sending
from handlers.staff.states import Importing

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
    for conversation in (_sending, _handing, _mine, _boards, _checking):
        conversation(registered)
    registered.include_router(confirming.router())
    return own


def _sending(own: Router) -> None:
    press = own.callback_query.register
    press(sending.on_send_pressed, SendDocumentPressed.filter())
    press(sending.on_send_this_pressed, SendThisPressed.filter())
    press(sending.on_send_again_pressed, SendAgainPressed.filter())
    press(sending.on_new_version_pressed, NewVersionPressed.filter())
    press(sending.on_title_kept, TitleKept.filter())
    press(sending.on_class_chosen, ClassChosen.filter())
    press(choosing.on_everyone_toggled, EveryoneToggled.filter())
    press(choosing.on_departments_pressed, DepartmentsPressed.filter())
    press(choosing.on_department_toggled, DepartmentToggled.filter())
    press(choosing.on_recipient_added, RecipientAdded.filter())
    press(choosing.on_recipients_cleared, RecipientsCleared.filter())
    press(choosing.on_recipients_pressed, RecipientsPressed.filter())
    press(choosing.on_recipients_chosen, RecipientsChosen.filter())
    press(sending.on_deadline_chosen, DeadlineChosen.filter())
    press(sending.on_order_toggled, OrderToggled.filter())
    press(sending.on_confirmation_toggled, ConfirmationToggled.filter())
    press(sending.on_handing_toggled, HandingToggled.filter())
    press(sending.on_warning_accepted, WarningAccepted.filter())
    press(sending.on_question_reopened, QuestionReopened.filter())
    press(sending.on_send_confirmed, SendConfirmed.filter())
    own.message.register(sending.on_file_sent, StateFilter(Sending.file), F.document)
    press(personal.on_personal_text_pressed, PersonalTextPressed.filter())
    press(personal.on_preview_pressed, PreviewPressed.filter())
    own.message.register(personal.on_text_typed, StateFilter(Sending.file), F.text, NOT_A_COMMAND)
    own.message.register(sending.on_no_file_sent, StateFilter(Sending.file), NOT_A_COMMAND)
    own.message.register(sending.on_title_typed, StateFilter(Sending.title), F.text, NOT_A_COMMAND)
    own.message.register(from_list.on_recipients_sent, StateFilter(Sending.audience), F.document)
    own.message.register(choosing.on_recipient_typed, StateFilter(Sending.audience), F.text, NOT_A_COMMAND)
    own.message.register(sending.on_deadline_typed, StateFilter(Sending.deadline), F.text, NOT_A_COMMAND)


def _handing(own: Router) -> None:
    press = own.callback_query.register
    press(handing.on_hand_on_pressed, HandOnPressed.filter())
    press(handing.on_colleague_chosen, ColleagueChosen.filter())
    press(handing.on_hand_on_confirmed, HandOnConfirmed.filter())
    own.message.register(handing.on_colleague_typed, StateFilter(HandingOn.words), F.text, NOT_A_COMMAND)


def _mine(own: Router) -> None:
    opened = CommandStart(deep_link=True), CarriesCode(CodePurpose.REQUEST), checking.is_genuine
    own.message.register(mine.on_request_link_opened, *opened)
    press = own.callback_query.register
    press(mine.on_my_documents_pressed, MyDocumentsPressed.filter())
    press(mine.on_my_document_pressed, MyDocumentPressed.filter())
    press(mine.on_my_file_pressed, MyFilePressed.filter())
    press(mine.on_snooze_pressed, SnoozePressed.filter())


def _boards(own: Router) -> None:
    press = own.callback_query.register
    press(boards.on_documents_pressed, DocumentsPressed.filter())
    press(boards.on_board_pressed, BoardPressed.filter())
    press(boards.on_board_more_pressed, BoardMorePressed.filter())
    press(boards.on_places_pressed, PlacesPressed.filter())
    press(boards.on_remind_pressed, RemindPressed.filter())
    press(boards.on_void_pressed, VoidPressed.filter())
    press(boards.on_void_confirmed, VoidConfirmed.filter())
    press(boards.on_add_people_pressed, AddPeoplePressed.filter())
    press(boards.on_recipient_joined, RecipientJoined.filter(), AddingPeople.words)
    own.message.register(boards.on_added_typed, StateFilter(AddingPeople.words), F.text, NOT_A_COMMAND)
    press(extending.on_extend_pressed, ExtendPressed.filter())
    press(extending.on_extended_to, ExtendedTo.filter())
    own.message.register(extending.on_new_day_typed, StateFilter(ExtendingDeadline.day), F.text, NOT_A_COMMAND)
    press(acts.on_act_pressed, ActPressed.filter())
    press(acts.on_act_about_pressed, ActAboutPressed.filter())
    press(acts.on_witness_chosen, WitnessChosen.filter())
    press(acts.on_act_confirmed, ActConfirmed.filter())
    own.message.register(acts.on_witness_typed, StateFilter(DrawingUpAct.witnesses), F.text, NOT_A_COMMAND)
    press(personal.on_copy_pressed, CopyPressed.filter())
    press(personal.on_seal_again_pressed, SealAgainPressed.filter())
    press(downloading.on_downloads_pressed, DownloadsPressed.filter())
    press(downloading.on_sheet_drawn, SheetPressed.filter(F.form == SheetForm.PDF))
    press(downloading.on_sheet_exported, SheetPressed.filter(F.form == SheetForm.XLSX))
    press(downloading.on_bundle_pressed, BundlePressed.filter())
    press(downloading.on_documents_of_pressed, DocumentsOfPressed.filter())
    press(boards.on_download_pressed, DownloadPressed.filter())


def _checking(own: Router) -> None:
    own.callback_query.register(checking.on_verify_pressed, VerifyPressed.filter())
    own.message.register(checking.on_file_to_check, StateFilter(CheckingDocument.file), F.document)
    own.message.register(checking.on_no_file_to_check, StateFilter(CheckingDocument.file), NOT_A_COMMAND)
    own.message.register(checking.on_pdf_sent, PDF, BY_ITSELF)
