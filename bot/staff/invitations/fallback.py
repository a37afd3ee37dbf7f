"""Letters that stand in for notices which Telegram could not bring: whoever blocked the bot still hears what matters.

Promises one letter a notice, by the first way that is set and for which there is an address. Never tells in a letter
what the notice is about beyond its kind: letters are read by those who carry them.
"""

from datetime import timedelta
from typing import Final, NewType

from bot.ids import derived_id
from bot.notices.letters import Channel, Letter
from bot.notices.outbox import Notice
from bot.staff.invitations.letters import address_of
from bot.staff.models import Person

FallbackChannels = NewType("FallbackChannels", tuple[Channel, ...])
"""The channels by which such a letter may go, the preferred one first."""
LOOKS_BACK: Final = timedelta(days=1)
"""What was lost longer ago is no news: nobody gets a month of letters when e-mail is set up."""


def letter_for(lost: Notice, person: Person, ways: tuple[Channel, ...]) -> Letter | None:
    """Make the letter that stands in for a notice; None when the person left or has no address for any of the ways."""
    way = way_to(person, ways)
    if way is None or person.dismissed_at is not None:
        return None
    return Letter(
        id=derived_id("letter", lost.id),
        organisation_id=lost.organisation_id,
        person_id=lost.person_id,
        invitation_id=None,
        batch_id=lost.id,
        channel=way,
        send_after_at=lost.send_after_at,
        notice_id=lost.id,
    )


def way_to(person: Person, ways: tuple[Channel, ...]) -> Channel | None:
    """Return the first of these ways for which the person has an address."""
    return next((each for each in ways if address_of(person, each)), None)


def ways_after(refused: Channel, ways: tuple[Channel, ...]) -> tuple[Channel, ...]:
    """Return the ways that are left once one refused a letter; none before it is tried again."""
    return ways[ways.index(refused) + 1 :] if refused in ways else ()
