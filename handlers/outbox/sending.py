"""One notice on its way: worded in its reader's language, sent, and what Telegram said told as a value."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter, TelegramUnauthorizedError

from bot.clock import Clock
from bot.errors import UnavailableError
from bot.notice_kinds import any_notice, keeps_hours
from bot.notices.content import ProgressContent
from bot.notices.outbox import Address, Delivered, Dropped, Held, Later, Notice, Settled, Unreachable
from bot.notices.schedule import next_allowed
from bot.staff.notices import DeleteMessage
from bot.texts.words import Texts, Words
from handlers.bot_api.files import Files
from handlers.bot_api.limits import passes
from handlers.outbox.acting import of_organisation
from handlers.screen import Screen
from handlers.show import Show

LATER_SECONDS = (5, 15, 60, 300, 900)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends one notice and answers what became of it; raises nothing."""

    bot: Bot
    files: Files
    texts: Texts
    clock: Clock
    screen_of: Callable[[Words, Notice], Screen]

    async def __call__(self, address: Address) -> Settled:
        """Send it."""
        notice, now = address.notice, self.clock()
        if keeps_hours(any_notice(notice.content)) and not address.working_time.allows(now):
            return Held(notice, next_allowed(now, address.working_time))
        if address.telegram_id is None:
            return Unreachable(notice, "no account", now, None)
        try:
            message_id = await self._send(address, address.telegram_id)
        except Exception as error:  # noqa: BLE001 - each has its answer below
            return self._refused(notice, error, address.telegram_id)
        return Delivered(notice, message_id, self.clock())

    def _refused(self, notice: Notice, error: Exception, telegram_id: int) -> Settled:
        now, name = self.clock(), type(error).__name__
        match error:
            case TelegramForbiddenError():
                return Unreachable(notice, error.message, now, telegram_id)
            case TelegramRetryAfter():
                return Later(notice, "retry after", now + timedelta(seconds=error.retry_after))
            case TelegramBadRequest() if "chat not found" in error.message:
                return Unreachable(notice, "chat not found", now, telegram_id)
        # A token that was changed, or a full disk, is for the administrator to mend, and no fault of the notice.
        blameless = passes(error) or isinstance(error, TelegramUnauthorizedError | UnavailableError)
        if not blameless:
            log.error("notice failed", notice_id=str(notice.id), kind=notice.content.kind, exc_info=error)
        if blameless or notice.attempts + 1 < len(LATER_SECONDS):
            return Later(notice, name, now + _pause(notice.attempts))
        return Dropped(notice, name)

    async def _send(self, address: Address, chat_id: int) -> int:
        notice, words = address.notice, self.texts.words(address.language, address.working_time.zone)
        content = notice.content
        if isinstance(content, DeleteMessage):
            return await self._delete(chat_id, content.message_id, words)
        screen = self.screen_of(words, notice)
        if address.organisation is not None:
            screen = replace(
                screen, text=words("notice-of-organisation", organisation=address.organisation) + screen.text
            )
        if screen.inline is not None:
            screen = replace(screen, keyboard=of_organisation(screen.inline, notice.organisation_id))
        if isinstance(content, ProgressContent) and content.message_id is not None:
            return await self._edit(chat_id, content.message_id, screen)
        return (await Show(self.bot, chat_id, self.files).new(screen)).message_id

    async def _delete(self, chat_id: int, message_id: int, words: Words) -> int:
        try:
            await self.bot.delete_message(chat_id, message_id)
        except TelegramBadRequest as error:
            if "can't be deleted" in error.message:  # older than 48 hours, after a standstill
                please = Screen(words("too-old-to-delete"))
                return (await Show(self.bot, chat_id, self.files, replies_to=message_id).new(please)).message_id
            if "not found" not in error.message:  # the person was faster
                raise
        return message_id

    async def _edit(self, chat_id: int, message_id: int, screen: Screen) -> int:
        try:
            await self.bot.edit_message_text(
                screen.text, chat_id=chat_id, message_id=message_id, reply_markup=screen.inline
            )
        except TelegramBadRequest as error:
            if "message is not modified" not in error.message:
                return (await Show(self.bot, chat_id, self.files).new(screen)).message_id
        return message_id


def _pause(attempts: int) -> timedelta:
    return timedelta(seconds=LATER_SECONDS[min(attempts, len(LATER_SECONDS) - 1)])
