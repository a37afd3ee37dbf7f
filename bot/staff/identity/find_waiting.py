"""Finds until when a Telegram user waits to speak for somebody."""

from dataclasses import dataclass
from datetime import datetime

from bot.staff.ports import ReadStaff


@dataclass(frozen=True, slots=True)
class FindWaiting:
    """For a Telegram user who speaks for nobody yet."""

    read: ReadStaff

    async def __call__(self, telegram_id: int) -> datetime | None:
        """Return when their rebinding takes effect; None without one."""
        async with self.read() as tx:
            rebinding = await tx.rebindings.waiting_of(telegram_id)
        return rebinding.takes_effect_at if rebinding else None
