"""Buttons of what managers do with a document that was sent, and of handing a request on."""

from enum import StrEnum
from uuid import UUID

from aiogram.filters.callback_data import CallbackData

from bot.signing.boards.boards import Which
from handlers.offset import Offset


class DocumentsPressed(CallbackData, prefix="sg-docs"):
    """The organisation's documents are wanted, from this place on; with `mine`, those that the speaker sent."""

    offset: Offset = 0
    mine: bool = False
    which: Which = Which.ALL


class BoardPressed(CallbackData, prefix="sg-brd"):
    """One document's board is wanted."""

    document_id: UUID


class PlacesPressed(CallbackData, prefix="sg-plc"):
    """Who is where with a document is wanted, from this place on; with `waiting`, only who has not answered."""

    document_id: UUID
    offset: Offset = 0
    waiting: bool = False


class RemindPressed(CallbackData, prefix="sg-rem"):
    """Everyone who has not answered yet is to be reminded now."""

    document_id: UUID


class VoidPressed(CallbackData, prefix="sg-void"):
    """A document is to be voided: asks once more."""

    document_id: UUID


class VoidConfirmed(CallbackData, prefix="sg-voidc"):
    """A document is voided."""

    document_id: UUID


class DownloadPressed(CallbackData, prefix="sg-get"):
    """A document's file is wanted; with `finished`, the one that carries the signatures."""

    document_id: UUID
    finished: bool = False


class CopyPressed(CallbackData, prefix="sg-copy"):
    """One person's own copy of a series is wanted, by the request over it."""

    about_id: UUID


class SealAgainPressed(CallbackData, prefix="sg-seal"):
    """The finished file that could not be made is to be tried at once."""

    document_id: UUID


class ActPressed(CallbackData, prefix="sg-act"):
    """An act is to be drawn up about a document: those who did not sign it are wanted, from this place on."""

    document_id: UUID
    offset: Offset = 0


class ActAboutPressed(CallbackData, prefix="sg-acta"):
    """The act is to be about this request."""

    about_id: UUID


class WitnessChosen(CallbackData, prefix="sg-actw"):
    """A person found by name is to witness the act just asked about."""

    person_id: UUID


class ActConfirmed(CallbackData, prefix="sg-actc"):
    """The act about this request is drawn up as summed up."""

    about_id: UUID


class SendAgainPressed(CallbackData, prefix="sg-again"):
    """A document is to be sent once more, the same file to the same people."""

    document_id: UUID


class NewVersionPressed(CallbackData, prefix="sg-vers"):
    """A new version is to take a document's place: asks for its file."""

    document_id: UUID


class AddPeoplePressed(CallbackData, prefix="sg-more"):
    """People are to be added to a document: asks for their names."""

    document_id: UUID


class RecipientJoined(CallbackData, prefix="sg-join"):
    """A person found by name is added to the document just asked about."""

    person_id: UUID


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
