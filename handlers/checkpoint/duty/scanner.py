"""The one-time link by which somebody on duty opens the scanner in the browser."""

from typing import NewType

from aiogram.types import InlineKeyboardButton
from dishka import FromDishka

from bot.checkpoint.duty.end_shift import FindShift, OffDuty
from bot.staff.models import Speaker
from bot.staff.sessions.make_login_link import MakeLoginLink
from bot.staff.sessions.sessions import LINK_LASTS
from handlers.checkpoint.duty.screens import shift_screen
from handlers.screen import Screen, keyboard
from handlers.turn import Turn

ScannerAddress = NewType("ScannerAddress", str)
"""The address of the scanner; empty where there are no pages."""


def has_scanner(turn: Turn, address: ScannerAddress) -> bool:
    """Return whether the scanner can be opened: a guest has no account that could log in."""
    return bool(address) and isinstance(turn.guard, Speaker)


async def on_scanner_pressed(
    turn: Turn,
    find_shift: FromDishka[FindShift],
    make_login_link: FromDishka[MakeLoginLink],
    address: FromDishka[ScannerAddress],
) -> None:
    """Send a link that logs the browser in, once; the shift as it is where the scanner cannot be opened any more."""
    found = await find_shift(turn.guard, now=turn.now)
    scanner = has_scanner(turn, address)
    if not scanner or isinstance(found, OffDuty):
        await turn.show.here(shift_screen(turn.words, turn.guard, found, scanner=scanner))
        return
    token = await make_login_link(turn.speaker, event_id=turn.event_id, now=turn.now)
    text = turn.words("checkpoint-scanner-link", until=turn.now + LINK_LASTS)
    opens = InlineKeyboardButton(text=turn.words.plain("checkpoint-scanner-go"), url=f"{address}#{token}")
    await turn.show.new(Screen(text, keyboard([opens])))
