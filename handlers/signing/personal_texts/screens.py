"""What a manager sees of personal texts."""

from bot.signing.documents.preview_copy import Preview
from bot.signing.personal_texts.text import Field
from bot.texts.words import Words
from handlers.callbacks import CancelPressed
from handlers.screen import File, Screen, button, keyboard


def text_wanted_screen(words: Words) -> Screen:
    """Ask for the text, and list the fields that it may contain."""
    fields = "\n".join(f"<code>{_field(words, field)}</code>" for field in Field)
    cancel = [button(words.plain("cancel"), CancelPressed())]
    return Screen(f"{words('signing-text-wanted')}\n\n{fields}\n\n{words('signing-text-markup')}", keyboard(cancel))


def preview_screen(words: Words, preview: Preview) -> Screen:
    """Show one person's copy, and which fields would stay empty."""
    empty = [
        words("signing-preview-empty", field=_field(words, field), number=number)
        for field, number in preview.empty.items()
    ]
    text = "\n".join([words("signing-preview-text", name=preview.name), *empty])
    return Screen(text, media=File(preview.content, words.plain("signing-preview-file")))


def _field(words: Words, field: Field) -> str:
    """Return a field's name in the reader's language, in braces."""
    return "{" + words.plain(f"signing-field-{field}") + "}"
