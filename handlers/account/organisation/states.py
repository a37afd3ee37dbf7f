"""Dialogue states: what the bot waits for."""

from aiogram.fsm.state import StatesGroup

from handlers.dialogue.awaited import Awaited, Awaiting


class WritingTerms(StatesGroup):
    """An owner writes a text that people agree to."""

    text = Awaiting(Awaited.TEXT)


class SettingContact(StatesGroup):
    """An owner types the contact that is printed."""

    text = Awaiting(Awaited.TEXT)


class SettingWorkingTime(StatesGroup):
    """An owner types when the organisation works."""

    zone = Awaiting(Awaited.NAME)
    hours = Awaiting(Awaited.TEXT)
    days = Awaiting(Awaited.TEXT)
