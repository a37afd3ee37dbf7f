"""Counts what waits for a person in each of their organisations, for the menu that /start shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.personal_data.ports import ReadPersonal, Waiting


@dataclass(frozen=True, slots=True)
class CountWaiting:
    """Counts for all accounts of a Telegram user at once; an account that has ended has nothing that waits."""

    read: ReadPersonal

    async def __call__(self, telegram_id: int, *, now: datetime) -> Mapping[UUID, Waiting]:
        """Return the counts of each active account of somebody not dismissed, by the account's id."""
        async with self.read() as tx:
            return await tx.personal.waiting(telegram_id, now)
