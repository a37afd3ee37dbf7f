"""Screens of an import: what it would do, and what it did."""

from collections.abc import Iterator, Sequence

from bot.staff.roster import BadRow, Fault, Reason
from bot.staff.roster.import_list import DryRun, Imported, Undecided
from bot.texts.words import Words
from handlers.callbacks import CancelPressed, MenuPressed
from handlers.screen import File, Row, Screen, button, keyboard, searched_rows, turning
from handlers.staff.callbacks import (
    DismissPressed,
    HiddenRowsTaken,
    ImportApplied,
    ReinstatePressed,
    StaffPressed,
    UndecidedPressed,
)
from handlers.staff.roster.unread_notes import unread_notes

MOST_BAD_ROWS = 10
MOST_LEAVING = 20
MOST_TEXT = 4000
"""Telegram takes 4,096 characters of text."""
FAULT_VARIABLES: dict[Fault, tuple[str, ...]] = {
    Fault.MISSING: ("column",),
    Fault.UNIDENTIFIED: (),
    Fault.UNREADABLE: ("column", "value"),
    Fault.CUT_SHORT: ("column", "value"),
    Fault.TURNED_INTO_DATE: ("column", "value"),
    Fault.CELL_ERROR: ("column",),
    Fault.NOT_CALCULATED: ("column",),
    Fault.SEVERAL: ("column",),
    Fault.TOO_LONG: ("column",),
    Fault.REPEATED: ("column", "value", "row"),
    Fault.TAKEN: ("column", "value", "holder"),
    Fault.OWN: ("column",),
    Fault.OWNER: ("column",),
}
"""The variables in the text of each fault of a row."""


def import_screen(words: Words) -> Screen:
    """Ask for the file."""
    return Screen(words("staff-import-ask"), keyboard([button(words.plain("cancel"), CancelPressed())]))


def dry_run_screen(words: Words, dry_run: DryRun) -> Screen:
    """Show what the import would do, and the bad rows with their numbers and reasons."""
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
    parts.extend(_warnings(words, dry_run))
    parts.extend(unread_notes(words, dry_run.unread, dry_run.hidden))
    if plan.changes_nothing:
        parts.append(words("staff-dry-run-nothing"))
    return Screen("\n".join(parts)[:MOST_TEXT], keyboard(*_dry_run_rows(words, dry_run)))


def _dry_run_rows(words: Words, dry_run: DryRun) -> list[Row]:
    plan, rows = dry_run.plan, list[Row]()
    if not plan.changes_nothing:
        count = len(plan.new) + len(plan.changed)
        rows.append([button(words.plain("staff-apply", count=count), ImportApplied())])
    if dry_run.hidden:
        rows.append([button(words.plain("staff-take-hidden", count=dry_run.hidden), HiddenRowsTaken())])
    if plan.changes_nothing:
        undecided = Undecided(plan.left_out, tuple(match.person for match in plan.returned))
        return [*rows, *undecided_row(words, len(undecided)), _back(words)]
    return [*rows, [button(words.plain("cancel"), CancelPressed())]]


def _warnings(words: Words, dry_run: DryRun) -> Iterator[str]:
    """Yield what to check before the import is applied."""
    for match in [one for one in dry_run.plan.changed if one.renamed_wholly][:MOST_BAD_ROWS]:
        names = {"before": match.person.name[:60], "after": match.row.name[:60]}
        yield words("staff-dry-run-renamed", row=match.row.row_number, **names)


def undecided_row(words: Words, count: int) -> list[Row]:
    """Return the button to the people who wait for a decision, if there are any."""
    return [[button(words.plain("staff-undecided-button", count=count), UndecidedPressed())]] if count else []


def undecided_screen(words: Words, undecided: Undecided, offset: int, searched: str = "") -> Screen:
    """Show whom the manager may dismiss or reinstate after an import, a button for each; those `searched` alone."""
    rows = [
        [button(words.plain("staff-left-out", name=one.name)[:64], DismissPressed(person_id=one.id, importing=True))]
        for one in undecided.left_out
    ]
    rows += [
        [button(words.plain("staff-returned", name=one.name)[:64], ReinstatePressed(person_id=one.id, importing=True))]
        for one in undecided.returned
    ]
    narrowed = bool(searched)
    pages = turning(words, offset, MOST_LEAVING, len(rows), lambda to: UndecidedPressed(offset=to, searched=narrowed))
    left_out, returned = len(undecided.left_out), len(undecided.returned)
    text = words("staff-undecided", left_out=left_out, returned=returned) if rows else words("staff-undecided-none")
    staff = [button(words.plain("staff-button"), StaffPressed())]
    head, everyone = searched_rows(words, searched, UndecidedPressed())
    shown = rows[offset : offset + MOST_LEAVING]
    return Screen("\n\n".join([*head, text]), keyboard(*shown, pages, *everyone, staff, _back(words)))


def bad_rows_screen(words: Words, bad: Sequence[BadRow]) -> Screen:
    """Return every bad row in a file: there are too many for a message."""
    lines = [f"{row.row_number}\t" + "; ".join(reason_text(words, reason) for reason in row.reasons) for row in bad]
    content = "\ufeff" + "\r\n".join([words.plain("staff-bad-rows-head"), *lines]) + "\r\n"
    text = words("staff-bad-rows", count=len(bad))
    return Screen(text, media=File(content.encode(), words.plain("staff-bad-rows-file")))


def _bad_row(words: Words, row: BadRow) -> str:
    reasons = "; ".join(reason_text(words, reason) for reason in row.reasons)
    return words("staff-bad-row", row=row.row_number, reasons=reasons)


def reason_text(words: Words, reason: Reason) -> str:
    """Return why a row cannot be imported."""
    facts = {**reason.facts, "column": words.plain(f"roster-column-{reason.column}")}
    variables = {name: facts[name] for name in FAULT_VARIABLES[reason.fault]}
    return words.plain(f"roster-fault-{reason.fault}", **variables)


def imported_screen(words: Words, imported: Imported) -> Screen:
    """Show what the import did."""
    text = words("staff-imported", new=imported.new, changed=imported.changed, unchanged=imported.unchanged)
    undecided = undecided_row(words, len(imported.left_out) + len(imported.returned))
    return Screen(text, keyboard(*undecided, [button(words.plain("staff-button"), StaffPressed())], _back(words)))


def _back(words: Words) -> Row:
    return [button(words.plain("menu-button"), MenuPressed())]
