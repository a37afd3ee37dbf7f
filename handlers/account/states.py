"""Dialogue states: what the bot waits for."""

from aiogram.fsm.state import StatesGroup

from handlers.dialogue.awaited import Awaited, Awaiting


class ResettingPin(StatesGroup):
    """A person chooses a new PIN in the place of a forgotten one."""

    pin = Awaiting(Awaited.PIN)


class ProvingPin(StatesGroup):
    """A person enters the PIN that they want to change."""

    pin = Awaiting(Awaited.PIN)


class ChangingPin(StatesGroup):
    """A person chooses another PIN."""

    pin = Awaiting(Awaited.PIN)
