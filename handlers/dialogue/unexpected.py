"""Replies to messages that do not fit the open question: what they are, what is awaited, and which button leaves."""

import re
from typing import Final

from aiogram import Router
from aiogram.types import InlineKeyboardMarkup, Message
from dishka import FromDishka
from dishka.integrations.aiogram import inject

from bot.checkpoint.duty.end_shift import FindShift
from bot.checkpoint.duty.off_duty import ShiftReport
from bot.passes.codes import Codes
from handlers.callbacks import CancelPressed
from handlers.checkpoint.duty.pictures import is_code
from handlers.dialogue.awaited import Awaited, asks_nothing, awaited
from handlers.dialogue.open_question import open_question
from handlers.filters import NOT_A_COMMAND
from handlers.screen import Screen
from handlers.turn import Turn

MOST_IN_A_MESSAGE: Final = 3500
"""Characters of a question that is shown below the answer; Telegram allows 4096 in all."""
_NAME: Final = re.compile(r"[^\W\d_][^\W\d_’'ʼ.-]+(?: [^\W\d_][^\W\d_’'ʼ.-]*){1,3}")


@inject
async def fits_no_question(
    message: Message, turn: Turn, find_shift: FromDishka[FindShift], raw_state: str | None = None
) -> bool:
    """Filter for messages to an open question that took none of them; photos of people on duty are checked instead."""
    if await asks_nothing(message, raw_state):
        return False
    if not message.photo or turn.speaker_or_none is None:
        return True
    return not isinstance(await find_shift(turn.speaker, now=turn.now), ShiftReport)


async def on_unexpected(turn: Turn, codes: FromDishka[Codes]) -> None:
    """Say what the message is and what is awaited, and show the open question again."""
    question = await open_question(turn)
    what = awaited(await turn.state.get_state() or "") or Awaited.BUTTON
    sent = _sent(turn.message, codes)
    answer = turn.words("unexpected", sent=sent, awaited=what, leave=_leaving(question))
    if question is None:
        await turn.show.new(Screen(answer))
    elif len(question.text) > MOST_IN_A_MESSAGE:
        await turn.show.new(Screen(answer))
        await turn.show.new(question)
    else:
        await turn.show.new(Screen(f"{answer}\n\n{question.text}", question.keyboard))


def _sent(message: Message, codes: Codes) -> str:
    """Return what a message is, as the text `unexpected` names it."""
    if message.text:
        return _written(message.text.strip(), codes)
    kinds = {
        "photo": message.photo,
        "video": message.video or message.animation or message.video_note,
        "file": message.document,
        "contact": message.contact,
        "sticker": message.sticker,
        "voice": message.voice or message.audio,
    }
    return next((kind for kind, content in kinds.items() if content), "other")


def _written(text: str, codes: Codes) -> str:
    if is_code(text, codes):
        return "code"
    if text.endswith("?"):
        return "question"
    return "name" if _NAME.fullmatch(text) and text.istitle() else "text"


def _leaving(question: Screen | None) -> str:
    """Return the label of the button that leaves the question: Cancel, else the last one."""
    keyboard = question.keyboard if question else None
    if not isinstance(keyboard, InlineKeyboardMarkup) or not keyboard.inline_keyboard:
        return "/cancel"
    buttons = [one for row in keyboard.inline_keyboard for one in row]
    cancel = [one for one in buttons if (one.callback_data or "").startswith(f"{CancelPressed.__prefix__}:")]
    return f"“{(cancel or buttons)[-1].text}”"


def router() -> Router:
    """Build the router of unexpected messages; it comes after all dialogues, and before what is checked unasked."""
    own = Router(name="unexpected")
    own.message.register(on_unexpected, NOT_A_COMMAND, fits_no_question)
    return own
