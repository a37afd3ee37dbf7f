"""Buttons of registration."""

from aiogram.filters.callback_data import CallbackData

from handlers.callbacks import OfDialogue


class AgreementPressed(CallbackData, OfDialogue, prefix="reg-a"):
    """The person read the privacy notice and agrees to sign electronically."""


class NewLinkPressed(CallbackData, OfDialogue, prefix="reg-n"):
    """The holder of a link that does not open asks the managers for a new one."""
