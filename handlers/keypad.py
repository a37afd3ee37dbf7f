"""The PIN keypad: digits are pressed, never typed, and shown as dots. Each dialogue keeps a state of its own for it."""

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.staff.register import require_strong
from bot.texts import Words
from handlers.buttons import KeypadPressed
from handlers.screens.keypad import keypad_screen
from handlers.screens.screen import Screen
from handlers.show import Show

LENGTH = 6
TYPED = r"^\s*(?:[0-9][\s.-]*){6}$"
_DIGITS = "pin_digits"
_PROMPT = "pin_prompt"
_CHOSEN = "pin_chosen"
_FIRST = "first_pin"


async def ask_pin(
    show: Show, state: FSMContext, words: Words, prompt: str, *, again: bool = False, chosen: bool = False
) -> None:
    """Show an empty keypad under `prompt` (HTML); the caller sets the state that waits for it.

    In a new message, so that what is about to be confirmed stays in sight; `again`, on the keypad just pressed.
    A PIN that is being `chosen` (`choose_pin` takes it) cannot be forgotten yet.
    """
    await state.update_data({_DIGITS: "", _PROMPT: prompt, _CHOSEN: chosen, _FIRST: ""})
    screen = keypad_screen(words, prompt, 0, chosen=chosen)
    await (show.here(screen) if again else show.new(screen))


async def ask_pin_again(show: Show, state: FSMContext, words: Words) -> None:
    """Show the keypad anew to somebody who typed instead of pressing."""
    data = await state.get_data()
    await state.update_data({_DIGITS: ""})
    await show.new(keypad_screen(words, str(data.get(_PROMPT, "")), 0, chosen=bool(data.get(_CHOSEN))))


async def press_key(pressed: KeypadPressed, show: Show, state: FSMContext, words: Words) -> str | None:
    """Take one key: answer the PIN once its six digits are in and forget it, else show the dots and answer None."""
    data = await state.get_data()
    digits = _after(str(data.get(_DIGITS, "")), pressed.key)
    whole = len(digits) == LENGTH
    # Empty again once whole: a wrong PIN is pressed anew on the same keypad.
    left = "" if whole else digits
    await state.update_data({_DIGITS: left})
    prompt, chosen = str(data.get(_PROMPT, "")), bool(data.get(_CHOSEN))
    await show.here(keypad_screen(words, prompt, len(left), chosen=chosen))
    return digits if whole else None


async def choose_pin(pressed: KeypadPressed, show: Show, state: FSMContext, words: Words) -> str | None:
    """Take one key of a PIN that is being chosen: answer it once it was pressed twice alike; PinWeakRefused."""
    pin = await press_key(pressed, show, state, words)
    if pin is None:
        return None
    first = (await state.get_data()).get(_FIRST)
    if not first:
        require_strong(pin)
        await ask_pin(show, state, words, words("registration-pin-again"), again=True, chosen=True)
        await state.update_data({_FIRST: pin})
        return None
    if pin != first:
        await ask_pin(show, state, words, words("registration-pin-differs"), again=True, chosen=True)
        return None
    await state.update_data({_FIRST: ""})
    return pin


def _after(digits: str, key: str) -> str:
    if key == "clear":
        return ""
    if key == "back":
        return digits[:-1]
    return digits + key if key.isascii() and key.isdecimal() and len(key) == 1 else digits


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
