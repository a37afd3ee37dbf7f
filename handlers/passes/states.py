"""Dialogue states: what the bot waits for."""

from aiogram.fsm.state import StatesGroup

from handlers.dialogue.awaited import Awaited, Awaiting


class IssuingPass(StatesGroup):
    """A manager enters the details of a person's pass."""

    holder = Awaiting(Awaited.NAME)
    type = Awaiting(Awaited.BUTTON)
    field = Awaiting(Awaited.TEXT)
    days = Awaiting(Awaited.TEXT)
    photo = Awaiting(Awaited.PHOTO)


class OrderingPasses(StatesGroup):
    """A manager enters the details of passes for many people."""

    type = Awaiting(Awaited.BUTTON)
    days = Awaiting(Awaited.BUTTON)
    department = Awaiting(Awaited.BUTTON)
    file = Awaiting(Awaited.FILE)
    confirm = Awaiting(Awaited.BUTTON)


class SendingPhoto(StatesGroup):
    """A holder sends a photo."""

    photo = Awaiting(Awaited.PHOTO)


class DefiningType(StatesGroup):
    """A manager defines a pass type."""

    name = Awaiting(Awaited.TEXT)
    draft = Awaiting(Awaited.BUTTON)
    fields = Awaiting(Awaited.TEXT)
    days = Awaiting(Awaited.TEXT)
