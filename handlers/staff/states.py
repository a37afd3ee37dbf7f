"""Dialogue states: what the bot waits for."""

from aiogram.fsm.state import State, StatesGroup


class Importing(StatesGroup):
    """A manager imports a staff list."""

    file = State()
    confirm = State()


class InvitingBy(StatesGroup):
    """A manager types the address to which a person's link goes."""

    address = State()


class Searching(StatesGroup):
    """A manager looks for a person."""

    words = State()
