"""Limits how many files somebody who is not registered can have checked: each costs work."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import AccessRefused
from bot.signing.ports import OpenSigning
from bot.staff.models import Guess

FILES = 10
WITHIN = timedelta(hours=1)


class FilesTooManyRefused(AccessRefused):
    """An account that is not registered has reached the limit of checked files. Facts: files, minutes."""


@dataclass(frozen=True, slots=True)
class AdmitStranger:
    """Counted like guesses at links, but separately: who has checked files can still open a link."""

    open: OpenSigning

    async def __call__(self, telegram_id: int, *, now: datetime) -> None:
        """Count one more file, before it is downloaded; FilesTooManyRefused."""
        async with self.open() as tx:
            if await tx.invitations.count_guesses(telegram_id, now - WITHIN, Guess.FILE) >= FILES:
                raise FilesTooManyRefused(files=FILES, minutes=WITHIN // timedelta(minutes=1))
            await tx.invitations.add_guess(telegram_id, now, Guess.FILE)
