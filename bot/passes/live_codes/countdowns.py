"""A live code on somebody's screen whose remaining time is counted down there."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.ids import derived_id


@dataclass(frozen=True, slots=True)
class Countdown:
    """The message that shows a code, what it says (sealed at rest), and when to change it next.

    Gone as soon as the code is: what it told is kept for three minutes.
    """

    chat_id: int
    message_id: int
    live_code_id: UUID
    told: dict[str, str | int]
    next_at: datetime


@dataclass(frozen=True, slots=True)
class DueCountdown:
    """A countdown whose message is to be changed now."""

    chat_id: int
    message_id: int
    organisation_id: UUID

    @property
    def id(self) -> UUID:
        """Return an id that does not tell whose chat it is."""
        return derived_id("countdown", self.chat_id, self.message_id)
