"""Dialogue states: what the bot waits for."""

from enum import StrEnum

from aiogram.fsm.state import State, StatesGroup


class IssuingServiceQr(StatesGroup):
    """A manager answers what checkpoint a service QR is for."""

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
    """The one on duty says why a check was a mistake."""

    reason = State()
