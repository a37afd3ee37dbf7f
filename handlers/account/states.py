"""Dialogue states: what the bot waits for."""

from aiogram.fsm.state import State, StatesGroup


class ResettingPin(StatesGroup):
    """A person chooses a new PIN in the place of a forgotten one."""

    pin = State()


class ProvingPin(StatesGroup):
    """A person enters the PIN that they want to change."""

    pin = State()


class ChangingPin(StatesGroup):
    """A person chooses another PIN."""

    pin = State()
