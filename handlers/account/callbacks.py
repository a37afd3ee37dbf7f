"""Buttons of a person's own page: PIN, data, erasure."""

from uuid import UUID

from aiogram.filters.callback_data import CallbackData


class MePressed(CallbackData, prefix="me"):
    """Show the person's own page."""


class PinForgottenPressed(CallbackData, prefix="me-pf"):
    """The person forgot their PIN: explain the reset, or let them choose a new PIN if it is approved."""


class ResetPinPressed(CallbackData, prefix="me-pr"):
    """Ask the managers to approve a PIN reset."""


class ApprovePinResetPressed(CallbackData, prefix="me-pok"):
    """A manager lets a person choose a new PIN."""

    approval_request_id: UUID


class RejectPinResetPressed(CallbackData, prefix="me-pno"):
    """A manager does not let a person choose a new PIN."""

    approval_request_id: UUID


class ChangePinPressed(CallbackData, prefix="me-pc"):
    """A person who knows their PIN changes it."""


class KeyNotMinePressed(CallbackData, prefix="me-k"):
    """A person says that somebody else had a key made in their name."""


class MyDataPressed(CallbackData, prefix="me-d"):
    """Send a person what is kept about them, as files: by the organisation of this account, or ask which one."""

    account_id: UUID | None = None


class EraseMePressed(CallbackData, prefix="me-e"):
    """Explain to a person what an erasure does: by the organisation of this account, or ask which one."""

    account_id: UUID | None = None


class EraseMeConfirmed(CallbackData, prefix="me-ea"):
    """Ask the managers to erase the person with this account: the one whom the question named."""

    account_id: UUID


class ReviewErasurePressed(CallbackData, prefix="me-eo"):
    """A manager wants to erase a person who asked for it: ask for a confirmation."""

    approval_request_id: UUID


class ApproveErasurePressed(CallbackData, prefix="me-eok"):
    """A manager erases a person who asked for it."""

    approval_request_id: UUID


class RejectErasurePressed(CallbackData, prefix="me-eno"):
    """A manager does not erase a person who asked for it."""

    approval_request_id: UUID


class ErasePressed(CallbackData, prefix="st-er"):
    """An owner wants to erase a dismissed person: ask for a confirmation."""

    person_id: UUID


class EraseConfirmed(CallbackData, prefix="st-erc"):
    """An owner erases a dismissed person."""

    person_id: UUID
