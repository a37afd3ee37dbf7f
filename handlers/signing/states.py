"""Dialogue states: what the bot waits for."""

from enum import StrEnum

from aiogram.fsm.state import State, StatesGroup


class Step(StrEnum):
    """A question about a document to be sent, in the order in which they are asked; then the summary."""

    TITLE = "title"
    CLASS = "class"
    AUDIENCE = "audience"
    DEADLINE = "deadline"
    SUMMARY = "summary"


class Sending(StatesGroup):
    """A manager answers what a document is, whom it is for and by when."""

    file = State()
    title = State()
    class_ = State()
    audience = State()
    deadline = State()
    summary = State()


class AddingPeople(StatesGroup):
    """A manager adds people to a document that was sent."""

    words = State()


class ExtendingDeadline(StatesGroup):
    """A manager moves the deadline of a document that was sent."""

    day = State()


class HandingOn(StatesGroup):
    """A person hands a request on to a colleague."""

    words = State()


class Signing(StatesGroup):
    """A person is about to sign or decline."""

    pin = State()
    reason = State()


class DrawingUpAct(StatesGroup):
    """A manager chooses who is to witness a refusal act."""

    witnesses = State()


class CheckingDocument(StatesGroup):
    """A file is on its way to be checked."""

    file = State()
