"""Dialogue states: what the bot waits for."""

from aiogram.fsm.state import State, StatesGroup


class WritingTerms(StatesGroup):
    """An owner writes a text that people agree to."""

    text = State()


class SettingWorkingTime(StatesGroup):
    """An owner types when the organisation works."""

    zone = State()
    hours = State()
    days = State()
