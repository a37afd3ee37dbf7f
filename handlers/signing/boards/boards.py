"""Managers look after what they sent."""

from datetime import datetime
from uuid import UUID

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.ids import EventId
from bot.signing.boards.boards import ListDocuments, ShowBoard, ShowPlaces
from bot.signing.boards.remind_now import RemindNow
from bot.signing.documents.add_recipient import AddRecipient
from bot.signing.documents.recipients import FindRecipients
from bot.signing.documents.void_document import VoidDocument
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.show import Show
from handlers.signing.boards.callbacks import (
    AddPeoplePressed,
    BoardMorePressed,
    BoardPressed,
    DocumentsPressed,
    DownloadPressed,
    PlacesPressed,
    RecipientJoined,
    RemindPressed,
    VoidConfirmed,
    VoidPressed,
)
from handlers.signing.boards.more_screens import more_screen
from handlers.signing.boards.screens import (
    added_screen,
    adding_screen,
    board_screen,
    documents_screen,
    joining_screen,
    places_screen,
    void_screen,
    voided_screen,
)
from handlers.signing.requests.screens import file_screen
from handlers.signing.states import AddingPeople

_ADDING = "adding_to"


async def on_documents_pressed(
    _: CallbackQuery,
    callback_data: DocumentsPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    list_documents: ListDocuments,
) -> None:
    """The organisation's documents are wanted."""
    wanted = callback_data
    page = await list_documents(speaker, wanted.offset, mine=wanted.mine, which=wanted.which)
    await show.here(documents_screen(words, page))


async def on_board_pressed(
    _: CallbackQuery, callback_data: BoardPressed, speaker: Speaker, words: Words, show: Show, show_board: ShowBoard
) -> None:
    """One document's board is wanted."""
    await show.here(board_screen(words, await show_board(speaker, callback_data.document_id)))


async def on_board_more_pressed(
    _: CallbackQuery, callback_data: BoardMorePressed, speaker: Speaker, words: Words, show: Show, show_board: ShowBoard
) -> None:
    """What else can be done with a document is wanted."""
    await show.here(more_screen(words, await show_board(speaker, callback_data.document_id)))


async def on_places_pressed(
    _: CallbackQuery, callback_data: PlacesPressed, speaker: Speaker, words: Words, show: Show, show_places: ShowPlaces
) -> None:
    """Who is where."""
    wanted = callback_data
    page = await show_places(speaker, wanted.document_id, wanted.offset, waiting=wanted.waiting)
    await show.here(places_screen(words, page))


async def on_remind_pressed(
    _: CallbackQuery,
    callback_data: RemindPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    remind_now: RemindNow,
) -> None:
    """Everyone who has not answered is reminded."""
    reminded = await remind_now(speaker, callback_data.document_id, now=now)
    await show.toast(words.plain("signing-reminded", number=reminded.number), alert=True)


async def on_void_pressed(
    _: CallbackQuery, callback_data: VoidPressed, speaker: Speaker, words: Words, show: Show, show_board: ShowBoard
) -> None:
    """A document is to be voided: asks once more."""
    await show.here(void_screen(words, await show_board(speaker, callback_data.document_id)))


async def on_void_confirmed(
    _: CallbackQuery,
    callback_data: VoidConfirmed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    void_document: VoidDocument,
) -> None:
    """A document is voided."""
    document = await void_document(speaker, callback_data.document_id, event_id=event_id, now=now)
    await show.here(voided_screen(words, document))


async def on_download_pressed(
    _: CallbackQuery, callback_data: DownloadPressed, speaker: Speaker, words: Words, show: Show, show_board: ShowBoard
) -> None:
    """A document's file is wanted."""
    board = await show_board(speaker, callback_data.document_id)
    await show.new(file_screen(words, board.document, finished=callback_data.finished))


async def on_add_people_pressed(
    _: CallbackQuery,
    callback_data: AddPeoplePressed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    show_board: ShowBoard,
) -> None:
    """People are to be added: from now on typed words look for them."""
    board = await show_board(speaker, callback_data.document_id)
    await state.update_data({_ADDING: str(board.document.id)})
    await state.set_state(AddingPeople.words)
    await show.here(adding_screen(words, board.document))


async def on_added_typed(
    message: Message,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    find_recipients: FindRecipients,
) -> None:
    """A part of a name was typed."""
    document_id = UUID((await state.get_data())[_ADDING])
    found, total = await find_recipients(speaker, message.text or "", now=now)
    await show.new(joining_screen(words, document_id, found, total))


async def on_recipient_joined(
    _: CallbackQuery,
    callback_data: RecipientJoined,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    add_recipient: AddRecipient,
) -> None:
    """A person is added."""
    document_id = UUID((await state.get_data())[_ADDING])
    added = await add_recipient(speaker, document_id, callback_data.person_id, event_id=event_id, now=now)
    await show.here(added_screen(words, added))
