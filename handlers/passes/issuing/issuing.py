"""A manager issues a pass to one person: its type, its fields, its validity, its photo."""

from dataclasses import replace
from datetime import datetime

from aiogram.fsm.context import FSMContext
from dishka import FromDishka

from bot.ids import EventId
from bot.passes.browse_passes import ListPassesOf
from bot.passes.issuing.issue_pass import IssuePass, PhotoFrom
from bot.passes.issuing.validity import read_validity
from bot.passes.types.browse_types import ListTypes, ShowType
from bot.passes.types.pass_types import read_value
from bot.staff.access import require_manager
from bot.staff.models import Speaker
from bot.staff.people.browse_staff import BrowseStaff, StaffSearch
from bot.texts.words import Words
from handlers.checkpoint.duty.pictures import fetch_picture
from handlers.passes.callbacks import IssuePassPressed, PassDaysChosen, PassTypeChosen, PhotoChosen
from handlers.passes.issuing.draft import PassAnswers, drop, keep, recall
from handlers.passes.issuing.screens import (
    days_screen,
    field_screen,
    holder_screen,
    holders_screen,
    issued_screen,
    photo_screen,
    type_screen,
)
from handlers.passes.states import IssuingPass
from handlers.screen import Screen
from handlers.turn import Turn


async def on_issue_to_person_pressed(turn: Turn) -> None:
    """Ask who is to hold the pass."""
    require_manager(turn.speaker)
    await turn.state.set_state(IssuingPass.holder)
    await turn.show.new(holder_screen(turn.words))


async def on_holder_typed(turn: Turn, browse_staff: FromDishka[BrowseStaff]) -> None:
    """Show the people whom the typed part of a name finds."""
    page = await browse_staff(turn.speaker, StaffSearch(turn.message.text or ""), 0, now=turn.now)
    await turn.show.new(holders_screen(turn.words, page))


async def on_issue_pass_pressed(
    turn: Turn, button: IssuePassPressed, list_passes_of: FromDishka[ListPassesOf], list_types: FromDishka[ListTypes]
) -> None:
    """Ask for the type of a new pass."""
    held = await list_passes_of(turn.speaker, button.person_id)
    types = await list_types(turn.speaker)
    await keep(turn.state, PassAnswers(str(held.holder.id), held.holder.name, held.photographed))
    await turn.show.new(type_screen(turn.words, held.holder.name, types))


async def on_pass_type_chosen(
    turn: Turn, button: PassTypeChosen, show_type: FromDishka[ShowType], issue_pass: FromDishka[IssuePass]
) -> None:
    """Take the type."""
    answers = (await recall(turn.state)).of(await show_type(turn.speaker, button.type))
    await turn.show.here(
        await _next(answers, turn.state, turn.speaker, turn.words, turn.event_id, turn.now, issue_pass)
    )


async def on_field_typed(turn: Turn, issue_pass: FromDishka[IssuePass]) -> None:
    """Take the value of a field."""
    answers = await recall(turn.state)
    value = read_value(answers.labels[len(answers.values)], turn.message.text or "")
    answers = replace(answers, values=(*answers.values, value))
    await turn.show.new(await _next(answers, turn.state, turn.speaker, turn.words, turn.event_id, turn.now, issue_pass))


async def on_pass_days_chosen(turn: Turn, button: PassDaysChosen, issue_pass: FromDishka[IssuePass]) -> None:
    """Take the validity."""
    answers = replace(await recall(turn.state), days=button.days, first=None)
    await turn.show.here(
        await _next(answers, turn.state, turn.speaker, turn.words, turn.event_id, turn.now, issue_pass)
    )


async def on_pass_period_typed(turn: Turn, issue_pass: FromDishka[IssuePass]) -> None:
    """Take typed days of validity."""
    validity = read_validity(turn.message.text or "", turn.speaker.organisation.time_zone, turn.now)
    first = validity.first.isoformat() if validity.first else None
    answers = replace(await recall(turn.state), days=validity.days, first=first)
    await turn.show.new(await _next(answers, turn.state, turn.speaker, turn.words, turn.event_id, turn.now, issue_pass))


async def on_photo_sent(turn: Turn, issue_pass: FromDishka[IssuePass]) -> None:
    """Take the holder's photo and issue the pass."""
    photo = await fetch_picture(turn)
    order = (await recall(turn.state)).order(PhotoFrom.FILE)
    issued = await issue_pass(turn.speaker, order, photo, event_id=turn.event_id, now=turn.now)
    await drop(turn.state)
    await turn.show.new(issued_screen(turn.words, issued))


async def on_photo_chosen(turn: Turn, button: PhotoChosen, issue_pass: FromDishka[IssuePass]) -> None:
    """Issue the pass with the photo on file, with one that the holder is to send, or without any."""
    order = (await recall(turn.state)).order(button.source)
    issued = await issue_pass(turn.speaker, order, None, event_id=turn.event_id, now=turn.now)
    await drop(turn.state)
    await turn.show.here(issued_screen(turn.words, issued))


async def _next(
    answers: PassAnswers,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    event_id: EventId,
    now: datetime,
    issue_pass: IssuePass,
) -> Screen:
    """Return the screen of the next question; issue the pass where none is left."""
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
