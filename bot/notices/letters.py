"""Letters: e-mails and SMS for people who are not in the chat yet, or no longer.

Each is a row, claimed before it is sent, and never sent twice: the row says SENDING before a channel is called. If no
result arrives the letter is UNSURE and left to a manager. Only what a channel certainly did not take is retried.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class Channel(StrEnum):
    """How a letter is sent."""

    EMAIL = "email"
    SMS = "sms"


class LetterState(StrEnum):
    """The state of a letter."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Letter:
    """An invitation, or a notice that Telegram could not deliver, to be sent by one channel.

    `id` is derived from invitation and channel, so that an invitation is sent once by each, or from the notice, which
    is sent once. `error` is the channel's own message, encrypted at rest.
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
class Attachment:
    """A PDF that goes with an e-mail."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a channel is given: `to` is an e-mail address or a number (E.164).

    An SMS ignores the subject and the attachment.
    """

    id: UUID
    to: str
    subject: str
    text: str
    attachment: Attachment | None = None


class ChannelRefusal(Exception):  # noqa: N818 - what a channel answered, no bug
    """The channel refuses this letter for good."""


class ChannelBusy(Exception):  # noqa: N818 - as above
    """The channel certainly has not taken the letter; it may take it later."""


class ChannelSilent(Exception):  # noqa: N818 - as above
    """The letter was handed over and no response came: it may have been sent."""


class Sender(Protocol):
    """A channel: returns when the letter was taken; ChannelRefusal, ChannelBusy, ChannelSilent."""

    async def send(self, envelope: Envelope) -> None:
        """Send one letter."""
        ...
