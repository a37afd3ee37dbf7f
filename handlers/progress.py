"""Tells a person who waits what is being done, and how far it is."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Message

from handlers.screen import Screen
from handlers.turn import Turn

T = TypeVar("T")
_PATIENCE_SECONDS = 2.0
"""Until the message comes, and between two of its texts."""


@dataclass(slots=True)
class Progress:
    """Which part of a piece of work is done, from 0 to 1; the work calls it."""

    done: float = 0

    def __call__(self, done: float) -> None:
        """Note which part is done."""
        self.done = done


async def while_reading(turn: Turn, work: Coroutine[Any, Any, T]) -> T:
    """Return what the work returns; a message says that the list is being read, for as long as that takes."""
    return await _while_told(turn, work, lambda: turn.words("list-reading"))


async def while_hashing(turn: Turn, work: Coroutine[Any, Any, T], progress: Progress) -> T:
    """Return what the work returns; a message says how far the file is hashed, for as long as that takes."""
    return await _while_told(turn, work, lambda: turn.words("qualified-hashing", percent=int(100 * progress.done)))


async def _while_told(turn: Turn, work: Coroutine[Any, Any, T], text: Callable[[], str]) -> T:
    task = asyncio.create_task(work)
    shown: Message | None = None
    said = ""
    try:
        while not (await asyncio.wait({task}, timeout=_PATIENCE_SECONDS))[0]:
            before, said = said, text()
            if shown is None:
                shown = await turn.show.new(Screen(said))
            elif said != before:
                with suppress(TelegramBadRequest):  # deleted by the person
                    await shown.edit_text(said)
        return task.result()
    finally:
        task.cancel()
        if shown is not None:
            with suppress(TelegramBadRequest):  # as above
                await shown.delete()
