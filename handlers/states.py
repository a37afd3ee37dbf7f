"""Every dialogue state: what the bot is waiting for from a person."""

from enum import StrEnum

from aiogram.fsm.state import State, StatesGroup


class Registering(StatesGroup):
    """Between the link and the door."""

    agreement = State()
    contact = State()
    pin = State()


class ResettingPin(StatesGroup):
    """A person chooses a new PIN in the place of a forgotten one."""

    pin = State()


class ProvingPin(StatesGroup):
    """A person presses the PIN they want to change."""

    pin = State()


class ChangingPin(StatesGroup):
    """A person chooses another PIN."""

    pin = State()


class WritingTerms(StatesGroup):
    """An owner writes words that people agree to."""

    text = State()


class SettingWorkingTime(StatesGroup):
    """An owner types when the organisation works."""

    zone = State()
    hours = State()
    days = State()


class Importing(StatesGroup):
    """A staff list is on its way."""

    file = State()
    confirm = State()


class InvitingBy(StatesGroup):
    """A manager types the address that a person's link is to go to."""

    address = State()


class Searching(StatesGroup):
    """A manager looks for a person."""

    words = State()


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
