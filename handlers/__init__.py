"""Everything that speaks Telegram, both ways. The table of contents: order is meaning, the fallback comes last."""

import aiogram_later  # noqa: F401 - before aiogram
from aiogram import Router

from handlers import (
    checkpoint,
    checkpoint_editing,
    checkpoint_guests,
    checkpoint_issuing,
    checkpoint_log,
    checkpoint_qrs,
    keypad,
    me,
    passes,
    refusals,
    registration,
    signing,
    staff,
    start,
)


def include_rooms(root: Router) -> None:
    """Let the rooms in: the way in, what everybody may do, each room of the heart, and at last what nobody took."""
    root.include_routers(
        refusals.router(),
        keypad.router(),
        registration.router(),
        start.router(),
        checkpoint_guests.router(),
        me.router(),
        signing.router(),
        staff.router(),
        passes.router(),
        checkpoint_issuing.router(),
        checkpoint_editing.router(),
        checkpoint_qrs.router(),
        checkpoint_log.router(),
        checkpoint_guests.deciding(),
        checkpoint_guests.elsewhere(),
        checkpoint.router(),
        start.fallback(),
    )
