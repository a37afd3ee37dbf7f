"""Buttons of passes and live codes."""

from uuid import UUID

from aiogram.filters.callback_data import CallbackData

from bot.passes.passes import PassType


class MyPassesPressed(CallbackData, prefix="ps-my"):
    """One's own passes are wanted."""


class LiveCodePressed(CallbackData, prefix="ps-live"):
    """One of one's own passes is to be shown: a fresh live code."""

    pass_id: UUID


class PassesOfPressed(CallbackData, prefix="ps-of"):
    """A person's passes are wanted."""

    person_id: UUID


class PassPressed(CallbackData, prefix="ps-one"):
    """One pass is wanted, by those who issue them."""

    pass_id: UUID


class IssuePassPressed(CallbackData, prefix="ps-new"):
    """A pass is to be issued to a person."""

    person_id: UUID


class PassTypeChosen(CallbackData, prefix="ps-type"):
    """The type of the pass was chosen."""

    type: PassType


class PassDaysChosen(CallbackData, prefix="ps-days"):
    """For how many days the pass is valid was chosen."""

    days: int


class PhotoSkipped(CallbackData, prefix="ps-bare"):
    """The pass is to be issued without the holder's photo."""


class RevokePressed(CallbackData, prefix="ps-rev"):
    """A pass is to be revoked: asks once more."""

    pass_id: UUID


class RevokeConfirmed(CallbackData, prefix="ps-revc"):
    """A pass is revoked."""

    pass_id: UUID


class NotMePressed(CallbackData, prefix="ps-notme"):
    """A holder says that it was not they who showed their pass."""

    check_id: UUID
