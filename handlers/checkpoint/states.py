"""Dialogue states: what the bot waits for."""

from enum import StrEnum

from aiogram.fsm.state import State, StatesGroup


class IssuingServiceQr(StatesGroup):
    """A manager enters the details of a service QR."""

    name = State()
    place = State()
    accepts = State()
    hours = State()
    days = State()
    summary = State()
    pin = State()


class Term(StrEnum):
    """A term of a service QR that is edited in a step of its own."""

    NAME = "name"
    PLACE = "place"
    ACCEPTS = "accepts"
    HOURS = "hours"


class EditingServiceQr(StatesGroup):
    """A manager edits the terms of a service QR."""

    menu = State()
    name = State()
    place = State()
    accepts = State()
    hours = State()
    pin = State()


class UndoingCheck(StatesGroup):
    """A guard enters why a check was a mistake."""

    reason = State()
