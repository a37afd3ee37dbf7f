"""Letters: what goes to people who are not in the chat yet, or no longer, by e-mail or SMS.

A row each, claimed before it is sent.

Never sent twice: the row says SENDING before a channel is asked, and what was not heard of afterwards is UNSURE and
left to a manager, not tried again. Only what a channel surely did not take is tried again by itself.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class Channel(StrEnum):
    """Which way a letter goes."""

    EMAIL = "email"
    SMS = "sms"


class LetterState(StrEnum):
    """What became of a letter."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Letter:
    """An invitation, or a notice that Telegram could not bring, on its way by one channel.

    `id` is derived from invitation and channel, so that one invitation goes once by each, or from the notice, which
    goes once. `error` is the channel's own word, sealed at rest.
    """

    id: UUID
    organisation_id: UUID
    person_id: UUID
    invitation_id: UUID | None
    batch_id: UUID
    channel: Channel
    send_after_at: datetime
    state: LetterState = LetterState.WAITING
    attempts: int = 0
    error: str | None = None
    lease_until: datetime | None = None
    notice_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a channel is given: `to` is an e-mail address or a number (E.164); an SMS has no use for the subject."""

    id: UUID
    to: str
    subject: str
    text: str


class ChannelRefusal(Exception):  # noqa: N818 - what a channel answered, no bug
    """The channel does not take this letter, and will not."""


class ChannelBusy(Exception):  # noqa: N818 - as above
    """The channel surely has not taken the letter; later it may."""


class ChannelSilent(Exception):  # noqa: N818 - as above
    """The letter was handed over and no answer came: it may have been sent."""


class Sender(Protocol):
    """A channel: returns when the letter was taken; ChannelRefusal, ChannelBusy, ChannelSilent."""

    async def send(self, envelope: Envelope) -> None:
        """Send one letter."""
        ...
