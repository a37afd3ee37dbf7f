"""Buttons of what managers do with a document that was sent, and of handing a request on."""

from enum import StrEnum
from uuid import UUID

from aiogram.filters.callback_data import CallbackData

from handlers.buttons.offset import Offset


class ExtendPressed(CallbackData, prefix="sb-ext"):
    """A document's deadline is to be moved: asks to which day."""

    document_id: UUID


class ExtendedTo(CallbackData, prefix="sb-to"):
    """A document's deadline is moved to the end of this day, written as people type it: 31.12.2026."""

    document_id: UUID
    day: str


class BoardMorePressed(CallbackData, prefix="sb-more"):
    """What is done with a document more seldom is wanted."""

    document_id: UUID


class SheetForm(StrEnum):
    """What a sheet is wanted as."""

    PDF = "pdf"
    XLSX = "xlsx"


class DownloadsPressed(CallbackData, prefix="sb-dl"):
    """What can be taken away of a document is wanted."""

    document_id: UUID


class SheetPressed(CallbackData, prefix="sb-sh"):
    """A document's sheet as it stands is wanted."""

    document_id: UUID
    form: SheetForm


class BundlePressed(CallbackData, prefix="sb-zip"):
    """Everything of a document is wanted in one archive."""

    document_id: UUID


class DocumentsOfPressed(CallbackData, prefix="sb-of"):
    """What one person was asked and has answered is wanted, from this place on."""

    person_id: UUID
    offset: Offset = 0


class HandOnPressed(CallbackData, prefix="sb-hand"):
    """A request is to be handed on: asks to whom."""

    request_id: UUID


class ColleagueChosen(CallbackData, prefix="sb-hc"):
    """A colleague found by name is to get the request whose id begins with `request`: asks once more."""

    person_id: UUID
    request: str


class HandOnConfirmed(CallbackData, prefix="sb-hcy"):
    """The request whose id begins with `request` is handed on to a colleague."""

    person_id: UUID
    request: str
