"""Filters that several routers share."""

from aiogram import F
from aiogram.types import TelegramObject

from handlers.turn import Turn

NOT_A_COMMAND = ~F.text.startswith("/")
"""Match any message but a command, also one without text."""


async def is_registered(_: TelegramObject, turn: Turn) -> bool:
    """Let only registered people reach a router."""
    return turn.speaker_or_none is not None


async def is_unregistered(_: TelegramObject, turn: Turn) -> bool:
    """Match updates of people who are registered in no organisation."""
    return turn.speaker_or_none is None
