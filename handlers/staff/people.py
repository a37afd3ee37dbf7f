"""The staff list and each person's card, with what managers may do there."""

from datetime import datetime

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.dismissal import DismissPerson
from bot.ids import EventId
from bot.staff.invitations.letters import ShowCard
from bot.staff.models import Speaker, Status
from bot.staff.people.browse_staff import BrowseStaff, ListFilters, ShowPerson, Wanted
from bot.staff.people.reinstate_person import ReinstatePerson
from bot.staff.people.roles import GiveRole, UnlockPin
from bot.staff.registration.decide_mismatch import DecideMismatch
from bot.texts import Words
from handlers.screen import Screen
from handlers.show import Show
from handlers.staff.callbacks import (
    DismissConfirmed,
    DismissPressed,
    FiltersPressed,
    MismatchApproved,
    MismatchRefused,
    PersonPressed,
    ReinstatePressed,
    RolePressed,
    StaffDepartmentChosen,
    StaffPressed,
    StaffTurned,
    StatusChosen,
    UnlockPressed,
)
from handlers.staff.screens import (
    dismiss_screen,
    dismissed_screen,
    filters_screen,
    person_screen,
    reinstated_screen,
    staff_screen,
)
from handlers.staff.states import Searching

WORDS, STATUS, DEPARTMENT = "staff_words", "staff_status", "staff_department"


async def on_staff_pressed(
    _: CallbackQuery,
    callback_data: StaffPressed,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    browse_staff: BrowseStaff,
) -> None:
    """The whole list is wanted; from now on typed words look for people."""
    await state.update_data({WORDS: "", STATUS: "", DEPARTMENT: ""})
    await state.set_state(Searching.words)
    await show.here(staff_screen(words, await browse_staff(speaker, Wanted(), callback_data.offset, now=now)))


async def on_staff_turned(
    _: CallbackQuery,
    callback_data: StaffTurned,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    browse_staff: BrowseStaff,
) -> None:
    """Another page of what was looked for is wanted."""
    await state.set_state(Searching.words)
    page = await browse_staff(speaker, await _wanted(state), callback_data.offset, now=now)
    await show.here(staff_screen(words, page))


async def on_staff_words(
    message: Message,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    browse_staff: BrowseStaff,
) -> None:
    """Part of a name, number or phone was typed."""
    await state.update_data({WORDS: (message.text or "")[:100]})
    await show.new(staff_screen(words, await browse_staff(speaker, await _wanted(state), 0, now=now)))


async def on_filters_pressed(
    _: CallbackQuery,
    callback_data: FiltersPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    list_filters: ListFilters,
) -> None:
    """The list is to be narrowed to a status or a department."""
    await show.here(filters_screen(words, await list_filters(speaker, now=now), callback_data.offset))


async def on_filter_chosen(
    _: CallbackQuery,
    callback_data: StatusChosen | StaffDepartmentChosen,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    list_filters: ListFilters,
    browse_staff: BrowseStaff,
) -> None:
    """A status or a department was chosen."""
    if isinstance(callback_data, StatusChosen):
        await state.update_data({STATUS: callback_data.status.value})
    else:
        filters = await list_filters(speaker, now=now)
        await state.update_data({DEPARTMENT: filters.department(callback_data.key) or ""})
    await state.set_state(Searching.words)
    await show.here(staff_screen(words, await browse_staff(speaker, await _wanted(state), 0, now=now)))


async def _wanted(state: FSMContext) -> Wanted:
    data = await state.get_data()
    status = str(data.get(STATUS, ""))
    return Wanted(
        words=str(data.get(WORDS, "")),
        status=Status(status) if status else None,
        department=str(data.get(DEPARTMENT, "")) or None,
    )


async def on_person_pressed(
    _: CallbackQuery,
    callback_data: PersonPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    show_card: ShowCard,
) -> None:
    """One person's card is wanted."""
    await show.here(person_screen(words, speaker, await show_card(speaker, callback_data.person_id, now=now)))


async def on_role_pressed(
    _: CallbackQuery,
    callback_data: RolePressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    give_role: GiveRole,
    show_card: ShowCard,
) -> None:
    """A role is to be given."""
    await give_role(speaker, callback_data.person_id, callback_data.role, event_id=event_id, now=now)
    await show.here(person_screen(words, speaker, await show_card(speaker, callback_data.person_id, now=now)))


async def on_unlock_pressed(
    _: CallbackQuery,
    callback_data: UnlockPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    unlock_pin: UnlockPin,
) -> None:
    """A locked PIN may be tried again."""
    person = await unlock_pin(speaker, callback_data.person_id, event_id=event_id, now=now)
    await show.toast(words.plain("staff-unlocked", name=person.name), alert=True)


async def on_dismiss_pressed(
    _: CallbackQuery,
    callback_data: DismissPressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    show_person: ShowPerson,
) -> None:
    """A person is to be dismissed: asks once more."""
    await show.here(dismiss_screen(words, await show_person(speaker, callback_data.person_id, now=now)))


async def on_dismiss_confirmed(
    _: CallbackQuery,
    callback_data: DismissConfirmed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    dismiss_person: DismissPerson,
) -> None:
    """A person is dismissed."""
    dismissed = await dismiss_person(speaker, callback_data.person_id, event_id=event_id, now=now)
    await show.here(dismissed_screen(words, dismissed))


async def on_reinstate_pressed(
    _: CallbackQuery,
    callback_data: ReinstatePressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    reinstate_person: ReinstatePerson,
) -> None:
    """A dismissed person comes back."""
    await show.new(
        reinstated_screen(words, await reinstate_person(speaker, callback_data.person_id, event_id=event_id, now=now))
    )


async def on_mismatch_decided(
    _: CallbackQuery,
    callback_data: MismatchApproved | MismatchRefused,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    decide_mismatch: DecideMismatch,
) -> None:
    """A number that is not the list's was let through or not."""
    approve = isinstance(callback_data, MismatchApproved)
    person = await decide_mismatch(
        speaker, callback_data.person_id, callback_data.shown, approve=approve, event_id=event_id, now=now
    )
    await show.here(Screen(words("staff-mismatch-approved" if approve else "staff-mismatch-refused", name=person.name)))
