"""Every dialogue state: what the bot is waiting for from a person."""

from aiogram.fsm.state import State, StatesGroup


class Registering(StatesGroup):
    """Between the link and the door."""

    agreement = State()
    contact = State()
    pin = State()
    pin_again = State()


class Importing(StatesGroup):
    """A staff list is on its way."""

    file = State()
    confirm = State()


class Searching(StatesGroup):
    """A manager looks for a person."""

    words = State()
