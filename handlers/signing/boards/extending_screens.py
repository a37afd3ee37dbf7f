"""What a manager sees who moves a document's deadline."""

from datetime import date, datetime, timedelta

from bot.signing.documents.extend_deadline import Extended
from bot.signing.models import Document
from bot.texts.words import Words
from handlers.screen import Row, Screen, button, keyboard
from handlers.signing.boards.callbacks import BoardPressed, ExtendedTo

DAYS = (1, 3, 7, 14, 30)


def extending_screen(words: Words, document: Document, now: datetime) -> Screen:
    """Ask for the new day: some days after the present deadline, or after today where that has passed."""
    latest = max(document.deadline_at, now).astimezone(words.zone).date()
    days = [_day(words, document, latest + timedelta(days=number), number) for number in DAYS]
    back = [button(words.plain("back"), BoardPressed(document_id=document.id))]
    text = words("signing-extend-text", title=document.title, deadline=document.deadline_at)
    return Screen(text, keyboard(*days, back))


def _day(words: Words, document: Document, day: date, number: int) -> Row:
    written = f"{day:%d.%m.%Y}"
    label = words.plain("signing-extend-by", days=number, day=written)
    return [button(label, ExtendedTo(document_id=document.id, day=written))]


def extended_screen(words: Words, extended: Extended) -> Screen:
    """Show the new deadline and how many people are notified of it."""
    document = extended.document
    text = words("signing-extended", title=document.title, deadline=document.deadline_at, told=extended.notified)
    return Screen(text, keyboard([button(words.plain("signing-board"), BoardPressed(document_id=document.id))]))
