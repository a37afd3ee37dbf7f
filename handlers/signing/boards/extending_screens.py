"""What a manager sees who moves a document's deadline."""

from datetime import date, datetime, timedelta

from bot.signing.documents.extend_deadline import Extended, QuietDeadline
from bot.signing.models import Document
from bot.texts.days import show_day
from bot.texts.words import Words
from handlers.callbacks import minute_of
from handlers.screen import Row, Screen, button, keyboard
from handlers.signing.boards.callbacks import BoardPressed, ExtendedTo, ExtensionMeant
from handlers.signing.day_off_screens import day_off_buttons, day_off_text

DAYS = (1, 3, 7, 14, 30)


def extending_screen(words: Words, document: Document, now: datetime) -> Screen:
    """Ask for the new day: some days after the present deadline, or after today where that has passed."""
    latest = max(document.deadline_at, now).astimezone(words.zone).date()
    days = [_day(words, document, latest + timedelta(days=number), number) for number in DAYS]
    back = [button(words.plain("back"), BoardPressed(document_id=document.id))]
    text = words("signing-extend-text", title=document.title, deadline=document.deadline_at)
    return Screen(text, keyboard(*days, back))


def _day(words: Words, document: Document, day: date, number: int) -> Row:
    written = show_day(day)
    label = words.plain("signing-extend-by", days=number, day=written)
    return [button(label, ExtendedTo(document_id=document.id, day=written))]


def extending_to_day_off_screen(words: Words, quiet: QuietDeadline) -> Screen:
    """Ask whether a day is meant on which nobody is reminded."""
    moments = (quiet.day_off.instead_at, quiet.day_off.deadline_at)
    move, keep = (ExtensionMeant(document_id=quiet.document.id, minute=minute_of(at)) for at in moments)
    back = [button(words.plain("back"), BoardPressed(document_id=quiet.document.id))]
    rows = day_off_buttons(words, quiet.day_off, move=move, keep=keep)
    return Screen(day_off_text(words, quiet.day_off), keyboard(*rows, back))


def extended_screen(words: Words, extended: Extended) -> Screen:
    """Show the new deadline and how many people are notified of it."""
    document = extended.document
    text = words("signing-extended", title=document.title, deadline=document.deadline_at, told=extended.notified)
    return Screen(text, keyboard([button(words.plain("signing-board"), BoardPressed(document_id=document.id))]))
