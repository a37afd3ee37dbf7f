"""Shows the remaining time of live codes in the messages that show them. Gives way to everything else."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from bot.passes.live_codes.count_down import CountDown, Tick
from bot.texts.words import Texts
from handlers.bot_api.limits import BROADCAST
from handlers.passes.holders.live_code_screens import tick_caption


@dataclass(frozen=True, slots=True)
class Countdown:
    """Periodic job. An edit that Telegram refuses is dropped: the next one, or the end, shows the same."""

    due: CountDown
    bot: Bot
    texts: Texts

    async def __call__(self, *, now: datetime) -> int:
        """Edit the due messages; return how many there were."""
        BROADCAST.set(True)  # of this run's own task
        return await self.due(self._show, now=now)

    async def _show(self, tick: Tick) -> None:
        words = self.texts.words(str(tick.told["language"]), str(tick.told["zone"]))
        caption, markup = tick_caption(words, tick)
        with suppress(TelegramAPIError):
            await self.bot.edit_message_caption(
                chat_id=tick.chat_id, message_id=tick.message_id, caption=caption, reply_markup=markup
            )
