"""Tells a person who waits for a long list that it is being read."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from aiogram.exceptions import TelegramBadRequest

from handlers.screen import Screen
from handlers.turn import Turn

T = TypeVar("T")
_PATIENCE_SECONDS = 2.0


async def while_reading(turn: Turn, work: Coroutine[Any, Any, T]) -> T:
    """Return what the work returns; a message says that the list is being read, for as long as that takes."""
    task = asyncio.create_task(work)
    try:
        await asyncio.wait({task}, timeout=_PATIENCE_SECONDS)
        if task.done():
            return task.result()
        shown = await turn.show.new(Screen(turn.words("list-reading")))
        try:
            return await task
        finally:
            with suppress(TelegramBadRequest):  # deleted by the person
                await shown.delete()
    finally:
        task.cancel()
