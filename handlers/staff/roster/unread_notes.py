"""Words what of a list's file is not used, or is used although its spreadsheet hides it."""

from collections.abc import Iterator

from bot.staff.roster import UnusedColumn
from bot.staff.roster.rows import Unread
from bot.texts.words import Words

_MOST_COLUMNS = 12
_MOST_TEXT = 200


def unread_notes(words: Words, unread: Unread, hidden: int) -> Iterator[str]:
    """Yield a line for each kind of thing that was left out, or that the manager does not see in the spreadsheet."""
    if unread.columns:
        named = [unused_column(words, column) for column in unread.columns[:_MOST_COLUMNS]]
        more = len(unread.columns) - len(named)
        yield words("staff-dry-run-columns", columns="; ".join(named), more=more)
    if hidden:
        yield words("staff-dry-run-hidden", count=hidden)
    if unread.hidden_columns:
        yield words("staff-dry-run-hidden-columns", columns=", ".join(unread.hidden_columns)[:_MOST_TEXT])
    if unread.dismissed:
        yield words("staff-dry-run-dismissed", count=unread.dismissed)
    if unread.repeated:
        yield words("staff-dry-run-repeated", count=unread.repeated)
    if unread.sheets:
        yield words("staff-dry-run-sheets", sheets=", ".join(unread.sheets)[:_MOST_TEXT])


def unused_column(words: Words, column: UnusedColumn) -> str:
    """Return the heading of a column, or its letters, and what it looks like."""
    looks = words.plain(f"roster-looks-{column.looks}")
    if column.hidden:
        looks += ", " + words.plain("roster-unused-hidden")
    if column.label:
        return words.plain("roster-unused-column", label=column.label, looks=looks)
    return words.plain("roster-unused-unnamed", letters=column.letters, looks=looks)
