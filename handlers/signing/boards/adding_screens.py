"""What a manager sees while adding recipients to a document that was sent."""

from collections.abc import Sequence
from uuid import UUID

from bot.signing.documents.add_recipient import Added
from bot.signing.models import Document
from bot.staff.people.people import Listed
from bot.texts.words import Words
from handlers.screen import Screen, button, keyboard
from handlers.signing.boards.callbacks import BoardPressed, RecipientJoined

LABEL = 60


def adding_screen(words: Words, document: Document) -> Screen:
    """Ask whom to add."""
    back = [button(words.plain("back"), BoardPressed(document_id=document.id))]
    return Screen(words("signing-add-text", title=document.title), keyboard(back))


def joining_screen(words: Words, document_id: UUID, found: Sequence[Listed], total: int) -> Screen:
    """Show the people whom the typed words found, each as a button that adds them."""
    rows = [[button(one.person.name[:LABEL], RecipientJoined(person_id=one.person.id))] for one in found]
    back = [button(words.plain("back"), BoardPressed(document_id=document_id))]
    text = words("signing-found", total=total, shown=len(found)) if found else words("signing-found-nobody")
    return Screen(text, keyboard(*rows, back))


def added_screen(words: Words, added: Added) -> Screen:
    """Confirm that a person was added; another name may be typed."""
    board = [button(words.plain("signing-board"), BoardPressed(document_id=added.document.id))]
    return Screen(words("signing-added", name=added.name, title=added.document.title), keyboard(board))
