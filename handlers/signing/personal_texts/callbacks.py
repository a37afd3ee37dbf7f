"""Buttons of personal texts."""

from uuid import UUID

from aiogram.filters.callback_data import CallbackData

from handlers.callbacks import OfDialogue


class PersonalTextPressed(CallbackData, OfDialogue, prefix="sg-text"):
    """Begin to send a personal text: ask for the text."""


class PreviewPressed(CallbackData, OfDialogue, prefix="sg-prev"):
    """Show the copy that the first of the recipients would get."""


class CopyPressed(CallbackData, prefix="sg-copy"):
    """Show one person's own copy of a series, by the request about it."""

    about_id: UUID
