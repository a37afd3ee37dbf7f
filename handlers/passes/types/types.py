"""A manager defines types of passes: a name first, then one card on which everything else is set, and saved."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.ids import EventId
from bot.passes.types.browse_types import ListTypes, ShowType
from bot.passes.types.define_type import DefineType, RetireType
from bot.passes.types.pass_types import Trait, TypeDraft, read_days, read_fields, read_type_name
from bot.staff.access import require_manager
from bot.staff.models import Speaker
from bot.texts import Words
from handlers.passes.callbacks import TypeDaysChosen, TypePressed, TypeRetired, TypeRetirePressed, TypeTraitToggled
from handlers.passes.states import DefiningType
from handlers.passes.types.screens import (
    days_wanted_screen,
    fields_wanted_screen,
    name_wanted_screen,
    retire_screen,
    type_draft_screen,
    types_screen,
)
from handlers.show import Show

_DRAFT, _NEW = "type_draft", "type_new"


async def on_types_pressed(_: CallbackQuery, speaker: Speaker, words: Words, show: Show, list_types: ListTypes) -> None:
    """The types are wanted."""
    await show.here(types_screen(words, await list_types(speaker)))


async def on_new_type_pressed(_: CallbackQuery, state: FSMContext, speaker: Speaker, words: Words, show: Show) -> None:
    """A type is to be defined: asks for its name."""
    require_manager(speaker)
    await state.set_state(DefiningType.name)
    await show.new(name_wanted_screen(words))


async def on_type_named(message: Message, state: FSMContext, words: Words, show: Show) -> None:
    """The name was typed."""
    draft = TypeDraft(read_type_name(message.text or ""))
    await state.update_data({_NEW: True})
    await show.new(type_draft_screen(words, await _keep(state, draft), new=True))


async def on_type_pressed(
    _: CallbackQuery,
    callback_data: TypePressed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    show_type: ShowType,
) -> None:
    """An own type is to be changed."""
    terms = await show_type(speaker, callback_data.type)
    await state.update_data({_NEW: False})
    draft = await _keep(state, TypeDraft(terms.name, terms.fields, terms.days[0], terms.traits))
    await show.here(type_draft_screen(words, draft, new=False))


async def on_type_fields_pressed(_: CallbackQuery, state: FSMContext, words: Words, show: Show) -> None:
    """The fields are to be written."""
    await state.set_state(DefiningType.fields)
    await show.new(fields_wanted_screen(words))


async def on_type_fields_typed(message: Message, state: FSMContext, words: Words, show: Show) -> None:
    """The fields were written, one a line."""
    await _change(state, words, show, fields=read_fields(message.text or ""))


async def on_type_fields_dropped(_: CallbackQuery, state: FSMContext, words: Words, show: Show) -> None:
    """The type has no fields."""
    await _change(state, words, show, fields=())


async def on_type_days_pressed(_: CallbackQuery, state: FSMContext, words: Words, show: Show) -> None:
    """The validity is to be chosen."""
    await state.set_state(DefiningType.days)
    await show.new(days_wanted_screen(words))


async def on_type_days_chosen(
    _: CallbackQuery, callback_data: TypeDaysChosen, state: FSMContext, words: Words, show: Show
) -> None:
    """The validity was chosen."""
    await _change(state, words, show, days=read_days(callback_data.days))


async def on_type_days_typed(message: Message, state: FSMContext, words: Words, show: Show) -> None:
    """The validity was typed as a number of days; anything else is none."""
    typed = (message.text or "").strip()
    days = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < len("10000") else 0
    await _change(state, words, show, days=read_days(days))


async def on_type_trait_toggled(
    _: CallbackQuery, callback_data: TypeTraitToggled, state: FSMContext, words: Words, show: Show
) -> None:
    """A photo is needed, or printing allowed; or not after all."""
    draft, new = await _recall(state)
    draft = await _keep(state, replace(draft, traits=draft.traits ^ {callback_data.trait}))
    await show.here(type_draft_screen(words, draft, new=new))


async def on_type_saved(
    _: CallbackQuery,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    define_type: DefineType,
    list_types: ListTypes,
) -> None:
    """The type is as it shall be."""
    draft, new = await _recall(state)
    saved = await define_type(speaker, draft, new=new, event_id=event_id, now=now)
    await state.set_state(None)
    await show.here(types_screen(words, await list_types(speaker), saved))


async def on_type_retire_pressed(
    _: CallbackQuery,
    callback_data: TypeRetirePressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    show_type: ShowType,
) -> None:
    """A type is to be retired: asks once more."""
    await show.here(retire_screen(words, await show_type(speaker, callback_data.type)))


async def on_type_retired(
    _: CallbackQuery,
    callback_data: TypeRetired,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    retire_type: RetireType,
    list_types: ListTypes,
) -> None:
    """A type is retired."""
    await retire_type(speaker, callback_data.type, event_id=event_id, now=now)
    await state.set_state(None)
    await show.here(types_screen(words, await list_types(speaker)))


async def _change(state: FSMContext, words: Words, show: Show, **changes: Any) -> None:  # noqa: ANN401 - fields of a draft
    draft, new = await _recall(state)
    await show.new(type_draft_screen(words, await _keep(state, replace(draft, **changes)), new=new))


async def _keep(state: FSMContext, draft: TypeDraft) -> TypeDraft:
    """Remember the draft as JSON, and wait for what is changed on it."""
    kept = {"name": draft.name, "fields": list(draft.fields), "days": draft.days, "traits": sorted(draft.traits)}
    await state.update_data({_DRAFT: kept})
    await state.set_state(DefiningType.draft)
    return draft


async def _recall(state: FSMContext) -> tuple[TypeDraft, bool]:
    data = await state.get_data()
    kept = data[_DRAFT]
    traits = frozenset(map(Trait, kept["traits"]))
    return TypeDraft(kept["name"], tuple(kept["fields"]), kept["days"], traits), data[_NEW]
