"""Everything that speaks Telegram, both ways. The table of contents: order is meaning, the fallback comes last."""

import aiogram_later  # noqa: F401 - before aiogram
from aiogram import Router

from handlers import account as me
from handlers import keypad, passes, refusals, signing, staff
from handlers.checkpoint.duty import checking as checkpoint
from handlers.checkpoint.duty import guests as checkpoint_guests
from handlers.checkpoint.log import log as checkpoint_log
from handlers.checkpoint.service_qrs import editing as checkpoint_editing
from handlers.checkpoint.service_qrs import issuing as checkpoint_issuing
from handlers.checkpoint.service_qrs import managing as checkpoint_qrs
from handlers.registration import registering as registration
from handlers.registration import start


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
