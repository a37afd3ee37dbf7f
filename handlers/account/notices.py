"""The notices about what people ask for, as managers read them."""

from uuid import UUID

from bot.staff.notices import ErasureRequested, PinResetRequested
from bot.texts import Words
from handlers.account.callbacks import ErasureOpened, ErasureRefused, PinResetApproved, PinResetRefused
from handlers.screen import Screen, button, keyboard


def pin_reset_requested(words: Words, approval_request_id: UUID, content: PinResetRequested) -> Screen:
    """Ask whether a person may choose a new PIN."""
    approve = button(
        words.plain("notice-pin-reset-wanted-approve"), PinResetApproved(approval_request_id=approval_request_id)
    )
    refuse = button(
        words.plain("notice-pin-reset-wanted-refuse"), PinResetRefused(approval_request_id=approval_request_id)
    )
    return Screen(words("notice-pin-reset-wanted", name=content.name), keyboard([approve], [refuse]))


def erasure_requested(words: Words, approval_request_id: UUID, content: ErasureRequested) -> Screen:
    """Ask whether a person is to be erased."""
    erase = button(words.plain("notice-erasure-wanted-approve"), ErasureOpened(approval_request_id=approval_request_id))
    refuse = button(
        words.plain("notice-erasure-wanted-refuse"), ErasureRefused(approval_request_id=approval_request_id)
    )
    return Screen(words("notice-erasure-wanted", name=content.name), keyboard([erase], [refuse]))
