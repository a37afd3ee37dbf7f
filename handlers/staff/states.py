"""Dialogue states: what the bot waits for."""

from aiogram.fsm.state import State, StatesGroup


class Importing(StatesGroup):
    """A staff list is on its way."""

    file = State()
    confirm = State()


class InvitingBy(StatesGroup):
    """A manager types the address that a person's link is to go to."""

    address = State()


class Searching(StatesGroup):
    """A manager looks for a person."""

    words = State()
