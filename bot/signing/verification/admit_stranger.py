"""Lets somebody who is not registered have a file checked, but not one file after another: each costs work."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import AccessRefused
from bot.signing.ports import OpenSigning
from bot.staff.models import Guess

FILES = 10
WITHIN = timedelta(hours=1)


class FilesTooManyRefused(AccessRefused):
    """This account has had as many files checked as anybody may who is not registered. Facts: files, minutes."""


@dataclass(frozen=True, slots=True)
class AdmitStranger:
    """Counted like guesses at links, but apart from them: checking files closes nobody's way in."""

    open: OpenSigning

    async def __call__(self, telegram_id: int, *, now: datetime) -> None:
        """Count one more file, before it is fetched; FilesTooManyRefused."""
        async with self.open() as tx:
            if await tx.invitations.count_guesses(telegram_id, now - WITHIN, Guess.FILE) >= FILES:
                raise FilesTooManyRefused(files=FILES, minutes=WITHIN // timedelta(minutes=1))
            await tx.invitations.add_guess(telegram_id, now, Guess.FILE)
