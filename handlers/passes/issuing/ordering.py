"""A manager issues passes to many: to a department, or from a file; first what it would do, then all of it."""

from datetime import datetime
from typing import Any

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.ids import EventId
from bot.passes.issuing.order_passes import OrderPasses, PlanOrder, Wish
from bot.passes.types.browse_types import ListTypes, ShowType
from bot.staff.access import require_manager
from bot.staff.models import Speaker
from bot.staff.people.browse_staff import ListFilters
from bot.texts import Words
from handlers.files import content_of, name_of
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
from handlers.screen import Screen
from handlers.show import Show

_ORDER = "pass_order"


async def on_order_pressed(
    _: CallbackQuery,
    callback_data: OrderPressed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    list_types: ListTypes,
) -> None:
    """Passes are to be issued to many: asks of which type."""
    types = await list_types(speaker)
    await state.update_data({_ORDER: {"by_department": callback_data.department}})
    await state.set_state(OrderingPasses.type)
    await show.here(type_screen(words, types, by_department=callback_data.department))


async def on_type_chosen(
    _: CallbackQuery,
    callback_data: OrderTypeChosen,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    show_type: ShowType,
    list_filters: ListFilters,
) -> None:
    """The type was chosen: asks for the validity, where there is a choice."""
    terms = await show_type(speaker, callback_data.type)
    await _answer(state, type=terms.name, fields=list(terms.fields))
    if len(terms.days) > 1:
        await state.set_state(OrderingPasses.days)
        await show.here(days_screen(words, terms))
        return
    await _answer(state, days=terms.days[0])
    await show.here(await _whom(state, speaker, words, now, list_filters))


async def on_days_chosen(
    _: CallbackQuery,
    callback_data: OrderDaysChosen,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    list_filters: ListFilters,
) -> None:
    """The validity was chosen: asks for the department or the file."""
    await _answer(state, days=callback_data.days)
    await show.here(await _whom(state, speaker, words, now, list_filters))


async def on_departments_turned(
    _: CallbackQuery,
    callback_data: OrderTurned,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    list_filters: ListFilters,
) -> None:
    """Another page of departments is wanted."""
    filters = await list_filters(speaker, now=now)
    await show.here(departments_screen(words, filters.departments, callback_data.offset))


async def on_department_chosen(
    _: CallbackQuery,
    callback_data: OrderDepartmentChosen,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    list_filters: ListFilters,
    plan_order: PlanOrder,
) -> None:
    """The department was chosen: says what would be issued."""
    filters = await list_filters(speaker, now=now)
    await _answer(state, department=filters.department(callback_data.key) or "")
    plan = await plan_order(speaker, await _wish(state), None, now=now)
    await _answer(state, digest=plan.digest)
    await state.set_state(OrderingPasses.confirm)
    await show.here(plan_screen(words, plan))


async def on_order_sent(
    message: Message,
    bot: Bot,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    plan_order: PlanOrder,
) -> None:
    """The file came: says what would be issued."""
    require_manager(speaker)
    content = await content_of(message, bot)
    await _answer(state, file_name=name_of(message))
    plan = await plan_order(speaker, await _wish(state), content, now=now)
    await _answer(state, digest=plan.digest, sha256=plan.wish.sha256)
    await state.set_state(OrderingPasses.confirm)
    await show.new(plan_screen(words, plan))


async def on_no_order_sent(_: Message, state: FSMContext, words: Words, show: Show) -> None:
    """Something else came while the file was waited for."""
    await show.new(file_screen(words, (await state.get_data())[_ORDER]["fields"]))


async def on_order_confirmed(
    _: CallbackQuery,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    order_passes: OrderPasses,
) -> None:
    """What was planned is to be issued."""
    digest = (await state.get_data())[_ORDER]["digest"]
    batch = await order_passes(speaker, await _wish(state), digest, event_id=event_id, now=now)
    await state.set_state(None)
    await show.here(ordered_screen(words, batch))


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
