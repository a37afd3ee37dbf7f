"""Files that people send to this room."""

from datetime import datetime

from aiogram import Bot
from aiogram.types import Message

from bot.signing.receive import Received, ReceiveFile
from bot.staff.people import Speaker
from handlers.files import fetch

UNNAMED = "document"


async def content_of(message: Message, bot: Bot) -> bytes:
    """Download the document of a message; empty where there is none."""
    document = message.document
    return await fetch(bot, document.file_id, document.file_size) if document else b""


def name_of(message: Message) -> str:
    """Answer what a message's document is called."""
    return (message.document.file_name if message.document else None) or UNNAMED


async def received(message: Message, bot: Bot, speaker: Speaker, receive_file: ReceiveFile, now: datetime) -> Received:
    """Take the document of a message into the house."""
    document = message.document
    media_type = (document.mime_type if document else None) or "application/octet-stream"
    content = await content_of(message, bot)
    return await receive_file(speaker, content, file_name=name_of(message), media_type=media_type, now=now)
