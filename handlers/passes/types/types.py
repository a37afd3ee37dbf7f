"""Pass types for managers: ask for a name, then edit everything else on one card and save it."""

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
    """Show the types."""
    await turn.show.here(types_screen(turn.words, await list_types(turn.speaker)))


async def on_new_type_pressed(turn: Turn) -> None:
    """Ask for the name of a new type."""
    require_manager(turn.speaker)
    await turn.state.set_state(DefiningType.name)
    await turn.show.new(name_wanted_screen(turn.words))


async def on_type_named(turn: Turn) -> None:
    """Take the name and show the card."""
    draft = TypeDraft(read_type_name(turn.message.text or ""))
    await turn.state.update_data({_NEW: True})
    await turn.show.new(type_draft_screen(turn.words, await _keep(turn.state, draft), new=True))


async def on_type_pressed(turn: Turn, button: TypePressed, show_type: FromDishka[ShowType]) -> None:
    """Show the card of an own type to edit."""
    terms = await show_type(turn.speaker, button.type)
    await turn.state.update_data({_NEW: False})
    draft = await _keep(turn.state, TypeDraft(terms.name, terms.fields, terms.days[0], terms.traits))
    await turn.show.here(type_draft_screen(turn.words, draft, new=False))


async def on_type_fields_pressed(turn: Turn) -> None:
    """Ask for the fields."""
    await turn.state.set_state(DefiningType.fields)
    await turn.show.new(fields_wanted_screen(turn.words))


async def on_type_fields_typed(turn: Turn) -> None:
    """Take the fields, one a line."""
    await _change(turn, fields=read_fields(turn.message.text or ""))


async def on_type_fields_dropped(turn: Turn) -> None:
    """Remove the fields."""
    await _change(turn, fields=())


async def on_type_days_pressed(turn: Turn) -> None:
    """Ask for the validity."""
    await turn.state.set_state(DefiningType.days)
    await turn.show.new(days_wanted_screen(turn.words))


async def on_type_days_chosen(turn: Turn, button: TypeDaysChosen) -> None:
    """Take the chosen validity."""
    await _change(turn, days=read_days(button.days))


async def on_type_days_typed(turn: Turn) -> None:
    """Take a validity typed as a number of days; refuse anything else."""
    typed = (turn.message.text or "").strip()
    days = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < len("10000") else 0
    await _change(turn, days=read_days(days))


async def on_type_trait_toggled(turn: Turn, button: TypeTraitToggled) -> None:
    """Switch the photo or printing on or off."""
    draft, new = await _recall(turn.state)
    draft = await _keep(turn.state, replace(draft, traits=draft.traits ^ {button.trait}))
    await turn.show.here(type_draft_screen(turn.words, draft, new=new))


async def on_type_saved(turn: Turn, define_type: FromDishka[DefineType], list_types: FromDishka[ListTypes]) -> None:
    """Save the type."""
    draft, new = await _recall(turn.state)
    saved = await define_type(turn.speaker, draft, new=new, event_id=turn.event_id, now=turn.now)
    await turn.state.set_state(None)
    await turn.show.here(types_screen(turn.words, await list_types(turn.speaker), saved))


async def on_type_retire_pressed(turn: Turn, button: TypeRetirePressed, show_type: FromDishka[ShowType]) -> None:
    """Ask for confirmation before a type is retired."""
    await turn.show.here(retire_screen(turn.words, await show_type(turn.speaker, button.type)))


async def on_type_retired(
    turn: Turn, button: TypeRetired, retire_type: FromDishka[RetireType], list_types: FromDishka[ListTypes]
) -> None:
    """Retire the type."""
    await retire_type(turn.speaker, button.type, event_id=turn.event_id, now=turn.now)
    await turn.state.set_state(None)
    await turn.show.here(types_screen(turn.words, await list_types(turn.speaker)))


async def _change(turn: Turn, **changes: Any) -> None:  # noqa: ANN401 - fields of a draft
    draft, new = await _recall(turn.state)
    await turn.show.new(type_draft_screen(turn.words, await _keep(turn.state, replace(draft, **changes)), new=new))


async def _keep(state: FSMContext, draft: TypeDraft) -> TypeDraft:
    """Store the draft as JSON, and wait for changes to it."""
    kept = {"name": draft.name, "fields": list(draft.fields), "days": draft.days, "traits": sorted(draft.traits)}
    await state.update_data({_DRAFT: kept})
    await state.set_state(DefiningType.draft)
    return draft


async def _recall(state: FSMContext) -> tuple[TypeDraft, bool]:
    data = await state.get_data()
    kept = data[_DRAFT]
    traits = frozenset(map(Trait, kept["traits"]))
    return TypeDraft(kept["name"], tuple(kept["fields"]), kept["days"], traits), data[_NEW]
