"""A live code shown in a message whose remaining time is counted down there."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.ids import derived_id


@dataclass(frozen=True, slots=True)
class Countdown:
    """The message that shows a code, its contents (encrypted at rest), and the time of its next change.

    Removed as soon as the code is over: its contents are stored for three minutes.
    """

    chat_id: int
    message_id: int
    live_code_id: UUID
    told: dict[str, str | int]
    next_at: datetime


@dataclass(frozen=True, slots=True)
class DueCountdown:
    """A countdown whose message is due to change now."""

    chat_id: int
    message_id: int
    organisation_id: UUID

    @property
    def id(self) -> UUID:
        """Return an id that does not reveal the chat."""
        return derived_id("countdown", self.chat_id, self.message_id)
