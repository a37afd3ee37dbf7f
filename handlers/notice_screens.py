"""Every notice's screen, whichever room it comes from."""

from bot.notices.outbox import Notice
from bot.texts import Words
from handlers.account import ledger_notices as notices_ledger
from handlers.account import notices as notices_me
from handlers.checkpoint import notices as notices_checkpoint
from handlers.passes import notices as notices_passes
from handlers.screen import Screen
from handlers.signing import finishing_notices as notices_finishing
from handlers.signing import notices as notices_signing
from handlers.staff import notices as notices_staff

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
