"""Dialogue states: what the bot waits for."""

from aiogram.fsm.state import State, StatesGroup


class ResettingPin(StatesGroup):
    """A person chooses a new PIN in the place of a forgotten one."""

    pin = State()


class ProvingPin(StatesGroup):
    """A person presses the PIN they want to change."""

    pin = State()


class ChangingPin(StatesGroup):
    """A person chooses another PIN."""

    pin = State()


class WritingTerms(StatesGroup):
    """An owner writes words that people agree to."""

    text = State()


class SettingWorkingTime(StatesGroup):
    """An owner types when the organisation works."""

    zone = State()
    hours = State()
    days = State()
