"""Notices that ask managers to approve what a person requests."""

from uuid import UUID

from bot.staff.notices import ErasureRequested, KeyMade, PinResetRequested
from bot.texts.words import Words
from handlers.account.callbacks import (
    ApprovePinResetPressed,
    KeyNotMinePressed,
    RejectErasurePressed,
    RejectPinResetPressed,
    ReviewErasurePressed,
)
from handlers.screen import Screen, button, keyboard


def key_made(words: Words, content: KeyMade) -> Screen:
    """Tell a person that a key was made for them, and ask whether it was they who chose its PIN."""
    text = words("notice-key-made", fingerprint=content.fingerprint, at=content.made_at)
    return Screen(text, keyboard([button(words.plain("notice-key-made-not-me"), KeyNotMinePressed())]))


def pin_reset_requested(words: Words, request_id: UUID, content: PinResetRequested) -> Screen:
    """Ask whether a person may choose a new PIN."""
    approve = ApprovePinResetPressed(approval_request_id=request_id)
    reject = RejectPinResetPressed(approval_request_id=request_id)
    rows = (
        [button(words.plain("notice-pin-reset-wanted-approve"), approve)],
        [button(words.plain("notice-pin-reset-wanted-refuse"), reject)],
    )
    return Screen(words("notice-pin-reset-wanted", name=content.name), keyboard(*rows))


def erasure_requested(words: Words, request_id: UUID, content: ErasureRequested) -> Screen:
    """Ask whether a person is to be erased."""
    review = ReviewErasurePressed(approval_request_id=request_id)
    reject = RejectErasurePressed(approval_request_id=request_id)
    rows = (
        [button(words.plain("notice-erasure-wanted-approve"), review)],
        [button(words.plain("notice-erasure-wanted-refuse"), reject)],
    )
    return Screen(words("notice-erasure-wanted", name=content.name), keyboard(*rows))
