"""Answers presses that come too late."""

from bot.signing.asked import AlreadySettled
from bot.texts import Words
from handlers.screens.signing_request import settled_alert
from handlers.show import Show


async def show_settled(settled: AlreadySettled, words: Words, show: Show) -> None:
    """Say what the request already is, and take the buttons away."""
    await show.toast(settled_alert(words, settled), alert=True)
    await show.forget_buttons()
