"""A manager issues passes to many, to a department or from a file: first the plan, then its execution."""

from datetime import datetime
from typing import Any

from aiogram.fsm.context import FSMContext
from dishka import FromDishka

from bot.passes.issuing.order_passes import OrderPasses, PlanOrder, Wish
from bot.passes.types.browse_types import ListTypes, ShowType
from bot.staff.access import require_manager
from bot.staff.models import Speaker
from bot.staff.people.browse_staff import ListFilters
from bot.texts.words import Words
from handlers.bot_api.files import name_of
from handlers.passes.callbacks import OrderDaysChosen, OrderDepartmentChosen, OrderPressed, OrderTurned, OrderTypeChosen
from handlers.passes.issuing.ordering_screens import (
    days_screen,
    departments_screen,
    file_screen,
    ordered_screen,
    plan_screen,
    type_screen,
)
from handlers.passes.states import OrderingPasses
from handlers.progress import while_reading
from handlers.screen import Screen
from handlers.turn import Turn

_ORDER = "pass_order"


async def on_order_pressed(turn: Turn, button: OrderPressed, list_types: FromDishka[ListTypes]) -> None:
    """Ask for the type of passes for many."""
    types = await list_types(turn.speaker)
    await turn.state.update_data({_ORDER: {"by_department": button.department}})
    await turn.state.set_state(OrderingPasses.type)
    await turn.show.here(type_screen(turn.words, types, by_department=button.department))


async def on_type_chosen(
    turn: Turn, button: OrderTypeChosen, show_type: FromDishka[ShowType], list_filters: FromDishka[ListFilters]
) -> None:
    """Take the type and ask for the validity, where there is a choice."""
    terms = await show_type(turn.speaker, button.type)
    await _answer(turn.state, type=terms.name, fields=list(terms.fields))
    if len(terms.days) > 1:
        await turn.state.set_state(OrderingPasses.days)
        await turn.show.here(days_screen(turn.words, terms))
        return
    await _answer(turn.state, days=terms.days[0])
    await turn.show.here(await _whom(turn.state, turn.speaker, turn.words, turn.now, list_filters))


async def on_days_chosen(turn: Turn, button: OrderDaysChosen, list_filters: FromDishka[ListFilters]) -> None:
    """Take the validity and ask for the department or the file."""
    await _answer(turn.state, days=button.days)
    await turn.show.here(await _whom(turn.state, turn.speaker, turn.words, turn.now, list_filters))


async def on_departments_turned(turn: Turn, button: OrderTurned, list_filters: FromDishka[ListFilters]) -> None:
    """Show another page of departments."""
    filters = await list_filters(turn.speaker, now=turn.now)
    await turn.show.here(departments_screen(turn.words, filters.departments, button.offset))


async def on_department_chosen(
    turn: Turn, button: OrderDepartmentChosen, list_filters: FromDishka[ListFilters], plan_order: FromDishka[PlanOrder]
) -> None:
    """Take the department and show the plan."""
    filters = await list_filters(turn.speaker, now=turn.now)
    await _answer(turn.state, department=filters.department(button.key) or "")
    plan = await plan_order(turn.speaker, await _wish(turn.state), None, now=turn.now)
    await _answer(turn.state, digest=plan.digest)
    await turn.state.set_state(OrderingPasses.confirm)
    await turn.show.here(plan_screen(turn.words, plan))


async def on_order_sent(turn: Turn, plan_order: FromDishka[PlanOrder]) -> None:
    """Take the file and show the plan."""
    require_manager(turn.speaker)
    content = await turn.fetch.document(turn.message)
    await _answer(turn.state, file_name=name_of(turn.message))
    wish = await _wish(turn.state)
    plan = await while_reading(turn, plan_order(turn.speaker, wish, content, now=turn.now))
    await _answer(turn.state, digest=plan.digest, sha256=plan.wish.sha256)
    await turn.state.set_state(OrderingPasses.confirm)
    await turn.show.new(plan_screen(turn.words, plan))


async def on_order_confirmed(turn: Turn, order_passes: FromDishka[OrderPasses]) -> None:
    """Carry out the plan."""
    digest = (await turn.state.get_data())[_ORDER]["digest"]
    batch = await order_passes(turn.speaker, await _wish(turn.state), digest, event_id=turn.event_id, now=turn.now)
    await turn.state.set_state(None)
    await turn.show.here(ordered_screen(turn.words, batch))


async def _whom(state: FSMContext, speaker: Speaker, words: Words, now: datetime, list_filters: ListFilters) -> Screen:
    order = (await state.get_data())[_ORDER]
    if not order["by_department"]:
        await state.set_state(OrderingPasses.file)
        return file_screen(words, order["fields"])
    await state.set_state(OrderingPasses.department)
    return departments_screen(words, (await list_filters(speaker, now=now)).departments, 0)


async def _answer(state: FSMContext, **answers: Any) -> None:  # noqa: ANN401 - JSON values
    order = (await state.get_data())[_ORDER]
    await state.update_data({_ORDER: {**order, **answers}})


async def _wish(state: FSMContext) -> Wish:
    order = (await state.get_data())[_ORDER]
    department = order["department"] if order["by_department"] else None
    return Wish(order["type"], order["days"], department, order.get("sha256", ""), order.get("file_name", ""))
