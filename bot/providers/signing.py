"""Provides the use cases of signing, and the texts of sheets and acts."""

from dishka import Provider, Scope, provide, provide_all

from bot.providers.links import SheetLink
from bot.qualified.judge_signatures import JudgeSignatures
from bot.signing.archiving.archive_files import ArchiveFiles
from bot.signing.boards.boards import ListDocuments, ShowBoard, ShowPlaces
from bot.signing.boards.bundle_document import BundleDocument
from bot.signing.boards.documents_of import ListDocumentsOf
from bot.signing.boards.export_sheet import DrawSheet, ExportSheet
from bot.signing.boards.refresh_boards import ClaimBoards, IsBoardShown, LeaveBoard, MarkBoardFresh, PlaceBoard
from bot.signing.boards.remind_now import RemindNow
from bot.signing.boards.unreached import NoteUnreached
from bot.signing.declining.decline_request import DeclineRequest
from bot.signing.declining.prepare_decline import PrepareDecline
from bot.signing.declining.settle_declines import SettleDeclines
from bot.signing.declining.take_back_decline import TakeBackDecline
from bot.signing.documents.add_recipient import AddRecipient
from bot.signing.documents.expire_documents import ExpireDocuments
from bot.signing.documents.extend_deadline import ExtendDeadline
from bot.signing.documents.fix_file import FixFile
from bot.signing.documents.preview_copy import PreviewCopy
from bot.signing.documents.read_recipients import ReadRecipients
from bot.signing.documents.receive_file import ReceiveFile
from bot.signing.documents.receive_text import ReceiveText
from bot.signing.documents.recipients import CountRecipients, FindRecipients, ListDepartments
from bot.signing.documents.send_document import SendDocument
from bot.signing.documents.use_as_template import UseAsTemplate
from bot.signing.documents.void_document import VoidDocument
from bot.signing.finishing.finish_documents import FinishDocuments
from bot.signing.note_blocked import NoteBlocked, NoteUnblocked
from bot.signing.personal_texts.close_series import CloseSeries
from bot.signing.personal_texts.find_copy import FindCopy
from bot.signing.personal_texts.make_copies import MakeCopies
from bot.signing.ports import LinkToSheet
from bot.signing.qualified.accept_signature import AcceptSignature
from bot.signing.qualified.demand_signatures import DemandSignatures
from bot.signing.reading.show_page import ShowPage
from bot.signing.refusal_acts.draw_up_act import DrawUpAct
from bot.signing.refusal_acts.prepare_act import FindWitnesses, ListRefusals, PrepareAct
from bot.signing.refusal_acts.wording import ActWording
from bot.signing.requests.colleagues import FindColleagues, ShowColleague
from bot.signing.requests.hand_on_request import HandOnRequest
from bot.signing.requests.my_requests import FollowLink, ListMyRequests, ShowMyRequest
from bot.signing.requests.note_delivered import NoteDelivered
from bot.signing.requests.open_request import OpenRequest
from bot.signing.requests.preview_request import PreviewRequest
from bot.signing.requests.sign_request import SignRequest
from bot.signing.requests.snooze_request import SnoozeRequest
from bot.signing.sealing.seal_again import SealAgain
from bot.signing.sheet.wording import SheetWording
from bot.signing.verification.admit_stranger import AdmitStranger
from bot.signing.verification.check_file import CheckFile, CheckStrangersFile
from bot.signing.verification.find_finished import FindFinished
from bot.signing.verification.find_sheet import FindSheet, NameSigners
from bot.signing.verification.list_authorities import ListAuthorities


class SigningProvider(Provider):
    """The use cases of `bot.signing`, and what only they depend on."""

    scope = Scope.APP

    use_cases = provide_all(
        AcceptSignature,
        ArchiveFiles,
        AddRecipient,
        AdmitStranger,
        BundleDocument,
        CheckFile,
        CheckStrangersFile,
        ClaimBoards,
        CloseSeries,
        CountRecipients,
        DeclineRequest,
        DemandSignatures,
        DrawSheet,
        DrawUpAct,
        ExpireDocuments,
        ExportSheet,
        ExtendDeadline,
        FindColleagues,
        FindCopy,
        FindFinished,
        FindRecipients,
        FindSheet,
        FindWitnesses,
        FinishDocuments,
        FixFile,
        FollowLink,
        HandOnRequest,
        IsBoardShown,
        JudgeSignatures,
        ListAuthorities,
        LeaveBoard,
        ListDepartments,
        ListDocuments,
        ListDocumentsOf,
        ListMyRequests,
        ListRefusals,
        MakeCopies,
        NameSigners,
        MarkBoardFresh,
        NoteBlocked,
        NoteDelivered,
        NoteUnblocked,
        NoteUnreached,
        OpenRequest,
        PlaceBoard,
        PrepareAct,
        PrepareDecline,
        PreviewCopy,
        PreviewRequest,
        ReadRecipients,
        ReceiveFile,
        ReceiveText,
        RemindNow,
        SealAgain,
        SendDocument,
        SettleDeclines,
        ShowBoard,
        ShowColleague,
        ShowMyRequest,
        ShowPlaces,
        SignRequest,
        ShowPage,
        SnoozeRequest,
        TakeBackDecline,
        UseAsTemplate,
        VoidDocument,
    )

    wording = provide_all(ActWording, SheetWording)
    link_to_sheet = provide(SheetLink, provides=LinkToSheet)
