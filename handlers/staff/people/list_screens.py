"""Screens of the staff list."""

from typing import Final

from bot.staff.models import Status
from bot.staff.people.browse_staff import PAGE, Filters, StaffPage, StaffSearch, department_key
from bot.texts.words import Words
from handlers.callbacks import MenuPressed
from handlers.screen import Screen, button, keyboard, turning
from handlers.staff.callbacks import (
    ExportPressed,
    FiltersPressed,
    ImportPressed,
    InviteEveryonePressed,
    KiosksPressed,
    PersonPressed,
    StaffDepartmentChosen,
    StaffPressed,
    StaffTurned,
    StatusChosen,
)

MARKS = {
    Status.NOT_INVITED: "⚪️",
    Status.INVITED: "✉️",
    Status.OPENED: "👀",
    Status.REGISTERED: "✅",
    Status.BLOCKED: "🔕",
    Status.DISMISSED: "🚪",
    Status.ERASED: "▫️",
}
DEPARTMENTS: Final = 12
"""Departments on one page."""


def staff_screen(words: Words, page: StaffPage) -> Screen:
    """Return a page of the list with the number of people; typed words search it."""
    heading = words("staff-list", total=page.total, registered=page.registered)
    if page.search != StaffSearch():
        heading = words("staff-found", words=_search(words, page.search), total=page.total)
    rows = [
        [button(f"{MARKS[one.status]} {one.person.name}"[:64], PersonPressed(person_id=one.person.id))]
        for one in page.people
    ]
    narrow = [button(words.plain("staff-filter"), FiltersPressed())]
    if page.search != StaffSearch():
        narrow.append(button(words.plain("staff-everyone"), StaffPressed()))
    bring = [button(words.plain("staff-import"), ImportPressed())]
    take = [button(words.plain("staff-export"), ExportPressed())]
    everyone = [button(words.plain("staff-invite-everyone"), InviteEveryonePressed())]
    devices = [button(words.plain("staff-kiosks-button"), KiosksPressed())] if page.kiosks else []
    menu = [button(words.plain("menu-button"), MenuPressed())]
    pages = turning(words, page.offset, PAGE, page.total, lambda to: StaffTurned(offset=to))
    return Screen(heading, keyboard(*rows, pages, narrow, bring, take, everyone, devices, menu))


def _search(words: Words, search: StaffSearch) -> str:
    status = status_name(words, search.status) if search.status else ""
    return " · ".join(filter(None, (search.words, search.department, status)))


def filters_screen(words: Words, filters: Filters, offset: int) -> Screen:
    """Return the statuses with their numbers of people, and a page of the departments."""
    statuses = [
        [button(f"{MARKS[status]} {status_name(words, status)}: {filters.counts[status]}", StatusChosen(status=status))]
        for status in Status
        if filters.counts.get(status)
    ]
    shown = filters.departments[offset : offset + DEPARTMENTS]
    departments = [[button(f"🏢 {name}"[:64], StaffDepartmentChosen(key=department_key(name)))] for name in shown]
    pages = turning(words, offset, DEPARTMENTS, len(filters.departments), lambda to: FiltersPressed(offset=to))
    back = [button(words.plain("back"), StaffTurned())]
    return Screen(words("staff-filter-ask"), keyboard(*statuses, *departments, pages, back))


def status_name(words: Words, status: Status) -> str:
    """Return what a status is called."""
    return words.plain(f"staff-status-{status}")
