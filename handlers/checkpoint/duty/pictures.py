"""Pictures and codes as messages bring them. A file is known by its content, as its MIME type may be wrong."""

import re

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Document, Message, PhotoSize
from dishka import FromDishka
from dishka.integrations.aiogram import inject

from bot.checkpoint.documents.barcodes import is_barcode
from bot.passes.codes import Codes, parse_typed, strip_typed
from bot.qr.pictures import HEAD, Shows, shows
from handlers.turn import Turn

# Twelve symbols in fours, about twelve in groups with hyphens, or about twelve with a digit among them: what a person
# means as a code even where a symbol is mistaken, missing or surplus. One code in sixty has no digit.
_LIKE_A_CODE = re.compile(
    r"\w{4}[ -]\w{4}[ -]\w{4}|\w{3,5}-\w{3,5}-\w{3,5}|(?=\D*\d)(?:\w{11,13}|\w{3,5}[ -]\w{3,5}[ -]\w{3,5})"
)


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


async def is_picture(message: Message, turn: Turn) -> bool:
    """Filter for photos, the still one of a live photo included, and for files that are pictures."""
    return bool(message.photo) or await is_picture_file(message, turn)


async def is_picture_file(message: Message, turn: Turn) -> bool:
    """Filter for files whose content or MIME type is a picture's."""
    if message.document is None or message.animation is not None:
        return False
    content = await _shown(message.document, turn)
    return content is Shows.PICTURE or (content is None and _mime_type(message.document).startswith("image/"))


async def is_moving(message: Message, turn: Turn) -> bool:
    """Filter for videos, GIF animations and stickers, also those that are files: no photo of any use."""
    if message.animation or message.video or message.video_note or message.sticker:
        return True
    return message.document is not None and await _shown(message.document, turn) is Shows.MOVING


async def _shown(document: Document, turn: Turn) -> Shows | None:
    try:
        return shows(await turn.fetch.head(document.file_id, document.file_size, HEAD))
    except TelegramBadRequest:
        return None  # Telegram does not hand it out: its MIME type alone tells


def _mime_type(document: Document) -> str:
    return document.mime_type or ""


@inject
async def shows_code(message: Message, codes: FromDishka[Codes]) -> bool:
    """Filter for texts that are a code."""
    return is_code((message.text or "").strip(), codes)


def is_code(text: str, codes: Codes) -> bool:
    """Return whether a text is a code: typed by hand, also with a slip, or a link of ours that carries one."""
    payload = codes.payload_of(text)
    if payload is not None:
        return codes.parse(payload) is not None
    return is_barcode(text) or parse_typed(text) is not None or _LIKE_A_CODE.fullmatch(strip_typed(text)) is not None
