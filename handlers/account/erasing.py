"""Being erased: asked for by the person and decided by a manager, or done by an owner after a dismissal."""

from datetime import datetime

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.erasure import ApproveErasure, AskErasure, ErasePerson, RefuseErasure, ShowErasure
from bot.ids import EventId
from bot.staff.models import Speaker
from bot.staff.people.browse_staff import ShowPerson
from bot.texts import Words
from handlers.account.callbacks import EraseConfirmed, ErasePressed, ErasureApproved, ErasureOpened, ErasureRefused
from handlers.account.screens import (
    approve_erasure_screen,
    erase_me_screen,
    erase_screen,
    erased_screen,
    erasure_asked_screen,
)
from handlers.screen import Screen
from handlers.show import Show


async def on_erase_me_pressed(_: CallbackQuery, state: FSMContext, words: Words, show: Show) -> None:
    """A person wants to be erased: they read what comes of it."""
    await state.set_state(None)
    await show.here(erase_me_screen(words))


async def on_erase_me_asked(
    _: CallbackQuery,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    ask_erasure: AskErasure,
) -> None:
    """The managers are asked."""
    await show.here(erasure_asked_screen(words, await ask_erasure(speaker, event_id=event_id, now=now)))


async def on_erasure_opened(
    _: CallbackQuery,
    callback_data: ErasureOpened,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    show_erasure: ShowErasure,
) -> None:
    """A manager is about to erase who asked for it: asks once more."""
    person = await show_erasure(speaker, callback_data.approval_request_id, now=now)
    await show.new(approve_erasure_screen(words, person.name, callback_data.approval_request_id))


async def on_erasure_approved(
    _: CallbackQuery,
    callback_data: ErasureApproved,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    approve_erasure: ApproveErasure,
) -> None:
    """A manager erases who asked for it."""
    left = await approve_erasure(speaker, callback_data.approval_request_id, event_id=event_id, now=now)
    await show.here(erased_screen(words, left))


async def on_erasure_refused(
    _: CallbackQuery,
    callback_data: ErasureRefused,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    refuse_erasure: RefuseErasure,
) -> None:
    """A manager does not erase who asked for it."""
    person = await refuse_erasure(speaker, callback_data.approval_request_id, event_id=event_id, now=now)
    await show.here(Screen(words("staff-erasure-refused", name=person.name)))


async def on_erase_pressed(
    _: CallbackQuery,
    callback_data: ErasePressed,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    show_person: ShowPerson,
) -> None:
    """A dismissed person is to be erased: asks once more."""
    listed = await show_person(speaker, callback_data.person_id, now=now)
    await show.here(erase_screen(words, listed.person))


async def on_erase_confirmed(
    _: CallbackQuery,
    callback_data: EraseConfirmed,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    erase_person: ErasePerson,
) -> None:
    """A dismissed person is erased."""
    left = await erase_person(speaker, callback_data.person_id, event_id=event_id, now=now)
    await show.here(erased_screen(words, left))
