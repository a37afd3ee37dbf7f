"""The scanner of people on duty: a page inside Telegram, or in the browser by a one-time link."""

import asyncio
from contextlib import suppress
from typing import Final

from aiogram.exceptions import TelegramAPIError
from aiogram.types import InlineKeyboardButton, MenuButtonDefault, MenuButtonWebApp, WebAppInfo
from dishka import FromDishka

from bot.checkpoint.duty.end_shift import FindShift, OffDuty
from bot.staff.models import Speaker
from bot.staff.sessions.make_login_link import MakeLoginLink
from bot.staff.sessions.mini_apps import MiniApps
from bot.staff.sessions.sessions import LINK_LASTS
from handlers.checkpoint.duty.screens import shift_screen
from handlers.screen import Screen, keyboard
from handlers.turn import Turn

_TIMEOUT_SECONDS: Final = 3
"""The person's next press waits for this call."""


def scanner_for(turn: Turn, mini_apps: MiniApps) -> str | None:
    """Return the address of the scanner inside Telegram; None without pages."""
    if isinstance(turn.guard, Speaker):
        return mini_apps.scanner_url(turn.guard.account)
    return mini_apps.guest_scanner_url(turn.words.language)


async def set_menu_button(turn: Turn, scanner: str | None) -> None:
    """Let the button beside the message field open the scanner, or None, the commands; Telegram's errors are ignored.

    After a shift that somebody else or its time ended, the page says that the person is not on duty.
    """
    label = turn.words.plain("checkpoint-scanner-menu")
    shown = MenuButtonWebApp(text=label, web_app=WebAppInfo(url=scanner)) if scanner else MenuButtonDefault()
    with suppress(TelegramAPIError, TimeoutError):
        async with asyncio.timeout(_TIMEOUT_SECONDS):
            await turn.show.bot.set_chat_menu_button(turn.show.chat_id, shown)


async def on_scanner_pressed(
    turn: Turn,
    find_shift: FromDishka[FindShift],
    make_login_link: FromDishka[MakeLoginLink],
    mini_apps: FromDishka[MiniApps],
) -> None:
    """Send a link that logs the browser in, once; the shift as it is where the scanner cannot be opened any more."""
    found = await find_shift(turn.guard, now=turn.now)
    scanner = scanner_for(turn, mini_apps)
    if scanner is None or isinstance(found, OffDuty):
        await turn.show.here(shift_screen(turn.words, turn.guard, found, scanner))
        return
    token = await make_login_link(turn.speaker, event_id=turn.event_id, now=turn.now)
    text = turn.words("checkpoint-scanner-link", until=turn.now + LINK_LASTS)
    opens = InlineKeyboardButton(text=turn.words.plain("checkpoint-scanner-go"), url=f"{mini_apps.scanner}#{token}")
    await turn.show.new(Screen(text, keyboard([opens])))
