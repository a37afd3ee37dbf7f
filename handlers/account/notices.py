"""What the bot tells by itself about what people ask for."""

from collections.abc import Callable

from bot.notices.outbox import Kind, Notice
from bot.texts import Words
from handlers.account.callbacks import (
    ErasureOpened,
    ErasureRefused,
    PinForgottenPressed,
    PinResetApproved,
    PinResetRefused,
)
from handlers.screen import Screen, button, keyboard


def _pin_reset_wanted(words: Words, notice: Notice) -> Screen:
    approve = PinResetApproved(approval_request_id=notice.subject_id)
    refuse = PinResetRefused(approval_request_id=notice.subject_id)
    return Screen(
        words("notice-pin-reset-wanted", name=str(notice.facts["name"])),
        keyboard(
            [button(words.plain("notice-pin-reset-wanted-approve"), approve)],
            [button(words.plain("notice-pin-reset-wanted-refuse"), refuse)],
        ),
    )


def _pin_reset_approved(words: Words, _: Notice) -> Screen:
    choose = [button(words.plain("me-pin-choose"), PinForgottenPressed())]
    return Screen(words("notice-pin-reset-approved"), keyboard(choose))


def _pin_reset_refused(words: Words, _: Notice) -> Screen:
    return Screen(words("notice-pin-reset-refused"))


def _erasure_wanted(words: Words, notice: Notice) -> Screen:
    erase = ErasureOpened(approval_request_id=notice.subject_id)
    refuse = ErasureRefused(approval_request_id=notice.subject_id)
    return Screen(
        words("notice-erasure-wanted", name=str(notice.facts["name"])),
        keyboard(
            [button(words.plain("notice-erasure-wanted-approve"), erase)],
            [button(words.plain("notice-erasure-wanted-refuse"), refuse)],
        ),
    )


def _erasure_refused(words: Words, _: Notice) -> Screen:
    return Screen(words("notice-erasure-refused"))


def _erased(words: Words, _: Notice) -> Screen:
    return Screen(words("notice-erased"))


SCREENS: dict[Kind, Callable[[Words, Notice], Screen]] = {
    Kind.PIN_RESET_WANTED: _pin_reset_wanted,
    Kind.PIN_RESET_APPROVED: _pin_reset_approved,
    Kind.PIN_RESET_REFUSED: _pin_reset_refused,
    Kind.ERASURE_WANTED: _erasure_wanted,
    Kind.ERASURE_REFUSED: _erasure_refused,
    Kind.ERASED: _erased,
}
