"""The messages for refusals and for unexpected errors."""

from typing import cast

from aiogram import Bot, Router
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import ErrorEvent, Update

from bot.errors import Refused
from bot.texts import Texts
from handlers.screen import Screen
from handlers.turn import Turn

SHORT_ENOUGH_FOR_AN_ALERT = 190


async def on_refused(event: ErrorEvent, turn: Turn) -> None:
    """Show a refusal: in an alert over the pressed button when it is short, otherwise as a message."""
    refused = cast("Refused", event.exception)
    plain = turn.words.plain(refused.text_id, **refused.facts)
    if turn.show.pressed is not None and len(plain) <= SHORT_ENOUGH_FOR_AN_ALERT:
        await turn.show.toast(plain, alert=True)
    else:
        await turn.show.new(Screen(turn.words(refused.text_id, **refused.facts)))


async def apologise(bot: Bot, update: Update) -> None:
    """Tell the person, in their Telegram's language, that something failed and that nothing was lost."""
    event = update.message or update.callback_query
    user = event.from_user if event else None
    if user is not None:
        await bot.send_message(user.id, Texts().words(user.language_code)("went-wrong"))


def router() -> Router:
    """Register the handler of refusals only: every other error is a bug, and the update is tried again."""
    own = Router(name="refusals")
    own.errors.register(on_refused, ExceptionTypeFilter(Refused))
    return own
