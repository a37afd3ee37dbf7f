"""Dialogue states: what the bot waits for."""

from aiogram.fsm.state import State, StatesGroup


class IssuingPass(StatesGroup):
    """A manager enters the details of a person's pass."""

    type = State()
    field = State()
    days = State()
    photo = State()


class OrderingPasses(StatesGroup):
    """A manager enters the details of passes for many people."""

    type = State()
    days = State()
    department = State()
    file = State()
    confirm = State()


class SendingPhoto(StatesGroup):
    """A holder sends a photo."""

    photo = State()


class DefiningType(StatesGroup):
    """A manager defines a pass type."""

    name = State()
    draft = State()
    fields = State()
    days = State()
