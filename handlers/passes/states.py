"""Dialogue states: what the bot waits for."""

from aiogram.fsm.state import State, StatesGroup


class IssuingPass(StatesGroup):
    """A manager answers what pass a person gets."""

    type = State()
    field = State()
    days = State()
    photo = State()


class OrderingPasses(StatesGroup):
    """A manager says which passes many people get."""

    type = State()
    days = State()
    department = State()
    file = State()
    confirm = State()


class SendingPhoto(StatesGroup):
    """A holder's photo is on its way."""

    photo = State()


class DefiningType(StatesGroup):
    """A manager says what passes of a type are like."""

    name = State()
    draft = State()
    fields = State()
    days = State()
