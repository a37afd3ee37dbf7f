"""Buttons of what managers do with a document that was sent."""

from enum import StrEnum
from uuid import UUID

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.signing.boards.boards import Which
from handlers.callbacks import ListsPeople, Minute, OfDialogue, Offset


class DocumentsPressed(CallbackData, prefix="sg-docs"):
    """Show the organisation's documents from `offset` on; with `own_only`, those that the speaker sent."""

    offset: Offset = 0
    own_only: bool = False
    which: Which = Which.ALL


class DocumentsOfPressed(CallbackData, prefix="sb-of"):
    """Show the requests of one person from `offset` on."""

    person_id: UUID
    offset: Offset = 0


class BoardPressed(CallbackData, prefix="sg-brd"):
    """Show one document's board."""

    document_id: UUID


class BoardMorePressed(CallbackData, prefix="sb-more"):
    """Show what else can be done with a document."""

    document_id: UUID


class PlacesPressed(CallbackData, ListsPeople, prefix="sg-plc"):
    """Show where each recipient stands, from `offset` on; with `waiting`, only those who have not answered."""

    document_id: UUID
    offset: Offset = 0
    waiting: bool = False


class RemindPressed(CallbackData, prefix="sg-rem"):
    """Remind everyone who has not answered yet."""

    document_id: UUID


class SealAgainPressed(CallbackData, prefix="sg-seal"):
    """Try at once to make the finished file that could not be made."""

    document_id: UUID


class VoidPressed(CallbackData, prefix="sg-void"):
    """Begin to void a document: ask for confirmation."""

    document_id: UUID


class VoidConfirmed(CallbackData, prefix="sg-voidc"):
    """Void a document."""

    document_id: UUID


class AddPeoplePressed(CallbackData, prefix="sg-more"):
    """Begin to add people to a document: ask for their names."""

    document_id: UUID


class RecipientJoined(CallbackData, OfDialogue, prefix="sg-join"):
    """Add a person found by name to the document."""

    person_id: UUID


class ExtendPressed(CallbackData, prefix="sb-ext"):
    """Begin to move a document's deadline: ask for the day."""

    document_id: UUID


class ExtendedTo(CallbackData, prefix="sb-to"):
    """Move a document's deadline to the end of this day, written as people type it: 31.12.2026."""

    document_id: UUID
    day: str = Field(max_length=10)


class ExtensionMeant(CallbackData, prefix="sb-mean"):
    """Move a document's deadline to this moment, also on a day off."""

    document_id: UUID
    minute: Minute


class SheetForm(StrEnum):
    """File format of a sheet."""

    PDF = "pdf"
    XLSX = "xlsx"


class DownloadsPressed(CallbackData, prefix="sb-dl"):
    """Show what can be downloaded of a document."""

    document_id: UUID


class DownloadPressed(CallbackData, prefix="sg-get"):
    """Send a document's file; with `finished`, the one that carries the signatures."""

    document_id: UUID
    finished: bool = False


class SheetPressed(CallbackData, prefix="sb-sh"):
    """Send a document's sheet as it stands now."""

    document_id: UUID
    form: SheetForm


class BundlePressed(CallbackData, prefix="sb-zip"):
    """Send everything of a document in one archive."""

    document_id: UUID
