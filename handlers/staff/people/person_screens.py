"""Screens of a person on the staff list."""

from typing import assert_never

from aiogram.types import InlineKeyboardButton

from bot.personal_data.dismiss_person import Dismissed
from bot.staff.invitations.show_card import Card
from bot.staff.models import Account, Person, Role, Speaker, Status
from bot.staff.people.people import Listed
from bot.staff.people.phones import show_phone
from bot.staff.pins.unlock_key import TRIES
from bot.texts.words import Words
from handlers.account.callbacks import ErasePressed
from handlers.passes.callbacks import IssuePassPressed, PassesOfPressed
from handlers.screen import Row, Screen, button, keyboard
from handlers.signing.boards.callbacks import DocumentsOfPressed
from handlers.staff.callbacks import (
    AtKioskPressed,
    DismissConfirmed,
    DismissPressed,
    InvitePressed,
    LinkRevokePressed,
    NameGuardPressed,
    PersonPressed,
    ReinstatePressed,
    ReinvitePressed,
    RolePressed,
    StaffPressed,
    StaffTurned,
    UndecidedPressed,
    UnlockPressed,
)
from handlers.staff.invitations.screens import fallback_line, letter_line, letter_rows
from handlers.staff.people.list_screens import MARKS, status_name
from handlers.staff.roster.screens import undecided_row


def person_screen(words: Words, speaker: Speaker, card: Card) -> Screen:
    """Return a person's card, with every action that the speaker is allowed."""
    listed, person = card.listed, card.listed.person
    lines = [
        f"{MARKS[listed.status]} " + words("staff-card", name=person.name, status=status_name(words, listed.status))
    ]
    for text_id, value in (
        ("staff-card-number", person.personnel_number),
        ("staff-card-position", ", ".join(filter(None, (person.position, person.department)))),
        ("staff-card-phone", show_phone(person.phone) if person.phone else None),
        ("staff-card-email", person.email),
        ("staff-card-role", words.plain(f"role-{person.role}") if person.role.manages else None),
        ("staff-card-bound", show_phone(listed.account.phone) if listed.account else None),
    ):
        if value:
            lines.append(words(text_id, value=value))
    if person.at_kiosk:
        lines.append(words("staff-card-kiosk"))
    if card.invited_until_at:
        lines.append(words("staff-card-invited-until", until=card.invited_until_at))
    lines += [letter_line(words, letter) for letter in card.letters if listed.account is None]
    if card.fallback:
        lines.append(fallback_line(words, card.fallback))
    return Screen("\n".join(lines), keyboard(*_rows(words, speaker, card)))


def _rows(words: Words, speaker: Speaker, card: Card) -> list[Row]:
    match card.listed.status:
        case Status.DISMISSED:
            rows = _dismissed_person_rows(words, speaker, card.listed.person)
        case Status.ERASED:
            rows = []
        case Status.NOT_INVITED | Status.INVITED | Status.OPENED | Status.REGISTERED | Status.BLOCKED:
            rows = _working_person_rows(words, speaker, card)
        case _:
            assert_never(card.listed.status)
    documents = DocumentsOfPressed(person_id=card.listed.person.id)
    last = [button(words.plain("signing-documents-of-button"), documents), button(words.plain("back"), StaffTurned())]
    return [*rows, last]


def _dismissed_person_rows(words: Words, speaker: Speaker, person: Person) -> list[Row]:
    rows = [[button(words.plain("staff-reinstate"), ReinstatePressed(person_id=person.id))]]
    if speaker.person.role is Role.OWNER:
        rows.append([button(words.plain("staff-erase"), ErasePressed(person_id=person.id))])
    return rows


def _working_person_rows(words: Words, speaker: Speaker, card: Card) -> list[Row]:
    listed, person_id = card.listed, card.listed.person.id
    rows: list[Row] = []
    if listed.account is None and not listed.person.at_kiosk:
        rows.append([button(words.plain("staff-invite"), InvitePressed(person_id=person_id))])
        rows += letter_rows(words, card)
        if card.invited_until_at:
            rows.append([button(words.plain("staff-revoke"), LinkRevokePressed(person_id=person_id))])
    elif listed.account is not None:
        rows.append(
            [
                button(words.plain("pass-of"), PassesOfPressed(person_id=person_id)),
                button(words.plain("pass-issue"), IssuePassPressed(person_id=person_id)),
            ]
        )
        if person_id != speaker.person.id:
            rows += _account_rows(words, listed.account)
    if (card.kiosks or listed.person.at_kiosk) and person_id != speaker.person.id and not listed.person.role.manages:
        rows.append([_kiosk_button(words, listed.person)])
    if speaker.person.role is Role.OWNER and listed.person.role is not Role.OWNER and not listed.person.at_kiosk:
        becomes = Role.EMPLOYEE if listed.person.role is Role.MANAGER else Role.MANAGER
        label = words.plain(f"staff-make-{becomes}")
        rows.append([button(label, RolePressed(person_id=person_id, role=becomes))])
    if not listed.person.role.manages:
        named = listed.person.role is not Role.GUARD
        label = words.plain("staff-name-guard" if named else "staff-unname-guard")
        rows.append([button(label, NameGuardPressed(person_id=person_id, named=named))])
    if person_id != speaker.person.id:
        rows.append([button(words.plain("staff-dismiss"), DismissPressed(person_id=person_id))])
    return rows


def _kiosk_button(words: Words, person: Person) -> InlineKeyboardButton:
    label = words.plain("staff-kiosk-leave" if person.at_kiosk else "staff-kiosk-choose")
    return button(label, AtKioskPressed(person_id=person.id, at_kiosk=not person.at_kiosk))


def _account_rows(words: Words, account: Account) -> list[Row]:
    """Return what a manager does about the account of another person, never about their own."""
    new_link = button(words.plain("staff-reinvite"), ReinvitePressed(person_id=account.person_id))
    unlock = button(words.plain("staff-unlock"), UnlockPressed(person_id=account.person_id))
    return [[unlock], [new_link]] if account.pin_failures >= TRIES else [[new_link]]


def reinstated_screen(words: Words, person: Person, waiting: int) -> Screen:
    """Confirm that the person is back on the list; others may be `waiting` for a decision."""
    card = [button(words.plain("staff-open-card"), PersonPressed(person_id=person.id))]
    return Screen(words("staff-reinstated", name=person.name), keyboard(card, *undecided_row(words, waiting)))


def dismiss_screen(words: Words, listed: Listed, *, importing: bool) -> Screen:
    """Ask to confirm a dismissal."""
    person_id = listed.person.id
    confirm = DismissConfirmed(person_id=person_id, importing=importing)
    back = UndecidedPressed() if importing else PersonPressed(person_id=person_id)
    rows = [[button(words.plain("staff-dismiss-confirm"), confirm)], [button(words.plain("back"), back)]]
    return Screen(words("staff-dismiss-ask", name=listed.person.name), keyboard(*rows))


def dismissed_screen(words: Words, dismissed: Dismissed, waiting: int) -> Screen:
    """Say what ended with the dismissal; others may be `waiting` for a decision."""
    text = words(
        "staff-dismissed",
        name=dismissed.person.name,
        requests=dismissed.requests,
        passes=dismissed.passes,
        shifts=dismissed.shifts,
    )
    staff = [button(words.plain("staff-button"), StaffPressed())]
    return Screen(text, keyboard(*undecided_row(words, waiting), staff))
