"""Dialogue states: what the bot waits for."""

from aiogram.fsm.state import StatesGroup

from handlers.dialogue.awaited import Awaited, Awaiting


class Registering(StatesGroup):
    """A person registers: they opened their link and are not done yet."""

    agreement = Awaiting(Awaited.BUTTON)
    contact = Awaiting(Awaited.CONTACT)
    pin = Awaiting(Awaited.PIN)
