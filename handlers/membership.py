"""Handles `my_chat_member`: a person blocks or unblocks the bot."""

from aiogram import Router
from aiogram.filters import KICKED, MEMBER, ChatMemberUpdatedFilter
from dishka import FromDishka

from bot.signing.note_blocked import NoteBlocked, NoteUnblocked
from handlers.turn import Turn


async def on_blocked(turn: Turn, note_blocked: FromDishka[NoteBlocked]) -> None:
    """Note that the person blocked the bot."""
    await note_blocked(turn.user.id, now=turn.now)


async def on_unblocked(turn: Turn, note_unblocked: FromDishka[NoteUnblocked]) -> None:
    """Note that the person unblocked the bot, or started it for the first time."""
    await note_unblocked(turn.user.id, now=turn.now)


def router() -> Router:
    """Build the router of `my_chat_member`."""
    own = Router(name="membership")
    own.my_chat_member.register(on_blocked, ChatMemberUpdatedFilter(KICKED))
    own.my_chat_member.register(on_unblocked, ChatMemberUpdatedFilter(MEMBER))
    return own
