"""The button that begins to check a file."""

from aiogram.filters.callback_data import CallbackData


class VerifyPressed(CallbackData, prefix="sg-chk"):
    """Begin to check a file: ask for it."""
