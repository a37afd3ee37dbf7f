"""The PIN keypad: digits are pressed, never typed, and shown as dots. Each dialogue keeps a state of its own for it."""

from aiogram.fsm.context import FSMContext

from bot.texts import Words
from handlers.buttons import KeypadPressed
from handlers.screens.keypad import keypad_screen
from handlers.show import Show

LENGTH = 6
_DIGITS = "pin_digits"
_PROMPT = "pin_prompt"


async def ask_pin(show: Show, state: FSMContext, words: Words, prompt: str, *, again: bool = False) -> None:
    """Show an empty keypad under `prompt` (HTML); the caller sets the state that waits for it.

    In a new message, so that what is about to be confirmed stays in sight; `again`, on the keypad just pressed.
    """
    await state.update_data({_DIGITS: "", _PROMPT: prompt})
    screen = keypad_screen(words, prompt, 0)
    await (show.here(screen) if again else show.new(screen))


async def ask_pin_again(show: Show, state: FSMContext, words: Words) -> None:
    """Show the keypad anew to somebody who typed instead of pressing."""
    await ask_pin(show, state, words, str((await state.get_data()).get(_PROMPT, "")))


async def press_key(pressed: KeypadPressed, show: Show, state: FSMContext, words: Words) -> str | None:
    """Take one key: answer the PIN once its six digits are in and forget it, else show the dots and answer None."""
    data = await state.get_data()
    digits = _after(str(data.get(_DIGITS, "")), pressed.key)
    whole = len(digits) == LENGTH
    # Empty again once whole: a wrong PIN is pressed anew on the same keypad.
    left = "" if whole else digits
    await state.update_data({_DIGITS: left})
    await show.here(keypad_screen(words, str(data.get(_PROMPT, "")), len(left)))
    return digits if whole else None


def _after(digits: str, key: str) -> str:
    if key == "clear":
        return ""
    if key == "back":
        return digits[:-1]
    return digits + key if key.isascii() and key.isdecimal() and len(key) == 1 else digits
