"""The staff list as a file, worded in its reader's language."""

from collections.abc import Callable
from datetime import datetime

from bot.staff.invitations.cards import CardLabels
from bot.staff.invitations.print_cards import PrintedCards
from bot.staff.models import Role, Status
from bot.staff.people.export_staff import ExportLabels, StaffExport
from bot.texts import Words
from handlers.screen import File, Screen

COLUMNS = ("number", "name", "position", "department", "role", "phone", "email", "status", "bound", "link")


def export_labels(words: Words) -> ExportLabels:
    """Word the workbook."""
    return ExportLabels(
        title=words.plain("staff-button"),
        remark=words.plain("staff-export-remark"),
        columns=tuple(words.plain(f"staff-column-{column}") for column in COLUMNS),
        statuses={status: words.plain(f"staff-status-{status}") for status in Status},
        roles={role: words.plain(f"role-{role}") for role in Role},
    )


def card_labels(words: Words, organisation: str) -> Callable[[datetime], CardLabels]:
    """Word the printable cards."""
    return lambda until: CardLabels(
        organisation, words.plain("staff-cards-hint"), words.plain("staff-cards-until", until=until)
    )


def cards_screen(words: Words, printed: PrintedCards, until: datetime) -> Screen:
    """The printable cards with their warning; they cannot be passed on."""
    text = words("staff-cards-done", cards=printed.cards, until=until)
    if printed.left:
        text += "\n" + words("staff-cards-left", left=printed.left)
    return Screen(text, media=File(printed.content, words.plain("staff-cards-file")), protected=True)


def export_screen(words: Words, exported: StaffExport, until: datetime) -> Screen:
    """The workbook with its warning; it cannot be passed on."""
    text = words("staff-export-done", people=exported.people, links=exported.links, until=until)
    return Screen(text, media=File(exported.content, words.plain("staff-export-file")), protected=True)
