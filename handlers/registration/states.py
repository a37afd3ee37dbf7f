"""Dialogue states: what the bot waits for."""

from aiogram.fsm.state import State, StatesGroup


class Registering(StatesGroup):
    """Between the link and the door."""

    agreement = State()
    contact = State()
    pin = State()
