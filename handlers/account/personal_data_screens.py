"""Screens about a person's data and its erasure."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from bot.personal_data.export_my_data import MyData
from bot.staff.approvals.approval_requests import ApprovalRequest
from bot.staff.models import Person, Speaker
from bot.texts.words import Words
from handlers.account.callbacks import (
    ApproveErasurePressed,
    EraseConfirmed,
    EraseMeConfirmed,
    EraseMePressed,
    MePressed,
    MyDataPressed,
)
from handlers.callbacks import CancelPressed
from handlers.screen import Opened, Row, Screen, button, keyboard
from handlers.staff.callbacks import PersonPressed, StaffPressed

LABEL = 60


def my_data_screens(words: Words, data: MyData, until: datetime) -> list[Screen]:
    """Return a screen for each file, with a warning; not protected, or Telegram would not let it be saved."""
    parts, counted = len(data.parts), {"rows": data.rows, "documents": data.documents, "photos": data.photos}
    return [
        Screen(
            words("me-data-done", part=part, parts=parts, until=until, **counted),
            media=Opened(file, words.plain("me-data-file", part=part, parts=parts)),
        )
        for part, file in enumerate(data.parts, 1)
    ]


def which_data_screen(words: Words, people: Sequence[Speaker]) -> Screen:
    """Ask which organisation's data a person wants."""
    rows = [[button(one.organisation.name[:LABEL], MyDataPressed(account_id=one.account.id))] for one in people]
    return Screen(words("me-data-which"), keyboard(*rows))


def which_erasure_screen(words: Words, people: Sequence[Speaker]) -> Screen:
    """Ask in which organisation a person wants to be erased."""
    rows = [[button(one.organisation.name[:LABEL], EraseMePressed(account_id=one.account.id))] for one in people]
    return Screen(words("me-erase-which"), keyboard(*rows))


def erase_me_screen(words: Words, account_id: UUID, *, left: bool) -> Screen:
    """Explain to a person what ends, what is erased, what stays; one who has `left` has no page to go back to."""
    erase = [button(words.plain("me-erase-confirm"), EraseMeConfirmed(account_id=account_id))]
    rows = [erase] if left else [erase, _back(words)]
    return Screen(words("me-erase-ask"), keyboard(*rows))


def erasure_requested_screen(words: Words, approval_request: ApprovalRequest, *, left: bool) -> Screen:
    """Say until when the managers can decide."""
    text = words("me-erase-asked", until=approval_request.expires_at)
    return Screen(text, None if left else keyboard(_back(words)))


def approve_erasure_screen(words: Words, name: str, approval_request_id: UUID) -> Screen:
    """Ask a manager to confirm that a person is dismissed and erased."""
    erase = [button(words.plain("staff-erase-confirm"), ApproveErasurePressed(approval_request_id=approval_request_id))]
    cancel = [button(words.plain("cancel"), CancelPressed())]
    return Screen(words("staff-erase-serving", name=name), keyboard(erase, cancel))


def erasure_rejected_screen(words: Words, person: Person) -> Screen:
    """Confirm that the person is not erased."""
    return Screen(words("staff-erasure-refused", name=person.name))


def erase_screen(words: Words, person: Person) -> Screen:
    """Ask an owner to confirm that a dismissed person is erased."""
    erase = [button(words.plain("staff-erase-confirm"), EraseConfirmed(person_id=person.id))]
    back = [button(words.plain("back"), PersonPressed(person_id=person.id))]
    return Screen(words("staff-erase-ask", name=person.name), keyboard(erase, back))


def erased_screen(words: Words, pseudonym: str) -> Screen:
    """Show the pseudonym that is left of a person."""
    text = words("staff-erased", pseudonym=pseudonym)
    return Screen(text, keyboard([button(words.plain("staff-button"), StaffPressed())]))


def _back(words: Words) -> Row:
    return [button(words.plain("back"), MePressed())]
