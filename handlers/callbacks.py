"""Buttons of everyone: language, organisation, menu, keypad."""

from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.staff.models import Language


class LanguageChosen(CallbackData, prefix="lang"):
    """A language was chosen."""

    language: Language


class LanguagePressed(CallbackData, prefix="langs"):
    """Another language is wanted."""


class OrganisationsPressed(CallbackData, prefix="orgs"):
    """A person in several organisations wants to switch."""


class MenuPressed(CallbackData, prefix="menu"):
    """The main menu is wanted."""


class PersonalPressed(CallbackData, prefix="own"):
    """What everybody has is wanted by who manages: their menu keeps it behind a button."""


class SettingsPressed(CallbackData, prefix="set"):
    """An owner wants what is set for the whole organisation."""


class OrganisationChosen(CallbackData, prefix="org"):
    """A person in several organisations chose for which they speak."""

    account_id: UUID


class CancelPressed(CallbackData, prefix="x"):
    """What was begun is to be dropped."""


class KeypadPressed(CallbackData, prefix="k"):
    """A key of the PIN keypad: a digit, `back` or `clear`."""

    key: str = Field(max_length=5)
