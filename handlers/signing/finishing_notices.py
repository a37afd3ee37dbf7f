"""The notices about finished files: of a document, of a series of copies, and one that could not be made yet."""

from uuid import UUID

from bot.signing.notices import DocumentFinished, SealingPutOff, SeriesFinished
from bot.texts import Words
from handlers.screen import Kept, Screen, button, keyboard
from handlers.signing.boards.callbacks import BoardPressed, PlacesPressed, SealAgainPressed


def document_finished(words: Words, organisation_id: UUID, content: DocumentFinished) -> Screen:
    """The finished file."""
    text = words("notice-document-finished", title=content.title, signed=content.signed, total=content.total)
    return Screen(text, media=Kept(organisation_id, content.sha256, content.file_name))


def series_finished(words: Words, document_id: UUID, content: SeriesFinished) -> Screen:
    """Everyone's copy is finished."""
    text = words("notice-series-finished", title=content.title, signed=content.signed, total=content.total)
    return Screen(text, keyboard([button(words.plain("signing-places"), PlacesPressed(document_id=document_id))]))


def sealing_put_off(words: Words, content: SealingPutOff) -> Screen:
    """The finished file could not be made yet, and is tried again by itself."""
    text = words("notice-sealing-put-off", title=content.title, error=content.error)
    again = button(words.plain("signing-seal-again"), SealAgainPressed(document_id=content.document_id))
    board = button(words.plain("signing-board"), BoardPressed(document_id=content.document_id))
    return Screen(text, keyboard([again], [board]))
