"""What a staff list file would do, and what it did."""

from bot.staff.import_list import DryRun, Imported
from bot.staff.roster import BadRow, Fault, Reason
from bot.texts import Words
from handlers.buttons import CancelPressed, ImportApplied, MenuPressed, StaffPressed
from handlers.screens.screen import Row, Screen, button, keyboard

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
