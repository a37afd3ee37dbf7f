"""Dialogue states: what the bot waits for."""

from aiogram.fsm.state import StatesGroup

from handlers.dialogue.awaited import Awaited, Awaiting


class Importing(StatesGroup):
    """A manager imports a staff list."""

    file = Awaiting(Awaited.FILE)
    confirm = Awaiting(Awaited.BUTTON)
    pin = Awaiting(Awaited.PIN)


class InvitingBy(StatesGroup):
    """A manager types the address to which a person's link goes."""

    address = Awaiting(Awaited.TEXT)


class Searching(StatesGroup):
    """A manager looks for a person."""

    words = Awaiting(Awaited.SEARCH)


class EnablingKiosk(StatesGroup):
    """A manager names a new kiosk."""

    name = Awaiting(Awaited.TEXT)


class ChoosingKiosk(StatesGroup):
    """A manager chooses for a person who is registered with Telegram that they sign at a kiosk."""

    pin = Awaiting(Awaited.PIN)


class Relinking(StatesGroup):
    """A manager makes a new link for a person who is registered."""

    pin = Awaiting(Awaited.PIN)


class ApprovingContact(StatesGroup):
    """A manager accepts a number that differs from the list."""

    pin = Awaiting(Awaited.PIN)


class ApprovingRebinding(StatesGroup):
    """A second manager approves that another Telegram account speaks for a person."""

    pin = Awaiting(Awaited.PIN)
