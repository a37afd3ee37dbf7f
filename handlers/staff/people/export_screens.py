"""The staff list as a workbook, in its reader's language."""

from datetime import datetime

from bot.staff.models import Role, Status
from bot.staff.people.export_staff import ExportLabels, StaffExport
from bot.texts.words import Words
from handlers.screen import File, Screen

COLUMNS = ("number", "name", "position", "department", "role", "phone", "email", "status", "bound", "link")


def export_labels(words: Words) -> ExportLabels:
    """Return the texts of the workbook."""
    return ExportLabels(
        title=words.plain("staff-button"),
        remark=words.plain("staff-export-remark"),
        columns=tuple(words.plain(f"staff-column-{column}") for column in COLUMNS),
        statuses={status: words.plain(f"staff-status-{status}") for status in Status},
        roles={role: words.plain(f"role-{role}") for role in Role},
    )


def export_screen(words: Words, exported: StaffExport, until: datetime) -> Screen:
    """Return the workbook with a warning; it cannot be forwarded."""
    text = words("staff-export-done", people=exported.people, links=exported.links, until=until)
    return Screen(text, media=File(exported.content, words.plain("staff-export-file")))
