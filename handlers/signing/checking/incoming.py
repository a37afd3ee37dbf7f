"""Files that people send to this room."""

from datetime import datetime

from aiogram import Bot
from aiogram.types import Message

from bot.signing.documents.receive_file import Received, ReceiveFile
from bot.staff.models import Speaker
from handlers.files import content_of, name_of


async def received(message: Message, bot: Bot, speaker: Speaker, receive_file: ReceiveFile, now: datetime) -> Received:
    """Take the document of a message into the house."""
    document = message.document
    media_type = (document.mime_type if document else None) or "application/octet-stream"
    content = await content_of(message, bot)
    return await receive_file(speaker, content, file_name=name_of(message), media_type=media_type, now=now)
