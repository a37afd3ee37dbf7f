"""Reads a frame of a scanner's camera for somebody on duty. Nothing is checked yet, and the frame is not kept."""

from dataclasses import dataclass
from datetime import datetime

from bot.checkpoint.checks.check_codes import MOST_CODES, Camera
from bot.checkpoint.duty.end_shift import OffDuty, off_duty, on_duty
from bot.checkpoint.duty.guests import Guard, present_guard
from bot.checkpoint.ports import ReadCheckpoint


@dataclass(frozen=True, slots=True)
class ReadFrame:
    """Reads what a browser could not read itself."""

    read: ReadCheckpoint
    camera: Camera

    async def __call__(self, speaker: Guard, frame: bytes, *, now: datetime) -> tuple[str, ...] | OffDuty:
        """Return the texts of the codes in the frame, or OffDuty."""
        async with self.read() as tx:
            speaker = await present_guard(tx, speaker)
            if await on_duty(tx, speaker, now) is None:
                return await off_duty(tx, speaker, now)
        return tuple((await self.camera.scan(frame)).texts[:MOST_CODES])
