"""The one-time link by which somebody on duty opens the scanner in the browser."""

from typing import NewType

from aiogram.types import InlineKeyboardButton
from dishka import FromDishka

from bot.staff.sessions.make_login_link import MakeLoginLink
from bot.staff.sessions.sessions import LINK_LASTS
from handlers.screen import Screen, keyboard
from handlers.turn import Turn

ScannerAddress = NewType("ScannerAddress", str)
"""The address of the scanner; empty where there are no pages."""


async def on_scanner_pressed(
    turn: Turn, make_login_link: FromDishka[MakeLoginLink], address: FromDishka[ScannerAddress]
) -> None:
    """Send a link that logs the browser in, once."""
    token = await make_login_link(turn.speaker, event_id=turn.event_id, now=turn.now)
    text = turn.words("checkpoint-scanner-link", until=turn.now + LINK_LASTS)
    opens = InlineKeyboardButton(text=turn.words.plain("checkpoint-scanner-go"), url=f"{address}#{token}")
    await turn.show.new(Screen(text, keyboard([opens])))
