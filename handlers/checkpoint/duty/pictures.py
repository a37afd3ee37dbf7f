"""Pictures and codes as messages bring them."""

import re

from aiogram.types import Document, Message, PhotoSize
from dishka import FromDishka
from dishka.integrations.aiogram import inject

from bot.passes.codes import Codes, parse_typed, strip_typed
from handlers.turn import Turn

# Twelve symbols in fours, or about twelve with a digit among them: what a person means as a code even where a symbol is
# mistaken, missing or surplus.
_LIKE_A_CODE = re.compile(r"\w{4}[ -]\w{4}[ -]\w{4}|(?=\D*\d)(?:\w{11,13}|\w{3,5}[ -]\w{3,5}[ -]\w{3,5})")


async def fetch_picture(turn: Turn) -> bytes:
    """Download the photo of the turn's message in its largest size, or the file it carries."""
    file = _picture(turn.message)
    return await turn.fetch.content(file.file_id, file.file_size) if file else b""


def picture_id(message: Message) -> str | None:
    """Return Telegram's id of what `fetch_picture` downloads."""
    file = _picture(message)
    return file.file_id if file else None


def _picture(message: Message) -> PhotoSize | Document | None:
    return message.photo[-1] if message.photo else message.document


def is_picture(message: Message) -> bool:
    """Return whether a message carries a photo, or a file that calls itself a picture."""
    return bool(message.photo) or is_picture_file(message)


def is_picture_file(message: Message) -> bool:
    """Return whether a message carries a file that calls itself a picture."""
    return message.document is not None and (message.document.mime_type or "").startswith("image/")


@inject
async def shows_code(message: Message, codes: FromDishka[Codes]) -> bool:
    """Filter for texts that are a code."""
    return is_code((message.text or "").strip(), codes)


def is_code(text: str, codes: Codes) -> bool:
    """Return whether a text is a code: typed by hand, also with a slip, or a link of ours that carries one."""
    payload = codes.payload_of(text)
    if payload is not None:
        return codes.parse(payload) is not None
    return parse_typed(text) is not None or _LIKE_A_CODE.fullmatch(strip_typed(text)) is not None
