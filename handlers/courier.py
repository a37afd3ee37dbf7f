"""Notices out: claims what is due, sends it within Telegram's limits, records what became of it. Nothing is lost.

A notice is claimed for `LEASE`; a crash between sending and recording sends it once more when the lease has run out,
and that is the only way anything is sent twice.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import InlineKeyboardMarkup, Message

from bot.clock import Clock
from bot.notices.outbox import DELETES, SILENT, Address, Notice
from bot.notices.ports import NoticesTransaction
from bot.texts import Texts, Words
from handlers.files import Files
from handlers.limits import BROADCAST
from handlers.screens.screen import Screen
from handlers.show import Show

LEASE = timedelta(seconds=60)
BATCH = 60
IDLE_SECONDS = 5.0
LATER_SECONDS = (5, 15, 60, 300, 900)

log = structlog.get_logger(__name__)

EDITS = "message_id"
"""The fact that makes a notice an edit of that message instead of a new one."""


class OpenNotices(Protocol):
    """Opens a transaction."""

    def __call__(self) -> AbstractAsyncContextManager[NoticesTransaction]:
        """Open one."""
        ...


Delivered = Callable[[Notice, datetime], Awaitable[None]]
"""Told of every notice that arrived, so that a room can note it (a request was delivered)."""


@dataclass(slots=True)
class Courier:
    """Runs until cancelled; `nudge()` wakes it when something was just written."""

    open: OpenNotices
    bot: Bot
    files: Files
    texts: Texts
    clock: Clock
    holder: str
    zone_of: Callable[[UUID], Awaitable[str]]
    screen_of: Callable[[Words, Notice], Screen]
    delivered: Delivered
    _sending: set[UUID] = field(default_factory=set)
    _stopping: bool = False
    _awake: asyncio.Event = field(default_factory=asyncio.Event)

    def nudge(self) -> None:
        """Look now."""
        self._awake.set()

    def stop(self) -> None:
        """Claim nothing more; what is being sent is finished and recorded."""
        self._stopping = True
        self._awake.set()

    async def run(self) -> None:
        """Claim and send until stopped; what was claimed and not sent is given back."""
        BROADCAST.set(True)
        try:
            await self._until_stopped()
        finally:
            async with self.open() as tx:
                await tx.outbox.release(holder=self.holder)

    async def _until_stopped(self) -> None:
        while not self._stopping:
            self._awake.clear()
            try:
                busy = await self.once()
            except Exception:
                log.exception("courier stumbled")
                busy = False
            if not busy:
                try:
                    await asyncio.wait_for(self._awake.wait(), IDLE_SECONDS)
                except TimeoutError:
                    continue

    async def once(self) -> bool:
        """Send one batch; answer whether there was anything."""
        now = self.clock()
        async with self.open() as tx:
            claimed = await tx.outbox.claim(holder=self.holder, now=now, until=now + LEASE, most=BATCH)
        fresh = [address for address in claimed if address.notice.id not in self._sending]
        self._sending.update(address.notice.id for address in fresh)
        lanes: dict[int | None, list[Address]] = {}
        for address in fresh:
            lanes.setdefault(address.telegram_id, []).append(address)
        try:
            await asyncio.gather(*(self._deliver_in_order(lane) for lane in lanes.values()))
        finally:
            self._sending.difference_update(address.notice.id for address in fresh)
        return bool(fresh)

    async def _deliver_in_order(self, lane: list[Address]) -> None:
        for address in lane:
            if not self._stopping:
                await self._deliver(address)

    async def _deliver(self, address: Address) -> None:
        notice = address.notice
        if address.telegram_id is None:
            await self._record_unreachable(notice, "no account")
            return
        try:
            message_id = await self._send(address, address.telegram_id)
        except TelegramForbiddenError as error:
            await self._record_unreachable(notice, error.message)
        except TelegramRetryAfter as error:
            await self._record_later(notice, timedelta(seconds=error.retry_after), "retry after")
        except (TelegramNetworkError, TelegramServerError) as error:
            await self._record_later(notice, _pause(notice.attempts), type(error).__name__)
        except TelegramBadRequest as error:
            await self._record_bad(notice, error)
        except Exception as error:
            log.exception("notice failed", notice_id=str(notice.id), kind=notice.kind)
            await self._record_bad(notice, error)
        else:
            now = self.clock()
            async with self.open() as tx:
                await tx.outbox.delivered(notice.id, message_id=message_id, now=now)
            await self.delivered(notice, now)

    async def _send(self, address: Address, chat_id: int) -> int:
        notice = address.notice
        if notice.kind in SILENT:
            return await self._delete(chat_id, int(notice.facts[DELETES]))
        words = self.texts.words(address.language, await self.zone_of(notice.organisation_id))
        screen = self.screen_of(words, notice)
        edited = notice.facts.get(EDITS)
        if isinstance(edited, int):
            return await self._edit(chat_id, edited, screen)
        message = await Show(self.bot, chat_id, self.files).new(screen)
        return message.message_id

    async def _delete(self, chat_id: int, message_id: int) -> int:
        try:
            await self.bot.delete_message(chat_id, message_id)
        except TelegramBadRequest as error:
            if "not found" not in error.message:  # the person was faster
                raise
        return message_id

    async def _edit(self, chat_id: int, message_id: int, screen: Screen) -> int:
        markup = screen.keyboard if isinstance(screen.keyboard, InlineKeyboardMarkup) else None
        try:
            await self.bot.edit_message_text(screen.text, chat_id=chat_id, message_id=message_id, reply_markup=markup)
        except TelegramBadRequest as error:
            if "message is not modified" not in error.message:
                message: Message = await Show(self.bot, chat_id, self.files).new(screen)
                return message.message_id
        return message_id

    async def _record_unreachable(self, notice: Notice, error: str) -> None:
        async with self.open() as tx:
            await tx.outbox.unreachable(notice.id, error=error, now=self.clock())

    async def _record_later(self, notice: Notice, pause: timedelta, error: str) -> None:
        async with self.open() as tx:
            await tx.outbox.later(notice.id, after=self.clock() + pause, error=error)

    async def _record_bad(self, notice: Notice, error: Exception) -> None:
        if "chat not found" in str(error):
            await self._record_unreachable(notice, "chat not found")
        elif notice.attempts + 1 < len(LATER_SECONDS):
            await self._record_later(notice, _pause(notice.attempts), type(error).__name__)
        else:
            async with self.open() as tx:
                await tx.outbox.drop(notice.id, error=type(error).__name__, now=self.clock())


def _pause(attempts: int) -> timedelta:
    return timedelta(seconds=LATER_SECONDS[min(attempts, len(LATER_SECONDS) - 1)])
