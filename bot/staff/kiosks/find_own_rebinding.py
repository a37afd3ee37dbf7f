"""Finds whether another account is to speak for whoever is logged in at a kiosk: no message can tell them."""

from dataclasses import dataclass
from datetime import datetime

from bot.staff.access import present
from bot.staff.models import Speaker
from bot.staff.ports import ReadStaff


@dataclass(frozen=True, slots=True)
class FindOwnRebinding:
    """For the person, to object in time."""

    read: ReadStaff

    async def __call__(self, speaker: Speaker) -> datetime | None:
        """Return when another account takes over; None without one."""
        async with self.read() as tx:
            speaker = await present(tx, speaker)
            rebinding = await tx.rebindings.waiting(speaker.person.id)
        return rebinding.takes_effect_at if rebinding else None
