"""Everything that speaks Telegram, both ways. The table of contents: order is meaning, the fallback comes last."""

from aiogram import Dispatcher

from handlers import (
    checkpoint,
    checkpoint_issuing,
    checkpoint_qrs,
    passes,
    refusals,
    registration,
    signing,
    staff,
    start,
)


def include_rooms(dispatcher: Dispatcher) -> None:
    """Let the rooms in: what everybody may do, the way in, each room of the heart, and at last what nobody took."""
    dispatcher.include_routers(
        refusals.router(),
        start.router(),
        registration.router(),
        signing.router(),
        staff.router(),
        passes.router(),
        checkpoint_issuing.router(),
        checkpoint_qrs.router(),
        checkpoint.router(),
        start.fallback(),
    )
