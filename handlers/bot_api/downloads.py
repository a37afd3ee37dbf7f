"""Files that people send: streamed to disk, with a limit on the bytes that are in work at once.

Registered people and strangers have a limit each, so that strangers' files never take the place of anybody else's. A
file counts from before its download until its update is handled.
"""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Final

from aiogram import Bot
from aiogram.types import Message
from aiohttp import ClientConnectionError, ClientPayloadError, ClientResponseError

from bot.errors import InputRefused, UnavailableError
from handlers.bot_api.client import PROXY_ERRORS

LARGEST: Final = 20 * 1024 * 1024
"""The largest file that the Bot API hands out: 20 MB (getFile)."""
MOST_STRANGERS: Final = 8
"""How many strangers' files are in work or wait at once."""
_LEFT_BEHIND_SECONDS: Final = 3600.0


class FileTooLargeRefused(InputRefused):
    """Telegram hands no file of this size to bots, or sent more than it declared. Facts: megabytes (the limit)."""


class FilesBusyRefused(InputRefused):
    """So many strangers have files checked that this one is not fetched; it can be sent again later."""


@dataclass(slots=True)
class ByteLimit:
    """Lets at most `most_bytes` be held at once, by at most `most_files` files, those that wait included."""

    most_bytes: int
    most_files: int | None = None
    _held: int = 0
    _files: int = 0
    _freed: asyncio.Condition = field(default_factory=asyncio.Condition)

    @asynccontextmanager
    async def hold(self, size: int) -> AsyncIterator[None]:
        """Wait until `size` bytes fit, and hold them; FilesBusyRefused where too many wait."""
        if self.most_files is not None and self._files >= self.most_files:
            raise FilesBusyRefused
        self._files += 1
        try:
            async with self._freed:
                await self._freed.wait_for(lambda: self._held + size <= self.most_bytes)
                self._held += size
            try:
                yield
            finally:
                await self._free(size)
        finally:
            self._files -= 1

    async def _free(self, size: int) -> None:
        self._held -= size
        async with self._freed:
            self._freed.notify_all()


@dataclass(frozen=True, slots=True)
class Downloads:
    """The limits of this process, and the folder in which files lie while they are in work."""

    folder: Path
    registered: ByteLimit
    strangers: ByteLimit

    @classmethod
    def open(cls, folder: Path, most_bytes: int, strangers_bytes: int) -> "Downloads":
        """Make the folder; remove what a process that was killed has left in it."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in folder.iterdir():
            if left.stat().st_mtime < time.time() - _LEFT_BEHIND_SECONDS:
                left.unlink(missing_ok=True)
        return cls(folder, ByteLimit(most_bytes), ByteLimit(strangers_bytes, MOST_STRANGERS))


@dataclass(frozen=True, slots=True)
class Fetch:
    """Downloads the files of one update, each once; they are removed, and no longer count, when `held` is closed."""

    bot: Bot
    downloads: Downloads
    held: AsyncExitStack
    stranger: bool
    _fetched: dict[str, Path] = field(default_factory=dict)

    async def document(self, message: Message) -> bytes:
        """Return the content of a message's document; empty where there is none."""
        document = message.document
        return await self.content(document.file_id, document.file_size) if document else b""

    async def content(self, file_id: str, size: int | None) -> bytes:
        """Return a file's content; see `to_disk`."""
        return await asyncio.to_thread((await self.to_disk(file_id, size)).read_bytes)

    async def head(self, file_id: str, size: int | None, most: int) -> bytes:
        """Return the first bytes of a file, `most` at most; see `to_disk`."""
        return await asyncio.to_thread(_head, await self.to_disk(file_id, size), most)

    async def to_disk(self, file_id: str, size: int | None) -> Path:
        """Download a file; FileTooLargeRefused, FilesBusyRefused, UnavailableError where the download fails."""
        if file_id in self._fetched:
            return self._fetched[file_id]
        most = LARGEST if size is None else size
        _require_at_most(LARGEST, most)
        limit = self.downloads.strangers if self.stranger else self.downloads.registered
        await self.held.enter_async_context(limit.hold(most))
        named = tempfile.NamedTemporaryFile(dir=self.downloads.folder)  # noqa: SIM115 - `held` closes it
        path = Path(self.held.enter_context(named).name)
        await _download(self.bot, file_id, path, most)
        self._fetched[file_id] = path
        return path


def _head(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)


def _require_at_most(most: int, size: int) -> None:
    if size > most:
        raise FileTooLargeRefused(megabytes=LARGEST // 1024 // 1024)


async def _download(bot: Bot, file_id: str, path: Path, most: int) -> None:
    """Download a file, and stop at the first byte beyond `most`: no more than that was waited for."""
    file = await bot.get_file(file_id)
    url = bot.session.api.file_url(bot.token, file.file_path or "")
    try:
        async with aclosing(bot.session.stream_content(url)) as chunks:
            await _write(path, chunks, most)
    except (ClientConnectionError, ClientPayloadError, TimeoutError, *PROXY_ERRORS) as error:
        raise UnavailableError("Telegram is unavailable") from error
    except ClientResponseError as error:
        if error.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            raise
        raise UnavailableError("Telegram is unavailable") from error


async def _write(path: Path, chunks: AsyncIterator[bytes], most: int) -> None:
    received = 0
    with path.open("wb") as file:
        async for chunk in chunks:
            received += len(chunk)
            _require_at_most(most, received)
            await asyncio.to_thread(file.write, chunk)
