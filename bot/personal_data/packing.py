"""Packs a person's data into ZIP files of a size that a bot can send.

Only one entry is in memory at a time. Every file opens by itself and contains the README. The files are temporary and
have no name, so that they vanish with the process. A thread packs them: compression releases the GIL, and writing
waits for the disk.
"""

import asyncio
import json
import tempfile
import zipfile
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Final

from bot.signing.boards.bundle import MANIFEST, MOST, Entry, describe, put, weigh

_AT_ONCE: Final = 2
"""People whose data is packed at the same time."""


@dataclass(frozen=True, slots=True)
class Packing:
    """Packs for a few people at the same time."""

    _turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))

    @asynccontextmanager
    async def __call__(
        self, always: Entry, entries: AsyncIterable[Entry], now: datetime, most: int = MOST
    ) -> AsyncIterator[tuple[IO[bytes], ...]]:
        """Open ZIP files with the entries, of at most `most` bytes each; `always` is in every file.

        The first file has the manifest: which entry is in which file, and which entries are too large for any.
        """
        with closing(_Parts(always, now, most)) as parts:
            async with self._turns:
                async for entry in entries:
                    await asyncio.to_thread(parts.add, entry)
                await asyncio.to_thread(parts.finish)
            yield tuple(parts.files)


class _Parts:
    def __init__(self, always: Entry, now: datetime, most: int) -> None:
        self.files: list[IO[bytes]] = []
        self._packages: list[zipfile.ZipFile] = []
        self._always, self._now, self._most = always, now, most
        self._packed: list[dict[str, str | int]] = []
        self._left_out: list[dict[str, str | int]] = []
        self._begin()

    def add(self, entry: Entry) -> None:
        if weigh(entry) + 2 * weigh(self._always) > self._most:
            self._left_out.append(describe(entry, 0))
            return
        if self.files[-1].tell() + weigh(entry) > self._most:
            self._begin()
        put(self._packages[-1], entry, self._now)
        self._packed.append(describe(entry, len(self.files)))

    def finish(self) -> None:
        manifest = {"parts": len(self.files), "files": self._packed, "left_out": self._left_out}
        written = Entry(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2).encode())
        put(self._packages[0], written, self._now)
        for package in self._packages:
            package.close()

    def close(self) -> None:
        for file in self.files:
            file.close()

    def _begin(self) -> None:
        self.files.append(tempfile.TemporaryFile())  # noqa: SIM115 - `close` closes it, or nobody holding it does
        self._packages.append(zipfile.ZipFile(self.files[-1], "w", zipfile.ZIP_DEFLATED))
        put(self._packages[-1], self._always, self._now)
