"""Dialogue states: what the bot waits for."""

from enum import StrEnum

from aiogram.fsm.state import StatesGroup

from handlers.dialogue.awaited import Awaited, Awaiting


class IssuingServiceQr(StatesGroup):
    """A manager enters the details of a service QR."""

    name = Awaiting(Awaited.TEXT)
    place = Awaiting(Awaited.TEXT)
    accepts = Awaiting(Awaited.BUTTON)
    hours = Awaiting(Awaited.BUTTON)
    days = Awaiting(Awaited.BUTTON)
    summary = Awaiting(Awaited.BUTTON)
    pin = Awaiting(Awaited.PIN)


class Term(StrEnum):
    """A term of a service QR that is edited in a step of its own."""

    NAME = "name"
    PLACE = "place"
    ACCEPTS = "accepts"
    HOURS = "hours"


class EditingServiceQr(StatesGroup):
    """A manager edits the terms of a service QR."""

    menu = Awaiting(Awaited.BUTTON)
    name = Awaiting(Awaited.TEXT)
    place = Awaiting(Awaited.TEXT)
    accepts = Awaiting(Awaited.BUTTON)
    hours = Awaiting(Awaited.BUTTON)
    pin = Awaiting(Awaited.PIN)


class RenewingServiceQr(StatesGroup):
    """A manager renews a service QR."""

    pin = Awaiting(Awaited.PIN)


class UndoingCheck(StatesGroup):
    """A guard enters why a check was a mistake."""

    reason = Awaiting(Awaited.TEXT)
