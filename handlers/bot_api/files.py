"""Files on their way to Telegram."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from aiogram import Bot
from aiogram.types import BufferedInputFile, InputFile, Message

from handlers.screen import File, Kept, Media, Opened, Picture

_PIECE = 256 * 1024


class KeptFiles(Protocol):
    """The storage that this module needs: stored files, and the ids under which Telegram has them."""

    async def content(self, organisation_id: UUID, sha256: str) -> bytes:
        """Return a file's bytes."""
        ...

    async def file_id(self, organisation_id: UUID, sha256: str, name: str) -> str | None:
        """Return Telegram's id of these bytes under this name."""
        ...

    async def sent_as(self, organisation_id: UUID, sha256: str, name: str, file_id: str) -> None:
        """Store Telegram's id of these bytes under this name."""
        ...


@dataclass(frozen=True, slots=True)
class Files:
    """Turns media into what Telegram takes; a stored file is uploaded once.

    It is uploaded again under another name: a file sent by its id arrives under the name of the first upload.
    """

    bot: Bot
    kept: KeptFiles

    async def file(self, media: Media) -> InputFile | str:
        """Return an upload, or the id of a file that Telegram has."""
        if isinstance(media, Picture | File):
            return BufferedInputFile(media.content, media.name)
        if isinstance(media, Opened):
            return _OpenedFile(media)
        known = await self.kept.file_id(media.organisation_id, media.sha256, media.name)
        if known is not None:
            return known
        return BufferedInputFile(await self.kept.content(media.organisation_id, media.sha256), media.name)

    async def remember(self, media: Media, message: Message) -> None:
        """Store the id that Telegram gave a stored file."""
        if isinstance(media, Kept) and message.document:
            await self.kept.sent_as(media.organisation_id, media.sha256, media.name, message.document.file_id)


class _OpenedFile(InputFile):
    """An upload read in pieces; a repeated call reads it again."""

    def __init__(self, opened: Opened) -> None:
        super().__init__(filename=opened.name)
        self._file = opened.file

    async def read(self, bot: Bot) -> AsyncGenerator[bytes, None]:  # noqa: ARG002 - aiogram's signature
        """Return the pieces, from the beginning."""
        await asyncio.to_thread(self._file.seek, 0)
        while piece := await asyncio.to_thread(self._file.read, _PIECE):
            yield piece


def name_of(message: Message) -> str:
    """Return the name of a message's document."""
    return (message.document.file_name if message.document else None) or "document"
