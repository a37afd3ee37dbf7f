"""Replies to updates that no other router handled."""

from aiogram import Router
from aiogram.filters import CommandStart

from handlers.screen import Screen
from handlers.turn import Turn


async def on_unknown_payload(turn: Turn) -> None:
    """Reply to a deep link that is cut off, of another bot, or not for this person."""
    await turn.show.new(Screen(turn.words("payload-unknown")))


async def on_unknown_message(turn: Turn) -> None:
    """Reply to a message that no handler matched."""
    await turn.show.new(Screen(turn.words("not-understood" if turn.speaker_or_none else "not-registered")))


async def on_outdated_button(turn: Turn) -> None:
    """Reply to a button that is outdated, of another role, or made up."""
    await turn.show.toast(turn.words.plain("button-outdated"), alert=True)


def router() -> Router:
    """Build the router that comes after all others."""
    own = Router(name="fallback")
    own.message.register(on_unknown_payload, CommandStart(deep_link=True))
    own.message.register(on_unknown_message)
    own.callback_query.register(on_outdated_button)
    return own
