"""A manager defines types of passes: a name first, then one card on which everything else is set, and saved."""

from dataclasses import replace
from typing import Any

from aiogram.fsm.context import FSMContext
from dishka import FromDishka

from bot.passes.types.browse_types import ListTypes, ShowType
from bot.passes.types.define_type import DefineType, RetireType
from bot.passes.types.pass_types import Trait, TypeDraft, read_days, read_fields, read_type_name
from bot.staff.access import require_manager
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
from handlers.turn import Turn

_DRAFT, _NEW = "type_draft", "type_new"


async def on_types_pressed(turn: Turn, list_types: FromDishka[ListTypes]) -> None:
    """The types are wanted."""
    await turn.show.here(types_screen(turn.words, await list_types(turn.speaker)))


async def on_new_type_pressed(turn: Turn) -> None:
    """A type is to be defined: asks for its name."""
    require_manager(turn.speaker)
    await turn.state.set_state(DefiningType.name)
    await turn.show.new(name_wanted_screen(turn.words))


async def on_type_named(turn: Turn) -> None:
    """The name was typed."""
    draft = TypeDraft(read_type_name(turn.message.text or ""))
    await turn.state.update_data({_NEW: True})
    await turn.show.new(type_draft_screen(turn.words, await _keep(turn.state, draft), new=True))


async def on_type_pressed(turn: Turn, button: TypePressed, show_type: FromDishka[ShowType]) -> None:
    """An own type is to be changed."""
    terms = await show_type(turn.speaker, button.type)
    await turn.state.update_data({_NEW: False})
    draft = await _keep(turn.state, TypeDraft(terms.name, terms.fields, terms.days[0], terms.traits))
    await turn.show.here(type_draft_screen(turn.words, draft, new=False))


async def on_type_fields_pressed(turn: Turn) -> None:
    """The fields are to be written."""
    await turn.state.set_state(DefiningType.fields)
    await turn.show.new(fields_wanted_screen(turn.words))


async def on_type_fields_typed(turn: Turn) -> None:
    """The fields were written, one a line."""
    await _change(turn, fields=read_fields(turn.message.text or ""))


async def on_type_fields_dropped(turn: Turn) -> None:
    """The type has no fields."""
    await _change(turn, fields=())


async def on_type_days_pressed(turn: Turn) -> None:
    """The validity is to be chosen."""
    await turn.state.set_state(DefiningType.days)
    await turn.show.new(days_wanted_screen(turn.words))


async def on_type_days_chosen(turn: Turn, button: TypeDaysChosen) -> None:
    """The validity was chosen."""
    await _change(turn, days=read_days(button.days))


async def on_type_days_typed(turn: Turn) -> None:
    """The validity was typed as a number of days; anything else is none."""
    typed = (turn.message.text or "").strip()
    days = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < len("10000") else 0
    await _change(turn, days=read_days(days))


async def on_type_trait_toggled(turn: Turn, button: TypeTraitToggled) -> None:
    """A photo is needed, or printing allowed; or not after all."""
    draft, new = await _recall(turn.state)
    draft = await _keep(turn.state, replace(draft, traits=draft.traits ^ {button.trait}))
    await turn.show.here(type_draft_screen(turn.words, draft, new=new))


async def on_type_saved(turn: Turn, define_type: FromDishka[DefineType], list_types: FromDishka[ListTypes]) -> None:
    """The type is as it shall be."""
    draft, new = await _recall(turn.state)
    saved = await define_type(turn.speaker, draft, new=new, event_id=turn.event_id, now=turn.now)
    await turn.state.set_state(None)
    await turn.show.here(types_screen(turn.words, await list_types(turn.speaker), saved))


async def on_type_retire_pressed(turn: Turn, button: TypeRetirePressed, show_type: FromDishka[ShowType]) -> None:
    """A type is to be retired: asks once more."""
    await turn.show.here(retire_screen(turn.words, await show_type(turn.speaker, button.type)))


async def on_type_retired(
    turn: Turn, button: TypeRetired, retire_type: FromDishka[RetireType], list_types: FromDishka[ListTypes]
) -> None:
    """A type is retired."""
    await retire_type(turn.speaker, button.type, event_id=turn.event_id, now=turn.now)
    await turn.state.set_state(None)
    await turn.show.here(types_screen(turn.words, await list_types(turn.speaker)))


async def _change(turn: Turn, **changes: Any) -> None:  # noqa: ANN401 - fields of a draft
    draft, new = await _recall(turn.state)
    await turn.show.new(type_draft_screen(turn.words, await _keep(turn.state, replace(draft, **changes)), new=new))


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
