"""The staff list as managers see it."""

from typing import assert_never

from bot.dismissal import Dismissed
from bot.staff.invitations.invite_person import Invited
from bot.staff.invitations.letters import Card
from bot.staff.models import Person, Role, Speaker, Status
from bot.staff.people.browse_staff import PAGE, Filters, StaffPage, Wanted, department_key
from bot.staff.people.phones import show_phone
from bot.staff.ports import Listed
from bot.staff.registration.unlock_key import TRIES
from bot.texts import Words
from handlers.account.callbacks import ErasePressed
from handlers.callbacks import MenuPressed
from handlers.passes.callbacks import IssuePassPressed, PassesOfPressed
from handlers.screen import Picture, Row, Screen, button, copy_button, keyboard, turning
from handlers.signing.boards.callbacks import DocumentsOfPressed
from handlers.staff.callbacks import (
    DismissConfirmed,
    DismissPressed,
    ExportPressed,
    FiltersPressed,
    ImportPressed,
    InviteEveryonePressed,
    InvitePressed,
    LinkQrPressed,
    LinkRevokePressed,
    PersonPressed,
    ReinstatePressed,
    ReinvitePressed,
    RolePressed,
    StaffDepartmentChosen,
    StaffPressed,
    StaffTurned,
    StatusChosen,
    UnlockPressed,
)
from handlers.staff.letter_screens import fallback_line, letter_line, letter_rows

MARKS = {
    Status.NOT_INVITED: "⚪️",
    Status.INVITED: "✉️",
    Status.OPENED: "👀",
    Status.REGISTERED: "✅",
    Status.BLOCKED: "🔕",
    Status.DISMISSED: "🚪",
    Status.ERASED: "▫️",
}


DEPARTMENTS = 12


def staff_screen(words: Words, page: StaffPage) -> Screen:
    """A page of the list, with how many stand where; typing words looks for people."""
    heading = words("staff-list", total=page.total, registered=page.registered)
    if page.wanted != Wanted():
        heading = words("staff-found", words=_looked_for(words, page.wanted), total=page.total)
    rows = [
        [button(f"{MARKS[one.status]} {one.person.name}"[:64], PersonPressed(person_id=one.person.id))]
        for one in page.people
    ]
    narrow = [button(words.plain("staff-filter"), FiltersPressed())]
    if page.wanted != Wanted():
        narrow.append(button(words.plain("staff-everyone"), StaffPressed()))
    files = [button(words.plain("staff-import"), ImportPressed()), button(words.plain("staff-export"), ExportPressed())]
    everyone = [button(words.plain("staff-invite-everyone"), InviteEveryonePressed())]
    menu = [button(words.plain("menu-button"), MenuPressed())]
    pages = turning(words, page.offset, PAGE, page.total, lambda to: StaffTurned(offset=to))
    return Screen(heading, keyboard(*rows, pages, narrow, files, everyone, menu))


def _looked_for(words: Words, wanted: Wanted) -> str:
    status = _status(words, wanted.status) if wanted.status else ""
    return " · ".join(filter(None, (wanted.words, wanted.department, status)))


def filters_screen(words: Words, filters: Filters, offset: int) -> Screen:
    """The statuses with how many stand there, and a page of the departments."""
    statuses = [
        [button(f"{MARKS[status]} {_status(words, status)}: {filters.counts[status]}", StatusChosen(status=status))]
        for status in Status
        if filters.counts.get(status)
    ]
    shown = filters.departments[offset : offset + DEPARTMENTS]
    departments = [[button(f"🏢 {name}"[:64], StaffDepartmentChosen(key=department_key(name)))] for name in shown]
    pages = turning(words, offset, DEPARTMENTS, len(filters.departments), lambda to: FiltersPressed(offset=to))
    back = [button(words.plain("back"), StaffTurned())]
    return Screen(words("staff-filter-ask"), keyboard(*statuses, *departments, pages, back))


def person_screen(words: Words, speaker: Speaker, card: Card) -> Screen:
    """One person's card, with every act the speaker may do."""
    listed, person = card.listed, card.listed.person
    lines = [f"{MARKS[listed.status]} " + words("staff-card", name=person.name, status=_status(words, listed.status))]
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
    if card.invited_until_at:
        lines.append(words("staff-card-invited-until", until=card.invited_until_at))
    lines += [letter_line(words, letter) for letter in card.letters if listed.account is None]
    if card.fallback:
        lines.append(fallback_line(words, card.fallback))
    return Screen("\n".join(lines), keyboard(*_acts(words, speaker, card)))


def _acts(words: Words, speaker: Speaker, card: Card) -> list[Row]:
    match card.listed.status:
        case Status.DISMISSED:
            rows = _acts_on_dismissed(words, speaker, card.listed.person)
        case Status.ERASED:
            rows = []
        case Status.NOT_INVITED | Status.INVITED | Status.OPENED | Status.REGISTERED | Status.BLOCKED:
            rows = _acts_on_standing(words, speaker, card)
        case _:
            assert_never(card.listed.status)
    documents = DocumentsOfPressed(person_id=card.listed.person.id)
    last = [button(words.plain("signing-documents-of-button"), documents), button(words.plain("back"), StaffTurned())]
    return [*rows, last]


def _acts_on_dismissed(words: Words, speaker: Speaker, person: Person) -> list[Row]:
    rows = [[button(words.plain("staff-reinstate"), ReinstatePressed(person_id=person.id))]]
    if speaker.person.role is Role.OWNER:
        rows.append([button(words.plain("staff-erase"), ErasePressed(person_id=person.id))])
    return rows


def _acts_on_standing(words: Words, speaker: Speaker, card: Card) -> list[Row]:
    listed, person_id = card.listed, card.listed.person.id
    rows: list[Row] = []
    if listed.account is None:
        rows.append([button(words.plain("staff-invite"), InvitePressed(person_id=person_id))])
        rows += letter_rows(words, card)
        if card.invited_until_at:
            rows.append([button(words.plain("staff-revoke"), LinkRevokePressed(person_id=person_id))])
    else:
        rows.append(
            [
                button(words.plain("pass-of"), PassesOfPressed(person_id=person_id)),
                button(words.plain("pass-issue"), IssuePassPressed(person_id=person_id)),
            ]
        )
        if listed.account.pin_failures >= TRIES:
            rows.append([button(words.plain("staff-unlock"), UnlockPressed(person_id=person_id))])
        rows.append([button(words.plain("staff-reinvite"), ReinvitePressed(person_id=person_id))])
    if speaker.person.role is Role.OWNER and listed.person.role is not Role.OWNER:
        becomes = Role.EMPLOYEE if listed.person.role is Role.MANAGER else Role.MANAGER
        label = words.plain(f"staff-make-{becomes}")
        rows.append([button(label, RolePressed(person_id=person_id, role=becomes))])
    if person_id != speaker.person.id:
        rows.append([button(words.plain("staff-dismiss"), DismissPressed(person_id=person_id))])
    return rows


def _status(words: Words, status: Status) -> str:
    return words.plain(f"staff-status-{status}")


def invited_person_screen(words: Words, invited: Invited) -> Screen:
    """A person's own link, to be handed to them alone."""
    text = words("staff-link", name=invited.person.name, link=invited.link, until=invited.until_at)
    rows = [
        [copy_button(words.plain("staff-copy-link"), invited.link)],
        [button(words.plain("staff-link-qr"), LinkQrPressed(person_id=invited.person.id))],
        [button(words.plain("staff-reinvite"), ReinvitePressed(person_id=invited.person.id))],
        [button(words.plain("staff-revoke"), LinkRevokePressed(person_id=invited.person.id))],
        [button(words.plain("back"), PersonPressed(person_id=invited.person.id))],
    ]
    return Screen(text, keyboard(*rows))


def link_qr_screen(words: Words, invited: Invited, png: bytes) -> Screen:
    """A person's own link as a QR code, for their phone to scan; it cannot be passed on."""
    text = words("staff-link-qr-shown", name=invited.person.name, until=invited.until_at)
    return Screen(text, media=Picture(png, "link.png"), protected=True)


def reinstated_screen(words: Words, person: Person) -> Screen:
    """Who came back, and what is next."""
    card = [button(words.plain("staff-open-card"), PersonPressed(person_id=person.id))]
    return Screen(words("staff-reinstated", name=person.name), keyboard(card))


def dismiss_screen(words: Words, listed: Listed) -> Screen:
    """Ask once more before everything of a person ends."""
    rows = [
        [button(words.plain("staff-dismiss-confirm"), DismissConfirmed(person_id=listed.person.id))],
        [button(words.plain("back"), PersonPressed(person_id=listed.person.id))],
    ]
    return Screen(words("staff-dismiss-ask", name=listed.person.name), keyboard(*rows))


def dismissed_screen(words: Words, dismissed: Dismissed) -> Screen:
    """What ended."""
    text = words(
        "staff-dismissed",
        name=dismissed.person.name,
        requests=dismissed.requests,
        passes=dismissed.passes,
        shifts=dismissed.shifts,
    )
    return Screen(text, keyboard([button(words.plain("staff-button"), StaffPressed())]))
