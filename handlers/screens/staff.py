"""The staff list as managers see it."""

from aiogram.types import InlineKeyboardButton

from bot.dismissal import Dismissed
from bot.staff.browse import PAGE, StaffPage
from bot.staff.import_list import DryRun, Imported
from bot.staff.invite import Invited
from bot.staff.people import Role, Speaker, Status
from bot.staff.phones import show_phone
from bot.staff.ports import Listed
from bot.staff.roster import BadRow, Fault, Reason
from bot.texts import Words
from handlers.buttons import (
    CancelPressed,
    DismissConfirmed,
    DismissPressed,
    ImportApplied,
    ImportPressed,
    InvitePressed,
    IssuePassPressed,
    MenuPressed,
    PassesOfPressed,
    PersonPressed,
    ReinvitePressed,
    RolePressed,
    StaffPressed,
    UnlockPressed,
)
from handlers.screens.screen import Row, Screen, button, copy_button, keyboard

MARKS = {
    Status.NOT_INVITED: "▫️",
    Status.INVITED: "✉️",
    Status.OPENED: "👀",
    Status.REGISTERED: "✅",
    Status.BLOCKED: "🔕",
    Status.DISMISSED: "🚪",
}
MOST_BAD_ROWS = 10
FAULT_TELLS: dict[Fault, tuple[str, ...]] = {
    Fault.UNIDENTIFIED: (),
    Fault.UNREADABLE: ("column", "value"),
    Fault.CUT_SHORT: ("column", "value"),
    Fault.TURNED_INTO_DATE: ("column", "value"),
    Fault.REPEATED: ("column", "value", "row"),
    Fault.TAKEN: ("column", "value", "holder"),
}
"""What a row's fault tells beyond its column."""


def staff_screen(words: Words, page: StaffPage) -> Screen:
    """A page of the list, with how many stand where; typing words looks for people."""
    heading = words("staff-list", total=sum(page.counts.values()), registered=page.counts.get(Status.REGISTERED, 0))
    if page.words:
        heading = words("staff-found", words=page.words, total=page.total)
    rows = [
        [button(f"{MARKS[one.status]} {one.person.name}"[:64], PersonPressed(person_id=one.person.id))]
        for one in page.people
    ]
    last = [
        button(words.plain("staff-import"), ImportPressed()),
        button(words.plain("menu-button"), MenuPressed()),
    ]
    return Screen(heading, keyboard(*rows, _turning(words, page), last))


def _turning(words: Words, page: StaffPage) -> list[InlineKeyboardButton]:
    row = []
    if page.offset > 0:
        row.append(button(words.plain("previous"), StaffPressed(offset=max(page.offset - PAGE, 0))))
    if page.offset + PAGE < page.total:
        row.append(button(words.plain("next"), StaffPressed(offset=page.offset + PAGE)))
    return row


def person_screen(words: Words, speaker: Speaker, listed: Listed) -> Screen:
    """One person's card, with every act the speaker may do."""
    person = listed.person
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
    return Screen("\n".join(lines), keyboard(*_acts(words, speaker, listed)))


def _acts(words: Words, speaker: Speaker, listed: Listed) -> list[Row]:
    dismissed = listed.status is Status.DISMISSED
    rows = [] if dismissed else _acts_on_standing(words, speaker, listed)
    return [*rows, [button(words.plain("back"), StaffPressed())]]


def _acts_on_standing(words: Words, speaker: Speaker, listed: Listed) -> list[Row]:
    person_id = listed.person.id
    rows: list[Row] = []
    if listed.account is None:
        rows.append([button(words.plain("staff-invite"), InvitePressed(person_id=person_id))])
    else:
        rows.append(
            [
                button(words.plain("pass-of"), PassesOfPressed(person_id=person_id)),
                button(words.plain("pass-issue"), IssuePassPressed(person_id=person_id)),
            ]
        )
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


def import_screen(words: Words) -> Screen:
    """Ask for the file."""
    return Screen(words("staff-import-ask"), keyboard([button(words.plain("cancel"), CancelPressed())]))


def dry_run_screen(words: Words, dry_run: DryRun) -> Screen:
    """What the import would do, and every bad row with its number and reason."""
    plan = dry_run.plan
    parts = [
        words(
            "staff-dry-run",
            new=len(plan.new),
            changed=len(plan.changed),
            unchanged=len(plan.unchanged),
            left_out=len(plan.left_out),
            bad=len(plan.bad),
        )
    ]
    parts.extend(_bad_row(words, row) for row in plan.bad[:MOST_BAD_ROWS])
    if len(plan.bad) > MOST_BAD_ROWS:
        parts.append(words("staff-dry-run-more", more=len(plan.bad) - MOST_BAD_ROWS))
    if plan.changes_nothing:
        return Screen("\n".join([*parts, words("staff-dry-run-nothing")]), keyboard(_back(words)))
    apply = button(words.plain("staff-apply", count=len(plan.new) + len(plan.changed)), ImportApplied())
    return Screen("\n".join(parts), keyboard([apply], [button(words.plain("cancel"), CancelPressed())]))


def _bad_row(words: Words, row: BadRow) -> str:
    reasons = "; ".join(_reason(words, reason) for reason in row.reasons)
    return words("staff-bad-row", row=row.row_number, reasons=reasons)


def _reason(words: Words, reason: Reason) -> str:
    facts = {**reason.facts, "column": words.plain(f"roster-column-{reason.column}")}
    told = {name: facts[name] for name in FAULT_TELLS.get(reason.fault, ("column",))}
    return words.plain(f"roster-fault-{reason.fault}", **told)


def imported_screen(words: Words, imported: Imported) -> Screen:
    """What the import did."""
    text = words("staff-imported", new=imported.new, changed=imported.changed, unchanged=imported.unchanged)
    return Screen(text, keyboard([button(words.plain("staff-button"), StaffPressed())], _back(words)))


def _back(words: Words) -> Row:
    return [button(words.plain("menu-button"), MenuPressed())]


def invited_person_screen(words: Words, invited: Invited) -> Screen:
    """A person's own link, to be handed to them alone."""
    text = words("staff-link", name=invited.person.name, link=invited.link, until=invited.until_at)
    rows = [
        [copy_button(words.plain("staff-copy-link"), invited.link)],
        [button(words.plain("staff-reinvite"), ReinvitePressed(person_id=invited.person.id))],
        [button(words.plain("back"), PersonPressed(person_id=invited.person.id))],
    ]
    return Screen(text, keyboard(*rows))


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
