"""Buttons of everyone: language, organisation, menu, keypad."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from pydantic import BaseModel, Field

from bot.texts.language import Language

Offset = Annotated[int, Field(ge=0, le=1_000_000_000)]
"""A position in a list. No list is longer, and databases limit the number."""


Minute = Annotated[int, Field(ge=0, le=100_000_000)]
"""A moment, as minutes since 1970-01-01 UTC."""


def minute_of(at: datetime) -> int:
    """Return the number by which a button names a moment."""
    return int(at.timestamp()) // 60


def moment_of(minute: int) -> datetime:
    """Return the moment that a button names; UTC."""
    return datetime.fromtimestamp(minute * 60, UTC)


class OfDialogue(BaseModel):
    """Button of a question in a dialogue: it acts only while that question is open.

    `mark` says which question that is. `Show` writes it; screens leave it empty.
    """

    mark: str = Field(default="", max_length=7)


class ListsPeople(BaseModel):
    """Button of a page that lists people; a `searched` one shows those whom the words typed last find."""

    searched: bool = False


class LanguageChosen(CallbackData, prefix="lang"):
    """Choose a language."""

    language: Language


class LanguagePressed(CallbackData, prefix="langs"):
    """Show the languages."""


class OrganisationsPressed(CallbackData, prefix="orgs"):
    """Show the organisations of a person who belongs to several."""


class MenuPressed(CallbackData, prefix="menu"):
    """Show the main menu."""


class PersonalPressed(CallbackData, prefix="own"):
    """Show what everybody has to those who manage; their menu has a button for it."""


class SettingsPressed(CallbackData, prefix="set"):
    """Show the settings of the organisation to an owner."""


class OrganisationChosen(CallbackData, prefix="org"):
    """Choose the organisation for which a member of several acts."""

    account_id: UUID


class CancelPressed(CallbackData, OfDialogue, prefix="x"):
    """Cancel what was begun."""


class KeypadPressed(CallbackData, OfDialogue, prefix="k"):
    """Press a key of the PIN keypad: a digit, `back` or `clear`."""

    key: str = Field(max_length=5)


class PinEnteredPressed(CallbackData, OfDialogue, prefix="pin"):
    """Enter a whole PIN: no button in Telegram, but what the page with the PIN pad presses."""

    pin: str = Field(max_length=6)
