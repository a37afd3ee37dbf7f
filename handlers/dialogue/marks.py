"""Marks in the buttons of a question, by which a press tells which question it answers."""

import re
from functools import cache
from typing import Final

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Update, WebAppInfo

from handlers.callbacks import KeypadPressed, OfDialogue
from handlers.screen import Keyboard

_DIGITS: Final = 7
_IN_ADDRESS: Final = re.compile(r"(?<=[?&]mark=)[0-9a-f]*")
"""Where the address of the PIN pad has the mark of its question."""


def mark_of(update: Update) -> str:
    """Return the mark of the questions that an update opens: the last digits of its id, hexadecimal."""
    return f"{update.update_id % 16**_DIGITS:x}"


def pressed_prefix(pressed: CallbackQuery | None) -> str:
    """Return the prefix of a pressed button; empty where none was pressed."""
    return ((pressed.data if pressed else None) or "").partition(":")[0]


def pressed_mark(pressed: CallbackQuery | None) -> str | None:
    """Return the mark in a pressed button; None for a button that belongs to no dialogue."""
    if pressed is None or pressed_prefix(pressed) not in _prefixes():
        return None
    return (pressed.data or "").partition(":")[2].partition(":")[0]


def marked(keyboard: Keyboard | None, mark: str) -> Keyboard | None:
    """Return the keyboard with the mark in each button of a dialogue."""
    if not isinstance(keyboard, InlineKeyboardMarkup) or not has_marks(keyboard):
        return keyboard
    rows = [[_marked(button, mark) for button in row] for row in keyboard.inline_keyboard]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def has_marks(keyboard: Keyboard | None) -> bool:
    """Return whether a keyboard has buttons of a dialogue."""
    if not isinstance(keyboard, InlineKeyboardMarkup):
        return False
    return any(_is_of_dialogue(button) for row in keyboard.inline_keyboard for button in row)


def is_keypad(keyboard: str) -> bool:
    """Return whether a keyboard, written as JSON, has the keys of a PIN or opens the PIN pad."""
    return f'"{KeypadPressed.__prefix__}:' in keyboard or bool(_IN_ADDRESS.search(keyboard))


def _marked(button: InlineKeyboardButton, mark: str) -> InlineKeyboardButton:
    if button.web_app is not None:
        return button.model_copy(update={"web_app": WebAppInfo(url=_IN_ADDRESS.sub(mark, button.web_app.url))})
    if not _is_of_dialogue(button):
        return button
    prefix, _, rest = (button.callback_data or "").partition(":")
    values = rest.partition(":")[1:]  # what follows the mark, with its separator
    return button.model_copy(update={"callback_data": f"{prefix}:{mark}{''.join(values)}"})


def _is_of_dialogue(button: InlineKeyboardButton) -> bool:
    return (button.callback_data or "").partition(":")[0] in _prefixes()


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(one.__prefix__ for one in CallbackData.__subclasses__() if issubclass(one, OfDialogue))
