"""Replies to refusals and to unexpected errors."""

from typing import cast

from aiogram import Bot, Router
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import ErrorEvent, Update

from bot.errors import Refused
from bot.staff.access import RoleLost
from bot.texts.words import Texts
from handlers.screen import Screen
from handlers.turn import Turn

MOST_IN_AN_ALERT = 190
"""Characters; Telegram allows 200."""


async def on_refused(event: ErrorEvent, turn: Turn) -> None:
    """Show a refusal: on the page where it was caused, in a short alert over the pressed button, else in a message.

    The buttons of a role that the person no longer has go away.
    """
    refused = cast("Refused", event.exception)
    plain = turn.words.plain(refused.text_id, **refused.facts)
    if turn.is_on_page or (turn.show.pressed is not None and len(plain) <= MOST_IN_AN_ALERT):
        await turn.show.toast(plain, alert=True)
    else:
        await turn.show.new(Screen(turn.words(refused.text_id, **refused.facts)))
    if isinstance(refused, RoleLost):
        await turn.show.forget_buttons()


async def apologise(bot: Bot, update: Update) -> None:
    """Tell the person, in the language of their Telegram app, that something went wrong and nothing was lost."""
    event = update.message or update.callback_query
    user = event.from_user if event else None
    if user is not None:
        await bot.send_message(user.id, Texts().words(user.language_code)("went-wrong"))


def router() -> Router:
    """Build the router of refusals; any other error is a bug, and the update is handled again."""
    own = Router(name="refusals")
    own.errors.register(on_refused, ExceptionTypeFilter(Refused))
    return own
