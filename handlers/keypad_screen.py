"""The screen of the PIN keypad."""

from aiogram.types import InlineKeyboardButton

from bot.texts.words import Words
from handlers.account.callbacks import PinForgottenPressed
from handlers.callbacks import CancelPressed, KeypadPressed
from handlers.screen import Screen, button, keyboard


def keypad_screen(words: Words, prompt: str, filled: int, *, chosen: bool = False) -> Screen:
    """Draw the keypad: `filled` of six dots under the prompt (HTML); a PIN being `chosen` has no "forgot" button."""
    dots = " ".join("●" if place < filled else "○" for place in range(6))
    rows = [[_key(str(digit)) for digit in range(first, first + 3)] for first in (1, 4, 7)]
    last = [button("↺", KeypadPressed(key="clear")), _key("0"), button("⌫", KeypadPressed(key="back"))]
    forgotten = [] if chosen else [button(words.plain("me-pin-forgotten"), PinForgottenPressed())]
    cancel = [button(words.plain("cancel"), CancelPressed())]
    return Screen(f"{prompt}\n\n<code>{dots}</code>", keyboard(*rows, last, forgotten, cancel))


def _key(digit: str) -> InlineKeyboardButton:
    return button(digit, KeypadPressed(key=digit))
