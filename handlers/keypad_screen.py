"""The screens that ask for a PIN: with the keypad, or with a button that opens the page."""

from aiogram.types import InlineKeyboardButton

from bot.texts.words import Words
from handlers.account.callbacks import PinForgottenPressed
from handlers.callbacks import CancelPressed, KeypadPressed
from handlers.screen import Row, Screen, button, keyboard, page_button


def keypad_screen(words: Words, prompt: str, filled: int, *, chosen: bool = False) -> Screen:
    """Draw the keypad: `filled` of six dots under the prompt (HTML); a PIN being `chosen` has no "forgot" button."""
    dots = " ".join("●" if place < filled else "○" for place in range(6))
    rows = [[_key(str(digit)) for digit in range(first, first + 3)] for first in (1, 4, 7)]
    last = [button("↺", KeypadPressed(key="clear")), _key("0"), button("⌫", KeypadPressed(key="back"))]
    return Screen(f"{prompt}\n\n<code>{dots}</code>", keyboard(*rows, last, *_leaving(words, chosen=chosen)))


def pin_page_screen(words: Words, prompt: str, url: str, *, chosen: bool) -> Screen:
    """Show the prompt (HTML) with a button that opens the PIN pad at `url`; buttons as above."""
    open_ = page_button(words.plain("keypad-choose" if chosen else "keypad-enter"), url)
    text = f"{prompt}\n\n{words('keypad-on-page')}"
    return Screen(text, keyboard([open_], *_leaving(words, chosen=chosen)))


def _leaving(words: Words, *, chosen: bool) -> list[Row]:
    forgotten = [] if chosen else [button(words.plain("me-pin-forgotten"), PinForgottenPressed())]
    return [forgotten, [button(words.plain("cancel"), CancelPressed())]]


def _key(digit: str) -> InlineKeyboardButton:
    return button(digit, KeypadPressed(key=digit))
