"""The PIN keypad: digits are pressed, never typed, and shown as dots; then an act of the room runs with the PIN.

A room asks with `ask_pin`, and says once with `takes_pin` or `takes_chosen_pin` which act waits for it. A PIN that is
refused leaves the keypad for another try; one that was taken ends the dialogue. Only the keypad last shown takes keys:
an older one belongs to something else, and must confirm nothing.
"""

import inspect
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message

from bot.staff.registration.register import require_strong
from bot.texts import Words
from handlers.callbacks import KeypadPressed
from handlers.keypad_screen import keypad_screen
from handlers.screen import Screen
from handlers.show import Show

LENGTH = 6
TYPED = r"^\s*(?:[0-9][\s.-]*){6}$"
_KEYPAD = "keypad"

Act = Callable[..., Awaitable[Screen | None]]
"""What runs with the PIN: a handler that asks for `pin` besides. Answers what to show; None, when it has asked on."""

_Take = Callable[[str, Show, FSMContext, Words], Awaitable[str | None]]


async def ask_pin(
    waiting: State, prompt: str, show: Show, state: FSMContext, words: Words, *, chosen: bool = False
) -> None:
    """Show an empty keypad under `prompt` (HTML) and wait in the state `waiting`.

    In a new message, so that what is about to be confirmed stays in sight; in its place where a keypad was pressed.
    A PIN that is being `chosen` cannot be forgotten yet.
    """
    await state.set_state(waiting)
    await _draw(show, state, words, digits="", prompt=prompt, chosen=chosen, first="")


async def ask_pin_again(show: Show, state: FSMContext, words: Words) -> None:
    """Show the keypad anew to somebody who typed instead of pressing, or who comes back."""
    await _draw(show, state, words, digits="")


def takes_pin(own: Router, waiting: State, act: Act) -> None:
    """Let `act` run with the PIN that is pressed in the state `waiting`; whether it is right is for the act to say."""
    own.callback_query.register(_with_pin(act, _whole), KeypadPressed.filter(), waiting)


def takes_chosen_pin(own: Router, waiting: State, act: Act) -> None:
    """Let `act` run with a new PIN, pressed twice alike in the state `waiting`; PinWeakRefused."""
    own.callback_query.register(_with_pin(act, _chosen), KeypadPressed.filter(), waiting)


def _with_pin(act: Act, take: _Take) -> Callable[..., Awaitable[None]]:
    async def on_key(
        callback: CallbackQuery,
        callback_data: KeypadPressed,
        show: Show,
        state: FSMContext,
        words: Words,
        **given: Any,  # noqa: ANN401 - what the act asks for by name
    ) -> None:
        if not await _is_pressed(show, state):
            await show.toast(words.plain("keypad-outdated"), alert=True)
            return
        pin = await take(callback_data.key, show, state, words)
        if pin is None:
            return
        known = {"show": show, "state": state, "words": words, **given}
        screen = await act(callback, pin=pin, **{one.name: known[one.name] for one in asked})
        if screen is not None:
            await _end(callback, screen, show, state)

    asked = [one for one in list(inspect.signature(act).parameters.values())[1:] if one.name != "pin"]
    ours = list(inspect.signature(on_key).parameters.values())[:-1]
    theirs = [one for one in asked if one.name not in {own.name for own in ours}]
    # aiogram reads here what to give by name.
    on_key.__signature__ = inspect.Signature([*ours, *theirs])  # type: ignore[attr-defined]
    on_key.__name__ = act.__name__
    return on_key


async def _whole(key: str, show: Show, state: FSMContext, words: Words) -> str | None:
    """Take one key: answer the PIN once its six digits are in and forget it, else show the dots and return None."""
    digits = _after(str((await _kept(state)).get("digits", "")), key)
    whole = len(digits) == LENGTH
    # Empty again once whole: a wrong PIN is pressed anew on the same keypad.
    await _draw(show, state, words, digits="" if whole else digits)
    return digits if whole else None


async def _chosen(key: str, show: Show, state: FSMContext, words: Words) -> str | None:
    """Take one key of a PIN that is being chosen: answer it once it was pressed twice alike; PinWeakRefused."""
    pin = await _whole(key, show, state, words)
    if pin is None:
        return None
    first = (await _kept(state)).get("first")
    if not first:
        require_strong(pin)
        await _draw(show, state, words, first=pin, prompt=words("registration-pin-again"))
        return None
    if pin != first:
        await _draw(show, state, words, first="", prompt=words("registration-pin-differs"))
        return None
    return pin


def _after(digits: str, key: str) -> str:
    if key == "clear":
        return ""
    if key == "back":
        return digits[:-1]
    return digits + key if key.isascii() and key.isdecimal() and len(key) == 1 else digits


async def _draw(show: Show, state: FSMContext, words: Words, **changed: str | bool) -> None:
    """Show the keypad as it is after what `changed`, and remember which message shows it."""
    here = await _is_pressed(show, state)
    kept = {"digits": "", "prompt": "", "chosen": False, "first": "", **await _kept(state), **changed}
    screen = keypad_screen(words, kept["prompt"], len(kept["digits"]), chosen=kept["chosen"])
    shown = await show.here(screen) if here else (await show.new(screen)).message_id
    await state.update_data({_KEYPAD: {**kept, "message": shown}})


async def _end(pressed: CallbackQuery, screen: Screen, show: Show, state: FSMContext) -> None:
    await state.set_state(None)
    await state.update_data({_KEYPAD: {}})
    shown = await show.here(screen)
    if pressed.message is not None and shown != pressed.message.message_id:
        await show.forget_buttons()


async def _kept(state: FSMContext) -> dict[str, Any]:
    return (await state.get_data()).get(_KEYPAD) or {}


async def _is_pressed(show: Show, state: FSMContext) -> bool:
    """Say whether the pressed button is of the keypad that was shown last."""
    message = show.pressed.message if show.pressed else None
    return message is not None and message.message_id == (await _kept(state)).get("message")


async def waits_for_pin(_: Message, state: FSMContext) -> bool:
    """Say whether a dialogue waits for a PIN: every dialogue calls that state `pin`."""
    return (await state.get_state() or "").endswith(":pin")


async def on_pin_typed(message: Message, state: FSMContext, words: Words, show: Show) -> None:
    """A PIN was typed where keys are to be pressed: it does not stay in the chat, and is read by nobody."""
    await show.take_away(message)
    await show.new(Screen(words("keypad-typed")))
    await ask_pin_again(show, state, words)


def router() -> Router:
    """Catch typed PINs before any room reads them."""
    own = Router(name="keypad")
    own.message.register(on_pin_typed, F.text.regexp(TYPED), waits_for_pin)
    return own
