"""Dialogue states: what the bot waits for."""

from aiogram.fsm.state import State, StatesGroup


class Registering(StatesGroup):
    """A person registers: they opened their link and are not done yet."""

    agreement = State()
    contact = State()
    pin = State()
