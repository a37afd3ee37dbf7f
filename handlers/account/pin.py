"""One's own PIN: forgotten and chosen anew with a manager's approval, or changed by who knows it."""

from datetime import datetime

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.ids import EventId
from bot.staff.models import Speaker
from bot.staff.registration.approval_requests import Stage
from bot.staff.registration.change_pin import ChangePin, ProvePin
from bot.staff.registration.reset_pin import AskPinReset, DecidePinReset, FindPinReset, ResetPin
from bot.texts import Words
from handlers.account.callbacks import PinResetApproved, PinResetRefused
from handlers.account.screens import pin_asked_screen, pin_forgotten_screen, pin_set_screen
from handlers.account.states import ChangingPin, ProvingPin, ResettingPin
from handlers.keypad import ask_pin, old_pin
from handlers.screen import Screen
from handlers.show import Show
from handlers.turn import Turn


async def on_pin_forgotten(
    _: CallbackQuery,
    turn: Turn,
    state: FSMContext,
    speaker: Speaker,
    words: Words,
    show: Show,
    now: datetime,
    find_pin_reset: FindPinReset,
) -> None:
    """The PIN is forgotten; with an approval at hand, a new one is chosen at once."""
    await state.set_state(None)
    approval_request = await find_pin_reset(speaker, now=now)
    if approval_request is None:
        await show.here(pin_forgotten_screen(words))
    elif approval_request.stage is Stage.APPROVED:
        await ask_pin(turn, ResettingPin.pin, words("me-pin-new"), chosen=True)
    else:
        await show.here(pin_asked_screen(words, approval_request))


async def on_pin_reset_asked(
    _: CallbackQuery,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    ask_pin_reset: AskPinReset,
) -> None:
    """The managers are asked."""
    await show.here(pin_asked_screen(words, await ask_pin_reset(speaker, event_id=event_id, now=now)))


async def on_pin_reset_decided(
    _: CallbackQuery,
    callback_data: PinResetApproved | PinResetRefused,
    speaker: Speaker,
    words: Words,
    show: Show,
    event_id: EventId,
    now: datetime,
    decide_pin_reset: DecidePinReset,
) -> None:
    """A manager let a new PIN be chosen, or not."""
    approve = isinstance(callback_data, PinResetApproved)
    person = await decide_pin_reset(
        speaker, callback_data.approval_request_id, approve=approve, event_id=event_id, now=now
    )
    text_id = "staff-pin-reset-approved" if approve else "staff-pin-reset-refused"
    await show.here(Screen(words(text_id, name=person.name)))


async def on_new_pin(
    _: CallbackQuery, pin: str, speaker: Speaker, words: Words, event_id: EventId, now: datetime, reset_pin: ResetPin
) -> Screen:
    """The new PIN was chosen: makes the new key."""
    await reset_pin(speaker, pin, event_id=event_id, now=now)
    return pin_set_screen(words, "me-pin-reset")


async def on_change_pin_pressed(_: CallbackQuery, turn: Turn, words: Words) -> None:
    """Another PIN is wanted: the old one first."""
    await ask_pin(turn, ProvingPin.pin, words("me-pin-old"))


async def on_old_pin(
    _: CallbackQuery,
    turn: Turn,
    pin: str,
    speaker: Speaker,
    words: Words,
    event_id: EventId,
    now: datetime,
    prove_pin: ProvePin,
) -> None:
    """The old PIN was pressed: once it is right, the new one is chosen."""
    await prove_pin(speaker, pin, event_id=event_id, now=now)
    await ask_pin(turn, ChangingPin.pin, words("me-pin-new"), chosen=True, old=pin)


async def on_changed_pin(
    _: CallbackQuery,
    turn: Turn,
    pin: str,
    speaker: Speaker,
    words: Words,
    event_id: EventId,
    now: datetime,
    change_pin: ChangePin,
) -> Screen | None:
    """The new PIN was chosen: locks the key under it. The old one is asked for again if it was forgotten meanwhile."""
    old = await old_pin(turn)
    if old is None:
        await ask_pin(turn, ProvingPin.pin, words("me-pin-old"))
        return None
    await change_pin(speaker, old, pin, event_id=event_id, now=now)
    return pin_set_screen(words, "me-pin-changed")
