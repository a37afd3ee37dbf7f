"""Answers presses that come too late."""

from bot.signing.requests.request_details import AlreadySettled
from bot.texts import Words
from handlers.show import Show
from handlers.signing.requests.screens import settled_alert


async def show_settled(settled: AlreadySettled, words: Words, show: Show) -> None:
    """Say what the request already is, and take the buttons away."""
    await show.toast(settled_alert(words, settled), alert=True)
    await show.forget_buttons()
