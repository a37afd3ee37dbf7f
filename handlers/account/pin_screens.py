"""Screens about a person's own PIN."""

from bot.staff.approvals.approval_requests import ApprovalRequest, Stage
from bot.staff.models import Person
from bot.texts.words import Words
from handlers.account.callbacks import MePressed, PinForgottenPressed, ResetPinPressed
from handlers.callbacks import MenuPressed
from handlers.screen import Row, Screen, button, keyboard


def pin_forgotten_screen(words: Words) -> Screen:
    """Explain what a reset does before the managers are asked."""
    reset = [button(words.plain("me-ask-manager"), ResetPinPressed())]
    return Screen(words("me-pin-forgotten-ask"), keyboard(reset, _back(words)))


def pin_reset_requested_screen(words: Words, approval_request: ApprovalRequest) -> Screen:
    """Say until when the managers can decide; if they approved, until when the person can choose a new PIN."""
    until = approval_request.expires_at
    if approval_request.stage is Stage.APPROVED:
        choose = [button(words.plain("me-pin-choose"), PinForgottenPressed())]
        return Screen(words("me-pin-approved", until=until), keyboard(choose))
    return Screen(words("me-pin-asked", until=until), keyboard(_back(words)))


def pin_reset_decided_screen(words: Words, person: Person, *, approved: bool) -> Screen:
    """Confirm a manager's decision."""
    text_id = "staff-pin-reset-approved" if approved else "staff-pin-reset-refused"
    return Screen(words(text_id, name=person.name))


def pin_set_screen(words: Words, text_id: str) -> Screen:
    """Confirm that the PIN is changed."""
    return Screen(words(text_id), keyboard([button(words.plain("menu-button"), MenuPressed())]))


def key_disputed_screen(words: Words) -> Screen:
    """Say that the key is locked, and what to do next."""
    return Screen(words("me-key-disputed"), keyboard([button(words.plain("menu-button"), MenuPressed())]))


def _back(words: Words) -> Row:
    return [button(words.plain("back"), MePressed())]
