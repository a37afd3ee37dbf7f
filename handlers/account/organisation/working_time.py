"""An owner sets when the organisation works, with buttons or by typing."""

from datetime import date

from aiogram import F, Router
from aiogram.filters import StateFilter
from dishka import FromDishka

from bot.staff.access import require_owner
from bot.staff.models import Organisation
from bot.staff.organisation.marked_days import read_days
from bot.staff.organisation.set_page_marks import SetPageMarks
from bot.staff.organisation.set_working_time import (
    SetWorkingTime,
    WorkingTimeChange,
    find_zones,
    marking,
    read_hours,
    unmarking,
)
from handlers.account.organisation.callbacks import (
    AddDaysPressed,
    DaysPressed,
    HoursChosen,
    HoursPressed,
    PageMarksToggled,
    RemoveDaysPressed,
    WeekdayChosen,
    WeekdaysPressed,
    ZoneChosen,
    ZonePressed,
)
from handlers.account.organisation.states import SettingWorkingTime
from handlers.account.organisation.working_time_screens import (
    add_days_screen,
    days_screen,
    hours_screen,
    settings_screen,
    weekdays_screen,
    zones_screen,
)
from handlers.filters import NOT_A_COMMAND
from handlers.turn import Turn

_WORKS = "days_worked"


async def on_zone_pressed(turn: Turn) -> None:
    """Show common time zones."""
    require_owner(turn.speaker)
    await turn.state.set_state(SettingWorkingTime.zone)
    await turn.show.here(zones_screen(turn.words, turn.speaker.organisation, None, turn.now))


async def on_zone_typed(turn: Turn) -> None:
    """Show the time zones that match the city typed."""
    require_owner(turn.speaker)
    found = find_zones(turn.message.text or "")
    await turn.show.new(zones_screen(turn.words, turn.speaker.organisation, found, turn.now))


async def on_zone_chosen(turn: Turn, button: ZoneChosen, set_working_time: FromDishka[SetWorkingTime]) -> None:
    """Change the time zone."""
    organisation = await _change(turn, WorkingTimeChange(time_zone=button.zone), set_working_time)
    await turn.show.here(settings_screen(turn.words, organisation, turn.now))


async def on_hours_pressed(turn: Turn) -> None:
    """Show common working hours."""
    require_owner(turn.speaker)
    await turn.state.set_state(SettingWorkingTime.hours)
    await turn.show.here(hours_screen(turn.words, turn.speaker.organisation))


async def on_hours_chosen(turn: Turn, button: HoursChosen, set_working_time: FromDishka[SetWorkingTime]) -> None:
    """Change the working hours to those of a button."""
    organisation = await _change(turn, WorkingTimeChange(hours=read_hours(button.hours)), set_working_time)
    await turn.show.here(settings_screen(turn.words, organisation, turn.now))


async def on_hours_typed(turn: Turn, set_working_time: FromDishka[SetWorkingTime]) -> None:
    """Change the working hours to those typed."""
    change = WorkingTimeChange(hours=read_hours(turn.message.text or ""))
    organisation = await _change(turn, change, set_working_time)
    await turn.show.new(settings_screen(turn.words, organisation, turn.now))


async def on_weekdays_pressed(turn: Turn) -> None:
    """Show the working days of the week."""
    require_owner(turn.speaker)
    await turn.show.here(weekdays_screen(turn.words, turn.speaker.organisation))


async def on_weekday_chosen(turn: Turn, button: WeekdayChosen, set_working_time: FromDishka[SetWorkingTime]) -> None:
    """Make a weekday a working day or a day off."""
    day = frozenset({int(button.day)})
    change = WorkingTimeChange(weekdays_on=day) if button.works else WorkingTimeChange(weekdays_off=day)
    organisation = await set_working_time(turn.speaker, change, event_id=turn.event_id, now=turn.now)
    await turn.show.here(weekdays_screen(turn.words, organisation))


async def on_days_pressed(turn: Turn, button: DaysPressed) -> None:
    """Show the days off and the working days that differ from their weekday."""
    require_owner(turn.speaker)
    await turn.state.set_state(None)
    await turn.show.here(days_screen(turn.words, turn.speaker.organisation, turn.now, button.offset))


async def on_add_days_pressed(turn: Turn, button: AddDaysPressed) -> None:
    """Ask for the days to add."""
    require_owner(turn.speaker)
    await turn.state.update_data({_WORKS: button.works})
    await turn.state.set_state(SettingWorkingTime.days)
    await turn.show.here(add_days_screen(turn.words, works=button.works))


async def on_days_typed(turn: Turn, set_working_time: FromDishka[SetWorkingTime]) -> None:
    """Add the days typed."""
    works = bool((await turn.state.get_data()).get(_WORKS))
    days = read_days(turn.message.text or "", turn.now.astimezone(turn.words.zone).date())
    organisation = await _change(turn, marking(days, works=works), set_working_time)
    await turn.show.new(days_screen(turn.words, organisation, turn.now))


async def on_remove_days_pressed(
    turn: Turn, button: RemoveDaysPressed, set_working_time: FromDishka[SetWorkingTime]
) -> None:
    """Let days follow their weekday again."""
    first, last = date.fromordinal(button.first), date.fromordinal(button.last)
    change = unmarking(turn.speaker.organisation, first, last)
    organisation = await set_working_time(turn.speaker, change, event_id=turn.event_id, now=turn.now)
    await turn.show.here(days_screen(turn.words, organisation, turn.now))


async def on_page_marks_toggled(turn: Turn, button: PageMarksToggled, set_page_marks: FromDishka[SetPageMarks]) -> None:
    """Let finished files get marks in their margins, or not."""
    organisation = await set_page_marks(turn.speaker, marks=button.marks, event_id=turn.event_id, now=turn.now)
    await turn.show.here(settings_screen(turn.words, organisation, turn.now))


async def _change(turn: Turn, change: WorkingTimeChange, set_working_time: SetWorkingTime) -> Organisation:
    """Change the working time and end the dialogue."""
    organisation = await set_working_time(turn.speaker, change, event_id=turn.event_id, now=turn.now)
    await turn.state.set_state(None)
    return organisation


def router() -> Router:
    """Build the router of working time."""
    own = Router(name="working time")
    own.callback_query.register(on_page_marks_toggled, PageMarksToggled.filter())
    own.callback_query.register(on_zone_pressed, ZonePressed.filter())
    own.callback_query.register(on_zone_chosen, ZoneChosen.filter())
    own.callback_query.register(on_hours_pressed, HoursPressed.filter())
    own.callback_query.register(on_hours_chosen, HoursChosen.filter())
    own.callback_query.register(on_weekdays_pressed, WeekdaysPressed.filter())
    own.callback_query.register(on_weekday_chosen, WeekdayChosen.filter())
    own.callback_query.register(on_days_pressed, DaysPressed.filter())
    own.callback_query.register(on_add_days_pressed, AddDaysPressed.filter())
    own.callback_query.register(on_remove_days_pressed, RemoveDaysPressed.filter())
    own.message.register(on_zone_typed, StateFilter(SettingWorkingTime.zone), F.text, NOT_A_COMMAND)
    own.message.register(on_hours_typed, StateFilter(SettingWorkingTime.hours), F.text, NOT_A_COMMAND)
    own.message.register(on_days_typed, StateFilter(SettingWorkingTime.days), F.text, NOT_A_COMMAND)
    return own
