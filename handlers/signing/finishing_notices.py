"""The notices about finished files that are not one: a series of copies, and a file that could not be made yet."""

from collections.abc import Callable
from uuid import UUID

from bot.notices.outbox import Kind, Notice
from bot.texts import Words
from handlers.screen import Screen, button, keyboard
from handlers.signing.boards.callbacks import BoardPressed, PlacesPressed, SealAgainPressed


def series_finished(words: Words, notice: Notice) -> Screen:
    """Everyone's copy is finished."""
    facts, document_id = notice.facts, notice.subject_id
    text = words("notice-series-finished", title=facts["title"], signed=facts["signed"], total=facts["total"])
    return Screen(text, keyboard([button(words.plain("signing-places"), PlacesPressed(document_id=document_id))]))


def sealing_put_off(words: Words, notice: Notice) -> Screen:
    """The finished file could not be made yet, and is tried again by itself."""
    document_id = UUID(str(notice.facts["document_id"]))
    text = words("notice-sealing-put-off", title=notice.facts["title"], error=notice.facts["error"])
    again = [button(words.plain("signing-seal-again"), SealAgainPressed(document_id=document_id))]
    board = [button(words.plain("signing-board"), BoardPressed(document_id=document_id))]
    return Screen(text, keyboard(again, board))


SCREENS: dict[Kind, Callable[[Words, Notice], Screen]] = {
    Kind.SERIES_FINISHED: series_finished,
    Kind.SEALING_PUT_OFF: sealing_put_off,
}
