"""Has a message with secrets deleted later, by a notice for the outbox worker."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ids import EventId, derived_id
from bot.notices.outbox import NewNotice
from bot.staff.access import present_or_former
from bot.staff.models import Speaker
from bot.staff.notices import DeleteMessage
from bot.staff.ports import OpenStaff

FORGOTTEN_AFTER = timedelta(hours=1)
"""Telegram lets a bot delete what it sent within 48 hours (Bot API, deleteMessage)."""


@dataclass(frozen=True, slots=True)
class ForgetMessage:
    """Has a message in the speaker's chat deleted after `FORGOTTEN_AFTER`."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, message_id: int, *, event_id: EventId, now: datetime) -> None:
        """Schedule the deletion, once for each message."""
        subject_id = derived_id(event_id, "message", message_id)
        content, due_at = DeleteMessage(message_id), now + FORGOTTEN_AFTER
        deletion = NewNotice(speaker.organisation.id, subject_id, content, event_id, due_at)
        # To this very account: by then the person may speak from another one, or from none.
        notice = deletion.to(speaker.person.id, telegram_id=speaker.account.telegram_id)
        async with self.open() as tx:
            speaker = await present_or_former(tx, speaker)
            await tx.outbox.add([notice])
