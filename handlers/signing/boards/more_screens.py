"""What is done with a sent document more seldom than watching it."""

from bot.signing.boards.boards import Board
from bot.texts import Words
from handlers.screen import Row, Screen, button, keyboard
from handlers.signing.boards.callbacks import (
    ActPressed,
    AddPeoplePressed,
    BoardPressed,
    ExtendPressed,
    NewVersionPressed,
    SendAgainPressed,
    VoidPressed,
)


def more_screen(words: Words, board: Board) -> Screen:
    """Change who is asked and until when, send it anew, put on record who did not sign, withdraw it."""
    document = board.document
    is_act = document.about_request_id is not None
    extend = button(words.plain("signing-extend"), ExtendPressed(document_id=document.id))
    add = button(words.plain("signing-add"), AddPeoplePressed(document_id=document.id))
    rows: list[Row] = []
    if not document.ended:  # an act's people are its witnesses
        rows.append([extend] if is_act else [add, extend])
    if not is_act:  # nor is an act sent again, or drawn up about
        rows += _anew(words, board)
    if not document.ended:
        rows.append([button(words.plain("signing-void"), VoidPressed(document_id=document.id))])
    back = [button(words.plain("back"), BoardPressed(document_id=document.id))]
    return Screen(words("signing-more-text", title=document.title), keyboard(*rows, back))


def _anew(words: Words, board: Board) -> list[Row]:
    document, tally = board.document, board.tally
    again = button(words.plain("signing-again"), SendAgainPressed(document_id=document.id))
    version = button(words.plain("signing-new-version"), NewVersionPressed(document_id=document.id))
    act = button(words.plain("signing-act"), ActPressed(document_id=document.id))
    refused = document.voided_at is None and tally.signed < tally.total
    return [[again, version], [act] if refused else []]
