"""A manager browses, searches and filters the staff list."""

from aiogram import F, Router
from aiogram.filters import StateFilter
from dishka import FromDishka

from bot.staff.models import Status
from bot.staff.people.browse_staff import BrowseStaff, ListFilters, StaffSearch
from handlers.filters import NOT_A_COMMAND
from handlers.staff.callbacks import FiltersPressed, StaffDepartmentChosen, StaffPressed, StaffTurned, StatusChosen
from handlers.staff.people.list_screens import filters_screen, staff_screen
from handlers.staff.states import Searching
from handlers.turn import Turn

_WORDS, _STATUS, _DEPARTMENT = "staff_words", "staff_status", "staff_department"


async def on_staff_pressed(turn: Turn, button: StaffPressed, browse_staff: FromDishka[BrowseStaff]) -> None:
    """Show the whole list; words typed from now on search it."""
    await turn.state.update_data({_WORDS: "", _STATUS: "", _DEPARTMENT: ""})
    await turn.state.set_state(Searching.words)
    page = await browse_staff(turn.speaker, StaffSearch(), button.offset, now=turn.now)
    await turn.show.here(staff_screen(turn.words, page))


async def on_staff_turned(turn: Turn, button: StaffTurned, browse_staff: FromDishka[BrowseStaff]) -> None:
    """Show another page of the people found."""
    await turn.state.set_state(Searching.words)
    page = await browse_staff(turn.speaker, await _search(turn), button.offset, now=turn.now)
    await turn.show.here(staff_screen(turn.words, page))


async def on_words_typed(turn: Turn, browse_staff: FromDishka[BrowseStaff]) -> None:
    """Search by a part of a name, a personnel number or a phone."""
    await turn.state.update_data({_WORDS: (turn.message.text or "")[:100]})
    page = await browse_staff(turn.speaker, await _search(turn), 0, now=turn.now)
    await turn.show.new(staff_screen(turn.words, page))


async def on_filters_pressed(turn: Turn, button: FiltersPressed, list_filters: FromDishka[ListFilters]) -> None:
    """Show the statuses and departments to filter by."""
    filters = await list_filters(turn.speaker, now=turn.now)
    await turn.show.here(filters_screen(turn.words, filters, button.offset))


async def on_status_chosen(turn: Turn, button: StatusChosen, browse_staff: FromDishka[BrowseStaff]) -> None:
    """Filter by a status."""
    await turn.state.update_data({_STATUS: button.status.value})
    await _show_filtered(turn, browse_staff)


async def on_department_chosen(
    turn: Turn, button: StaffDepartmentChosen, filters_of: FromDishka[ListFilters], browse: FromDishka[BrowseStaff]
) -> None:
    """Filter by a department."""
    filters = await filters_of(turn.speaker, now=turn.now)
    await turn.state.update_data({_DEPARTMENT: filters.department(button.key) or ""})
    await _show_filtered(turn, browse)


async def _show_filtered(turn: Turn, browse_staff: BrowseStaff) -> None:
    await turn.state.set_state(Searching.words)
    page = await browse_staff(turn.speaker, await _search(turn), 0, now=turn.now)
    await turn.show.here(staff_screen(turn.words, page))


async def _search(turn: Turn) -> StaffSearch:
    data = await turn.state.get_data()
    status = str(data.get(_STATUS, ""))
    return StaffSearch(
        words=str(data.get(_WORDS, "")),
        status=Status(status) if status else None,
        department=str(data.get(_DEPARTMENT, "")) or None,
    )


def router() -> Router:
    """Build the router of the list."""
    own = Router(name="staff list")
    own.callback_query.register(on_staff_pressed, StaffPressed.filter())
    own.callback_query.register(on_staff_turned, StaffTurned.filter())
    own.callback_query.register(on_filters_pressed, FiltersPressed.filter())
    own.callback_query.register(on_status_chosen, StatusChosen.filter())
    own.callback_query.register(on_department_chosen, StaffDepartmentChosen.filter())
    own.message.register(on_words_typed, StateFilter(Searching.words), F.text, NOT_A_COMMAND)
    return own
