"""Records a check when a guard is shown a signed document whose bytes have changed."""

from dataclasses import dataclass
from datetime import datetime

from bot.checkpoint.checks.recording import Judgings, check_all, settled
from bot.checkpoint.checks.results import Answer
from bot.checkpoint.duty.end_shift import OffDuty
from bot.checkpoint.duty.guests import Guard
from bot.checkpoint.models import Verdict
from bot.checkpoint.ports import OpenCheckpoint
from bot.ids import EventId
from bot.signing.verification.check_file import CheckedFile
from bot.signing.verification.findings import Integrity


@dataclass(frozen=True, slots=True)
class StopChanged:
    """Records the result of a file check if the document has changed; ignores any other result."""

    open: OpenCheckpoint

    async def __call__(
        self, speaker: Guard, checked: CheckedFile, *, event_id: EventId, now: datetime
    ) -> tuple[Answer, ...]:
        """Return the check; nothing for any other file, and off duty."""
        if checked.verification.answer is not Integrity.CHANGED:
            return ()
        answered = await check_all(self.open, speaker, Judgings([settled(Verdict.CHANGED)]), event_id, now)
        return () if isinstance(answered, OffDuty) else answered
