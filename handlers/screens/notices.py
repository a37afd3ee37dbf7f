"""Every notice's screen, whichever room it comes from."""

from bot.notices.outbox import Notice
from bot.texts import Words
from handlers.screens import (
    notices_checkpoint,
    notices_finishing,
    notices_ledger,
    notices_me,
    notices_passes,
    notices_signing,
    notices_staff,
)
from handlers.screens.screen import Screen

SCREENS = {
    **notices_staff.SCREENS,
    **notices_me.SCREENS,
    **notices_signing.SCREENS,
    **notices_finishing.SCREENS,
    **notices_ledger.SCREENS,
    **notices_passes.SCREENS,
    **notices_checkpoint.SCREENS,
}


def notice_screen(words: Words, notice: Notice) -> Screen:
    """Word a notice in its reader's language."""
    return SCREENS[notice.kind](words, notice)
