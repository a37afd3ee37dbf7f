"""What a manager sees of the rarer things to do with a document: adding, extending, sending again, voiding."""

from bot.signing.boards.boards import Board
from bot.signing.models import Document
from bot.texts.words import Words
from handlers.screen import Row, Screen, button, keyboard
from handlers.signing.boards.callbacks import (
    AddPeoplePressed,
    BoardPressed,
    DocumentsPressed,
    ExtendPressed,
    VoidConfirmed,
    VoidPressed,
)
from handlers.signing.documents.callbacks import NewVersionPressed, SendAgainPressed
from handlers.signing.refusal_acts.callbacks import ActPressed


def more_screen(words: Words, board: Board) -> Screen:
    """Show what else can be done with a document."""
    document = board.document
    is_act = document.about_request_id is not None
    extend = button(words.plain("signing-extend"), ExtendPressed(document_id=document.id))
    add = button(words.plain("signing-add"), AddPeoplePressed(document_id=document.id))
    rows: list[Row] = []
    if not document.ended:  # an act's people are its witnesses
        rows.append([extend] if is_act else [add, extend])
    if not is_act:  # an act is not sent again, and no act is drawn up about it
        rows += _follow_ups(words, board)
    if not document.ended:
        rows.append([button(words.plain("signing-void"), VoidPressed(document_id=document.id))])
    back = [button(words.plain("back"), BoardPressed(document_id=document.id))]
    return Screen(words("signing-more-text", title=document.title), keyboard(*rows, back))


def _follow_ups(words: Words, board: Board) -> list[Row]:
    document, tally = board.document, board.tally
    send_again = button(words.plain("signing-again"), SendAgainPressed(document_id=document.id))
    version = button(words.plain("signing-new-version"), NewVersionPressed(document_id=document.id))
    act = button(words.plain("signing-act"), ActPressed(document_id=document.id))
    refused = document.voided_at is None and tally.signed < tally.total
    return [[send_again, version], [act] if refused else []]


def void_screen(words: Words, board: Board) -> Screen:
    """Ask for confirmation before a document is voided."""
    document = board.document
    yes = [button(words.plain("signing-void-yes"), VoidConfirmed(document_id=document.id))]
    back = [button(words.plain("back"), BoardPressed(document_id=document.id))]
    text = words("signing-void-text", title=document.title, signed=board.tally.signed, total=board.tally.total)
    return Screen(text, keyboard(yes, back))


def voided_screen(words: Words, document: Document) -> Screen:
    """Confirm that a document was voided."""
    back = [button(words.plain("signing-documents"), DocumentsPressed())]
    return Screen(words("signing-voided", title=document.title), keyboard(back))
