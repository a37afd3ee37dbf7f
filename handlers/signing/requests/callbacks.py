"""Buttons of a person's own requests: signing, declining, handing on, looking at them."""

from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from handlers.callbacks import OfDialogue, Offset


class SignPressed(CallbackData, prefix="sg-sign"):
    """Begin to sign, acknowledge or complete: show the exact statement."""

    request_id: UUID


class ConfirmPressed(CallbackData, prefix="sg-yes"):
    """Confirm the statement."""

    request_id: UUID


class DeclinePressed(CallbackData, prefix="sg-no"):
    """Begin to decline: ask for the reason."""

    request_id: UUID


class DeclineConfirmed(CallbackData, OfDialogue, prefix="sg-noy"):
    """Decline for the reason that was typed."""

    request_id: UUID


class TakeBackPressed(CallbackData, prefix="sg-nob"):
    """Take back that the person has declined."""

    request_id: UUID


class HandOnPressed(CallbackData, prefix="sb-hand"):
    """Begin to hand a request on: ask for the colleague's name."""

    request_id: UUID


class ColleagueChosen(CallbackData, prefix="sb-hc"):
    """Choose a colleague for the request whose id begins with `request`: ask for confirmation."""

    person_id: UUID
    request: str = Field(max_length=8)


class HandOnConfirmed(CallbackData, prefix="sb-hcy"):
    """Hand the request whose id begins with `request` on to a colleague."""

    person_id: UUID
    request: str = Field(max_length=8)


class SnoozePressed(CallbackData, prefix="sg-zzz"):
    """Send no reminders of a request until tomorrow."""

    request_id: UUID


class MyDocumentsPressed(CallbackData, prefix="sg-my"):
    """Show the person's open requests; with `past`, all of them."""

    past: bool = False
    offset: Offset = 0


class MyDocumentPressed(CallbackData, prefix="sg-mine"):
    """Show one of the person's own requests."""

    request_id: UUID


class MyFilePressed(CallbackData, prefix="sg-file"):
    """Show the file of one of the person's own requests; with `finished`, the one that carries the signatures."""

    request_id: UUID
    finished: bool = False
