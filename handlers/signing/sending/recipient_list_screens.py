"""What a manager sees of a list of recipients that came as a file."""

from bot.signing.documents.read_recipients import ListRead, Unmatched
from bot.texts import Words
from handlers.screen import File, Screen
from handlers.signing.sending.draft import Answers
from handlers.signing.sending.screens import audience_screen

MOST_UNMATCHED = 10


def list_read_screen(words: Words, answers: Answers, read: ListRead) -> Screen:
    """How many were found, which lines led to nobody and why, and how to go on."""
    choosing = audience_screen(words, answers)
    told = [words("signing-list-read", people=len(read.people), unmatched=len(read.unmatched))]
    told += [words("signing-list-line", line=_line(words, one)) for one in read.unmatched[:MOST_UNMATCHED]]
    more = len(read.unmatched) - MOST_UNMATCHED
    told += [words("signing-list-more", more=more)] if more > 0 else []
    return Screen("\n".join([*told, "", choosing.text]), choosing.keyboard)


def unmatched_screen(words: Words, read: ListRead) -> Screen:
    """Every line that led to nobody, in a file: there are too many for a message."""
    content = "\ufeff" + "\r\n".join(_line(words, one) for one in read.unmatched) + "\r\n"
    text = words("signing-list-unmatched", count=len(read.unmatched))
    return Screen(text, media=File(content.encode(), words.plain("signing-list-file")), protected=True)


def _line(words: Words, one: Unmatched) -> str:
    why = words.plain(f"signing-list-{one.why}")
    return words.plain("signing-list-row", row=one.row_number, text=one.text, why=why)
