"""Screens of a live code and its remaining time."""

from datetime import datetime, timedelta
from uuid import UUID

from aiogram.types import InlineKeyboardMarkup

from bot.passes.live_codes.count_down import Tick
from bot.passes.live_codes.show_live_code import ShownCode
from bot.passes.models import LIVE_CODE_LIVES
from bot.texts.words import Words
from handlers.passes.callbacks import LiveCodePressed, MyPassesPressed
from handlers.passes.screens import type_name
from handlers.screen import Picture, Screen, button, keyboard

_BLOCKS = 12


def live_code_screen(words: Words, shown: ShownCode, now: datetime) -> Screen:
    """Show a live code. It is not protected: it is valid once, for three minutes, and must be refreshed in place."""
    told = {"type": shown.pass_.type, "name": shown.holder_name, "number": shown.pass_.number, "typed": shown.typed}
    text = _counted(words, told, shown.until_at, shown.until_at - now)
    return Screen(text, _buttons(words, shown.pass_.id), Picture(shown.png, "pass.png"))


def tick_caption(words: Words, tick: Tick) -> tuple[str, InlineKeyboardMarkup]:
    """Return the caption of a code some seconds later, or after its end, and its buttons; the picture stays."""
    told = {name: str(value) for name, value in tick.told.items()}
    markup = _buttons(words, UUID(told["pass_id"]))
    if tick.over is None:
        return _counted(words, told, datetime.fromisoformat(told["until"]), tick.left), markup
    return words(f"pass-live-{tick.over}", type=type_name(words, told["type"]), number=told["number"]), markup


def _counted(words: Words, told: dict[str, str], until: datetime, left: timedelta) -> str:
    return words(
        "pass-live",
        type=type_name(words, told["type"]),
        name=told["name"],
        number=told["number"],
        until=until.astimezone(words.zone).strftime("%H:%M:%S"),
        bar=_bar(left),
        left=_minutes(left),
        typed=told["typed"],
    )


def _minutes(left: timedelta) -> str:
    """Format the remaining time, rounded to five seconds because edits are never exact to the second: 2:45."""
    seconds = max(5, round(left.total_seconds() / 5) * 5)
    return f"{seconds // 60}:{seconds % 60:02d}"


def _bar(left: timedelta) -> str:
    """Draw the remaining time as a bar."""
    full = min(_BLOCKS, max(1, round(left / LIVE_CODE_LIVES * _BLOCKS)))
    return "▰" * full + "▱" * (_BLOCKS - full)


def _buttons(words: Words, pass_id: UUID) -> InlineKeyboardMarkup:
    return keyboard(
        [button(words.plain("pass-refresh"), LiveCodePressed(pass_id=pass_id))],
        [button(words.plain("pass-my-passes"), MyPassesPressed())],
    )
