"""Letters (e-mail, SMS) in place of notices that Telegram could not deliver to people who blocked the bot.

One letter for a notice, by the first channel that is set and for which the person has an address. A letter names only
the kind of the notice, because whoever transports letters can read them.
"""

from datetime import timedelta
from typing import Final, NewType

from bot.ids import derived_id
from bot.notices.content import FileLetterContent
from bot.notices.letters import Channel, Letter
from bot.notices.outbox import Notice
from bot.staff.invitations.addresses import address_of
from bot.staff.models import Person

FallbackChannels = NewType("FallbackChannels", tuple[Channel, ...])
"""The channels for such letters, the preferred one first."""
LOOK_BACK: Final = timedelta(days=1)
"""Older notices get no letter: setting up e-mail does not send a month of old news."""


def letter_for(lost: Notice, person: Person, channels: tuple[Channel, ...]) -> Letter | None:
    """Make the letter for a notice; None if the person was dismissed or has no address for any channel.

    A file goes by e-mail alone.
    """
    by_file = isinstance(lost.content, FileLetterContent)
    channel = channel_for(person, tuple(each for each in channels if each is Channel.EMAIL or not by_file))
    if channel is None or person.dismissed_at is not None:
        return None
    return Letter(
        id=derived_id("letter", lost.id),
        organisation_id=lost.organisation_id,
        person_id=lost.person_id,
        invitation_id=None,
        batch_id=lost.id,
        channel=channel,
        send_after_at=lost.send_after_at,
        notice_id=lost.id,
    )


def channel_for(person: Person, channels: tuple[Channel, ...]) -> Channel | None:
    """Return the first channel for which the person has an address."""
    return next((each for each in channels if address_of(person, each)), None)


def channels_after(refused: Channel, channels: tuple[Channel, ...]) -> tuple[Channel, ...]:
    """Return the channels to try after one refused a letter."""
    return channels[channels.index(refused) + 1 :] if refused in channels else ()
