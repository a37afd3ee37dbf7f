"""A manager issues a pass to one person: its type, what stands in its fields, for how long, with which photo."""

from dataclasses import replace
from datetime import datetime

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.ids import EventId
from bot.passes.browse_passes import ListPassesOf
from bot.passes.issuing.issue_pass import IssuePass, PhotoFrom
from bot.passes.issuing.validity import read_validity
from bot.passes.types.browse_types import ListTypes, ShowType
from bot.passes.types.pass_types import read_value
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.checkpoint.duty.pictures import fetch_picture
from handlers.passes.callbacks import IssuePassPressed, PassDaysChosen, PassTypeChosen, PhotoChosen
from handlers.passes.issuing.draft import PassAnswers, drop, keep, recall
from handlers.passes.issuing.screens import days_screen, field_screen, issued_screen, photo_screen, type_screen
from handlers.passes.states import IssuingPass
from handlers.screen import Screen
from handlers.show import Show


async def on_issue_pass_pressed(
    _: CallbackQuery,
    callback_data: IssuePassPressed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    list_passes_of: ListPassesOf,
    list_types: ListTypes,
) -> None:
    """A pass is to be issued: asks for its type."""
    held = await list_passes_of(speaker, callback_data.person_id)
    types = await list_types(speaker)
    await keep(state, PassAnswers(str(held.holder.id), held.holder.name, held.photographed))
    await show.new(type_screen(words, held.holder.name, types))


async def on_pass_type_chosen(
    _: CallbackQuery,
    callback_data: PassTypeChosen,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    show_type: ShowType,
    issue_pass: IssuePass,
) -> None:
    """The type was chosen."""
    answers = (await recall(state)).of(await show_type(speaker, callback_data.type))
    await show.here(await _next(answers, state, speaker, words, event_id, now, issue_pass))


async def on_field_typed(
    message: Message,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    issue_pass: IssuePass,
) -> None:
    """What stands in a field was typed."""
    answers = await recall(state)
    value = read_value(answers.labels[len(answers.values)], message.text or "")
    answers = replace(answers, values=(*answers.values, value))
    await show.new(await _next(answers, state, speaker, words, event_id, now, issue_pass))


async def on_pass_days_chosen(
    _: CallbackQuery,
    callback_data: PassDaysChosen,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    issue_pass: IssuePass,
) -> None:
    """The validity was chosen."""
    answers = replace(await recall(state), days=callback_data.days, first=None)
    await show.here(await _next(answers, state, speaker, words, event_id, now, issue_pass))


async def on_pass_period_typed(
    message: Message,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    issue_pass: IssuePass,
) -> None:
    """The days on which it is to be valid were typed."""
    validity = read_validity(message.text or "", speaker.organisation.time_zone, now)
    first = validity.first.isoformat() if validity.first else None
    answers = replace(await recall(state), days=validity.days, first=first)
    await show.new(await _next(answers, state, speaker, words, event_id, now, issue_pass))


async def on_photo_sent(
    message: Message,
    bot: Bot,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    issue_pass: IssuePass,
) -> None:
    """The holder's photo came: the pass is issued."""
    photo = await fetch_picture(message, bot)
    order = (await recall(state)).order(PhotoFrom.FILE)
    issued = await issue_pass(speaker, order, photo, event_id=event_id, now=now)
    await drop(state)
    await show.new(issued_screen(words, issued))


async def on_photo_chosen(
    _: CallbackQuery,
    callback_data: PhotoChosen,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    issue_pass: IssuePass,
) -> None:
    """The pass is issued with the photo on file, with one that the holder sends, or without any."""
    order = (await recall(state)).order(callback_data.source)
    issued = await issue_pass(speaker, order, None, event_id=event_id, now=now)
    await drop(state)
    await show.here(issued_screen(words, issued))


async def on_no_photo_sent(_: Message, state: FSMContext, words: Words, show: Show) -> None:
    """Something else came while the photo was waited for."""
    await show.new(photo_screen(words, await recall(state)))


async def _next(
    answers: PassAnswers,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    event_id: EventId,
    now: datetime,
    issue_pass: IssuePass,
) -> Screen:
    """Return the next question's screen; where nothing is left to ask, issue the pass."""
    if answers.state is None:
        issued = await issue_pass(speaker, answers.order(PhotoFrom.NOWHERE), None, event_id=event_id, now=now)
        await drop(state)
        return issued_screen(words, issued)
    await keep(state, answers)
    ask = {
        IssuingPass.field.state: field_screen,
        IssuingPass.days.state: days_screen,
        IssuingPass.photo.state: photo_screen,
    }
    return ask[answers.state.state](words, answers)
