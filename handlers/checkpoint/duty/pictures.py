"""Reads pictures and codes from messages."""

import re

from aiogram import Bot
from aiogram.types import Document, Message, PhotoSize

from bot.passes.codes import Codes, parse_typed
from handlers.files import fetch

# Twelve symbols in fours, or with a digit among them: what a person means as a code even where a symbol is mistaken.
_LIKE_A_CODE = re.compile(r"\w{4}[ -]\w{4}[ -]\w{4}|(?=\D*\d)\w{12}")


async def fetch_picture(message: Message, bot: Bot) -> bytes:
    """Download the photo of a message in its largest size, or the file it carries."""
    file = _picture(message)
    return await fetch(bot, file.file_id, file.file_size) if file else b""


def picture_id(message: Message) -> str | None:
    """Return Telegram's id of the file that `fetch_picture` downloads."""
    file = _picture(message)
    return file.file_id if file else None


def _picture(message: Message) -> PhotoSize | Document | None:
    return message.photo[-1] if message.photo else message.document


def is_picture(message: Message) -> bool:
    """Return whether a message has a photo, or a file of an image type."""
    return bool(message.photo) or is_picture_file(message)


def is_picture_file(message: Message) -> bool:
    """Return whether a message has a file of an image type."""
    return message.document is not None and (message.document.mime_type or "").startswith("image/")


def shows_code(message: Message, codes: Codes) -> bool:
    """Return whether a text is a code: typed, even with a mistake, or a link of the bot that carries one."""
    text = (message.text or "").strip()
    payload = codes.payload_of(text)
    if payload is not None:
        return codes.parse(payload) is not None
    return parse_typed(text) is not None or _LIKE_A_CODE.fullmatch(text) is not None
