"""A manager sends a document: a file, four questions, a summary, one button."""

from dataclasses import replace
from datetime import datetime

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.ids import EventId
from bot.signing.documents.deadlines import end_of, in_days, parse_day, require_ahead
from bot.signing.documents.receive_file import ReceiveFile
from bot.signing.documents.send_again import UseAsTemplate
from bot.signing.documents.send_document import SendDocument, require_title
from bot.signing.models import Confirmation, Handing, Order
from bot.staff.access import require_manager
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.show import Show
from handlers.signing.boards.callbacks import NewVersionPressed, SendAgainPressed
from handlers.signing.callbacks import ClassChosen, DeadlineChosen, QuestionReopened, SendConfirmed, WarningAccepted
from handlers.signing.checking.incoming import received
from handlers.signing.sending.draft import DraftChangedRefused, begin, drop, keep, like, recall
from handlers.signing.sending.questions import take
from handlers.signing.sending.screens import (
    file_wanted_screen,
    sent_screen,
    step_screen,
    version_wanted_screen,
    warning_of,
)
from handlers.signing.states import Sending


async def on_send_pressed(_: CallbackQuery, state: FSMContext, speaker: Speaker, words: Words, show: Show) -> None:
    """A document is to be sent."""
    require_manager(speaker)
    await drop(state)
    await state.set_state(Sending.file)
    await show.here(file_wanted_screen(words))


async def on_send_again_pressed(
    _: CallbackQuery,
    callback_data: SendAgainPressed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    use_as_template: UseAsTemplate,
) -> None:
    """The same once more: the same file, the same people."""
    answers = like(await use_as_template(speaker, callback_data.document_id, now=now), new_version=False)
    await keep(state, answers)
    await show.new(step_screen(words, answers))


async def on_new_version_pressed(
    _: CallbackQuery,
    callback_data: NewVersionPressed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    use_as_template: UseAsTemplate,
) -> None:
    """The same people are to get another file instead."""
    answers = like(await use_as_template(speaker, callback_data.document_id, now=now), new_version=True)
    await keep(state, answers)
    await state.set_state(Sending.file)
    await show.new(version_wanted_screen(words, answers))


async def on_file_sent(
    message: Message,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    bot: Bot,
    receive_file: ReceiveFile,
) -> None:
    """The file to be sent has come."""
    answers = await begin(state, await received(message, bot, speaker, receive_file, now))
    await show.new(step_screen(words, answers))


async def on_no_file_sent(_: Message, words: Words, show: Show) -> None:
    """Something else came while the file was waited for; a compressed photo is not the exact file."""
    await show.new(file_wanted_screen(words))


async def on_send_this_pressed(_: CallbackQuery, state: FSMContext, words: Words, show: Show) -> None:
    """The file that came by itself is to be sent."""
    await take(await recall(state), state, words, show)


async def on_title_typed(message: Message, state: FSMContext, words: Words, show: Show) -> None:
    """The title was typed."""
    answers = replace(await recall(state), title=require_title(message.text or ""))
    await keep(state, answers)
    await show.new(step_screen(words, answers))


async def on_title_kept(_: CallbackQuery, state: FSMContext, words: Words, show: Show) -> None:
    """The file's name is the title."""
    answers = await recall(state)
    await take(replace(answers, title=answers.own_title), state, words, show)


async def on_class_chosen(
    _: CallbackQuery, callback_data: ClassChosen, state: FSMContext, words: Words, show: Show
) -> None:
    """What is asked of the recipients."""
    await take(replace(await recall(state), class_=callback_data.class_.value), state, words, show)


async def on_deadline_chosen(
    _: CallbackQuery,
    callback_data: DeadlineChosen,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
) -> None:
    """So many days from today."""
    deadline_at = in_days(callback_data.days, speaker.organisation.time_zone, now)
    await take(replace(await recall(state), deadline=deadline_at.isoformat()), state, words, show)


async def on_deadline_typed(
    message: Message, state: FSMContext, speaker: Speaker, words: Words, show: Show, now: datetime
) -> None:
    """A day was typed."""
    deadline_at = end_of(parse_day(message.text or ""), speaker.organisation.time_zone)
    require_ahead(deadline_at, now)
    answers = replace(await recall(state), deadline=deadline_at.isoformat())
    await keep(state, answers)
    await show.new(step_screen(words, answers))


async def on_order_toggled(_: CallbackQuery, state: FSMContext, words: Words, show: Show) -> None:
    """Together, or in turn."""
    answers = await recall(state)
    other = Order.SEQUENCE if answers.order == Order.TOGETHER else Order.TOGETHER
    await take(replace(answers, order=other.value), state, words, show)


async def on_confirmation_toggled(_: CallbackQuery, state: FSMContext, words: Words, show: Show) -> None:
    """With the PIN, or without."""
    answers = await recall(state)
    other = Confirmation.TAP if answers.confirmation == Confirmation.PIN else Confirmation.PIN
    await take(replace(answers, confirmation=other.value), state, words, show)


async def on_handing_toggled(_: CallbackQuery, state: FSMContext, words: Words, show: Show) -> None:
    """Themselves, or a colleague too."""
    answers = await recall(state)
    other = Handing.COLLEAGUE if answers.handing == Handing.SELF else Handing.SELF
    await take(replace(answers, handing=other.value), state, words, show)


async def on_warning_accepted(
    _: CallbackQuery, callback_data: WarningAccepted, state: FSMContext, words: Words, show: Show
) -> None:
    """The warning was read; that of another class than is to be sent now counts for nothing."""
    answers = await recall(state)
    if answers.class_ != callback_data.class_.value:
        raise DraftChangedRefused
    await take(replace(answers, accepted_warning=warning_of(words, callback_data.class_)), state, words, show)


async def on_question_reopened(
    _: CallbackQuery, callback_data: QuestionReopened, state: FSMContext, words: Words, show: Show
) -> None:
    """An answer is to be given anew."""
    await take((await recall(state)).without(callback_data.step), state, words, show)


async def on_send_confirmed(
    _: CallbackQuery,
    callback_data: SendConfirmed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    send_document: SendDocument,
) -> None:
    """Sent, as summed up."""
    answers = await recall(state)
    if answers.digest != callback_data.draft:
        raise DraftChangedRefused
    sent = await send_document(speaker, answers.draft(), event_id=event_id, now=now)
    await drop(state)
    await show.here(sent_screen(words, sent))
