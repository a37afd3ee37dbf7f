"""A manager moves the deadline of a document that was sent."""

from datetime import datetime
from uuid import UUID

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.ids import EventId
from bot.signing.boards.boards import ShowBoard
from bot.signing.documents.deadlines import end_of, parse_day
from bot.signing.documents.extend_deadline import ExtendDeadline
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.show import Show
from handlers.signing.boards.callbacks import ExtendedTo, ExtendPressed
from handlers.signing.boards.extending_screens import extended_screen, extending_screen
from handlers.signing.states import ExtendingDeadline

_EXTENDING = "extending"


async def on_extend_pressed(
    _: CallbackQuery,
    callback_data: ExtendPressed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    show_board: ShowBoard,
) -> None:
    """More time is to be given: from now on a typed date is the new day."""
    board = await show_board(speaker, callback_data.document_id)
    await state.update_data({_EXTENDING: str(board.document.id)})
    await state.set_state(ExtendingDeadline.day)
    await show.here(extending_screen(words, board.document, now))


async def on_extended_to(
    _: CallbackQuery,
    callback_data: ExtendedTo,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    extend_deadline: ExtendDeadline,
) -> None:
    """A day was chosen."""
    deadline_at = end_of(parse_day(callback_data.day), speaker.organisation.time_zone)
    extended = await extend_deadline(speaker, callback_data.document_id, deadline_at, event_id=event_id, now=now)
    await state.set_state(None)
    await show.here(extended_screen(words, extended))


async def on_new_day_typed(
    message: Message,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    extend_deadline: ExtendDeadline,
) -> None:
    """A day was typed."""
    document_id = UUID((await state.get_data())[_EXTENDING])
    deadline_at = end_of(parse_day(message.text or ""), speaker.organisation.time_zone)
    extended = await extend_deadline(speaker, document_id, deadline_at, event_id=event_id, now=now)
    await state.set_state(None)
    await show.new(extended_screen(words, extended))
