"""What a person reads about a signature made elsewhere: the five parts, each on a line."""

from bot.qualified.judgement import Judgement
from bot.qualified.wording import judgement_lines
from bot.texts.words import Words
from handlers.callbacks import CancelPressed, MenuPressed
from handlers.screen import Screen, button, keyboard


def document_wanted_screen(words: Words) -> Screen:
    """Ask for the document that a detached signature belongs to."""
    return Screen(words("qualified-document-wanted"), keyboard([button(words.plain("cancel"), CancelPressed())]))


def judgement_screen(words: Words, found: Judgement) -> Screen:
    """Show what was found about one signature."""
    text = "\n".join(judgement_lines(words, found))
    return Screen(text, keyboard([button(words.plain("menu-button"), MenuPressed())]))


def more_signatures_screen(words: Words, more: int) -> Screen:
    """Say that there are more signatures than are shown."""
    return Screen(words("qualified-more", more=more))
