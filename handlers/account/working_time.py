"""An owner sets when the organisation works: by buttons, and what buttons cannot hold by a message."""

from datetime import date, datetime

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.ids import EventId
from bot.staff.access import require_owner
from bot.staff.models import Speaker
from bot.staff.organisation.marked_days import read_days
from bot.staff.organisation.set_working_time import (
    SetWorkingTime,
    WorkingTimeChange,
    find_zones,
    marking,
    read_hours,
    unmarking,
)
from bot.texts import Words
from handlers.account.states import SettingWorkingTime
from handlers.account.working_time_callbacks import (
    DaysPressed,
    DaysRemoved,
    DaysWanted,
    HoursChosen,
    WeekdayChosen,
    ZoneChosen,
)
from handlers.account.working_time_screens import (
    days_screen,
    days_wanted_screen,
    hours_screen,
    settings_screen,
    weekdays_screen,
    zones_screen,
)
from handlers.show import Show

WORKS = "days_worked"


async def on_zone_pressed(
    _: CallbackQuery, state: FSMContext, speaker: Speaker, words: Words, show: Show, now: datetime
) -> None:
    """Another time zone is wanted."""
    require_owner(speaker)
    await state.set_state(SettingWorkingTime.zone)
    await show.here(zones_screen(words, speaker.organisation, None, now))


async def on_zone_written(message: Message, speaker: Speaker, words: Words, show: Show, now: datetime) -> None:
    """A city was named: the zones that may be meant."""
    require_owner(speaker)
    await show.new(zones_screen(words, speaker.organisation, find_zones(message.text or ""), now))


async def on_zone_chosen(
    _: CallbackQuery,
    callback_data: ZoneChosen,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    set_working_time: SetWorkingTime,
) -> None:
    """The zone is another one."""
    change = WorkingTimeChange(time_zone=callback_data.zone)
    organisation = await set_working_time(speaker, change, event_id=event_id, now=now)
    await state.set_state(None)
    await show.here(settings_screen(words, organisation, now))


async def on_hours_pressed(_: CallbackQuery, state: FSMContext, speaker: Speaker, words: Words, show: Show) -> None:
    """Other working hours are wanted."""
    require_owner(speaker)
    await state.set_state(SettingWorkingTime.hours)
    await show.here(hours_screen(words, speaker.organisation))


async def on_hours_chosen(
    _: CallbackQuery,
    callback_data: HoursChosen,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    set_working_time: SetWorkingTime,
) -> None:
    """The hours are others."""
    change = WorkingTimeChange(hours=read_hours(callback_data.hours))
    organisation = await set_working_time(speaker, change, event_id=event_id, now=now)
    await state.set_state(None)
    await show.here(settings_screen(words, organisation, now))


async def on_hours_written(
    message: Message,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    set_working_time: SetWorkingTime,
) -> None:
    """The hours came as a message."""
    change = WorkingTimeChange(hours=read_hours(message.text or ""))
    organisation = await set_working_time(speaker, change, event_id=event_id, now=now)
    await state.set_state(None)
    await show.new(settings_screen(words, organisation, now))


async def on_weekdays_pressed(_: CallbackQuery, speaker: Speaker, words: Words, show: Show) -> None:
    """Other working days are wanted."""
    require_owner(speaker)
    await show.here(weekdays_screen(words, speaker.organisation))


async def on_weekday_chosen(
    _: CallbackQuery,
    callback_data: WeekdayChosen,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    set_working_time: SetWorkingTime,
) -> None:
    """A weekday becomes a working day, or is one no more."""
    day, none = frozenset({int(callback_data.day)}), frozenset[int]()
    on, off = (day, none) if callback_data.works else (none, day)
    change = WorkingTimeChange(weekdays_on=on, weekdays_off=off)
    await show.here(weekdays_screen(words, await set_working_time(speaker, change, event_id=event_id, now=now)))


async def on_days_pressed(
    _: CallbackQuery,
    callback_data: DaysPressed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
) -> None:
    """The days off and the days worked whatever the weekday are wanted."""
    require_owner(speaker)
    await state.set_state(None)
    await show.here(days_screen(words, speaker.organisation, now, callback_data.offset))


async def on_days_wanted(
    _: CallbackQuery, callback_data: DaysWanted, state: FSMContext, speaker: Speaker, words: Words, show: Show
) -> None:
    """Days are to be added."""
    require_owner(speaker)
    await state.update_data({WORKS: callback_data.works})
    await state.set_state(SettingWorkingTime.days)
    await show.here(days_wanted_screen(words, works=callback_data.works))


async def on_days_written(
    message: Message,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    set_working_time: SetWorkingTime,
) -> None:
    """The days came as a message."""
    works = bool((await state.get_data()).get(WORKS))
    change = marking(read_days(message.text or ""), works=works)
    organisation = await set_working_time(speaker, change, event_id=event_id, now=now)
    await state.set_state(None)
    await show.new(days_screen(words, organisation, now))


async def on_days_removed(
    _: CallbackQuery,
    callback_data: DaysRemoved,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    set_working_time: SetWorkingTime,
) -> None:
    """Days follow their weekday again."""
    first, last = date.fromordinal(callback_data.first), date.fromordinal(callback_data.last)
    change = unmarking(speaker.organisation, first, last)
    await show.here(days_screen(words, await set_working_time(speaker, change, event_id=event_id, now=now), now))
