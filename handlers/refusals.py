"""What a person reads when the answer is no, and when something went wrong that should not have."""

from typing import Any

from aiogram import Bot, Router
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import ErrorEvent, Update

from bot.errors import Refused
from bot.texts import Texts, Words
from handlers.screen import Screen
from handlers.show import Show

SHORT_ENOUGH_FOR_AN_ALERT = 190


async def on_refused(event: ErrorEvent, **data: Any) -> None:  # noqa: ANN401 - what the gate gathered
    """Word a refusal: in an alert over the pressed button when it is short, else as a message."""
    refused = event.exception
    words, show = data.get("words"), data.get("show")
    if not (isinstance(refused, Refused) and isinstance(words, Words) and isinstance(show, Show)):
        raise event.exception
    plain = words.plain(refused.text_id, **refused.facts)
    if show.pressed is not None and len(plain) <= SHORT_ENOUGH_FOR_AN_ALERT:
        await show.toast(plain, alert=True)
    else:
        await show.new(Screen(words(refused.text_id, **refused.facts)))


async def apologise(bot: Bot, update: Update) -> None:
    """Tell the person, in their Telegram's language, that this did not work and that nothing was lost."""
    event = update.message or update.callback_query
    user = event.from_user if event else None
    if user is not None:
        await bot.send_message(user.id, Texts().words(user.language_code)("went-wrong"))


def router() -> Router:
    """Register for refusals alone: everything else is a bug and is tried again."""
    own = Router(name="refusals")
    own.errors.register(on_refused, ExceptionTypeFilter(Refused))
    return own
