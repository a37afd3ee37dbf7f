"""For which organisation a button acts: that of the rows that it names, or the one that is written into it.

Buttons of notices that name no row carry their organisation, so that a person of several can press them while they
speak for another one.
"""

import re
from typing import Final
from uuid import UUID

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Update

_ID: Final = re.compile("[0-9a-f]{32}")
_SIGN: Final = "@"


def ids_in(data: str) -> list[UUID]:
    """Return the ids in callback data, which aiogram writes as 32 hexadecimal digits."""
    return [UUID(part) for part in data.split(":")[1:] if _ID.fullmatch(part)]


def of_organisation(keyboard: InlineKeyboardMarkup, organisation_id: UUID) -> InlineKeyboardMarkup:
    """Write the organisation into each button that names no row."""
    rows = [[_of_organisation(one, organisation_id) for one in row] for row in keyboard.inline_keyboard]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _of_organisation(one: InlineKeyboardButton, organisation_id: UUID) -> InlineKeyboardButton:
    if one.callback_data is None or ids_in(one.callback_data):
        return one
    return one.model_copy(update={"callback_data": f"{one.callback_data}{_SIGN}{organisation_id.hex}"})


def without_organisation(update: Update) -> tuple[Update, UUID | None]:
    """Return a press as its handler expects it, and the organisation that was written into the button."""
    callback = update.callback_query
    data, _, organisation = (callback.data or "").rpartition(_SIGN) if callback else ("", "", "")
    if callback is None or not _ID.fullmatch(organisation) or not data:
        return update, None
    pressed = callback.model_copy(update={"data": data})
    return update.model_copy(update={"callback_query": pressed}), UUID(organisation)
