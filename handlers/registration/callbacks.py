"""Buttons of registration."""

from aiogram.filters.callback_data import CallbackData


class AgreementPressed(CallbackData, prefix="reg-a"):
    """The person read the privacy notice and agrees to sign electronically."""


class NewLinkPressed(CallbackData, prefix="reg-n"):
    """The holder of a link that does not open asks the managers for a new one."""
