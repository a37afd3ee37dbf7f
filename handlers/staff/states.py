"""Dialogue states: what the bot waits for."""

from aiogram.fsm.state import State, StatesGroup


class Importing(StatesGroup):
    """A manager imports a staff list."""

    file = State()
    confirm = State()
    pin = State()


class InvitingBy(StatesGroup):
    """A manager types the address to which a person's link goes."""

    address = State()


class Searching(StatesGroup):
    """A manager looks for a person."""

    words = State()


class Relinking(StatesGroup):
    """A manager makes a new link for a person who is registered."""

    pin = State()


class ApprovingContact(StatesGroup):
    """A manager accepts a number that differs from the list."""

    pin = State()


class ApprovingRebinding(StatesGroup):
    """A second manager approves that another Telegram account speaks for a person."""

    pin = State()
