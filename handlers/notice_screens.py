"""The screens of notices."""

from typing import assert_never

from bot.checkpoint.notices import CheckpointNotice
from bot.notice_kinds import worded
from bot.notices.outbox import Notice
from bot.passes.notices import PassesNotice
from bot.signing.notices import SigningNotice
from bot.staff.notices import StaffNotice
from bot.texts.words import Words
from handlers.checkpoint.notices import checkpoint_notice
from handlers.passes.notices import passes_notice
from handlers.screen import Screen
from handlers.signing.notices import signing_notice
from handlers.staff.notices import staff_notice


def notice_screen(words: Words, notice: Notice) -> Screen:
    """Return the screen of a notice in its reader's language."""
    content = worded(notice.content)
    if isinstance(content, SigningNotice):
        return signing_notice(words, notice, content)
    if isinstance(content, PassesNotice):
        return passes_notice(words, notice, content)
    if isinstance(content, CheckpointNotice):
        return checkpoint_notice(words, notice, content)
    if isinstance(content, StaffNotice):
        return staff_notice(words, notice, content)
    assert_never(content)
