"""Nobody changes what identifies themselves, nor lets themselves in again: somebody else must know of it."""

from bot.errors import AccessRefused
from bot.staff.models import Person, Speaker


class OwnIdentityRefused(AccessRefused):
    """A manager cannot do this for themselves: another manager does, or the administrator on the command line."""


class PinMissingRefused(AccessRefused):
    """This requires the manager's PIN, and none was entered."""


def require_other(speaker: Speaker, person: Person) -> None:
    """Raise OwnIdentityRefused if the person is the speaker."""
    if person.id == speaker.person.id:
        raise OwnIdentityRefused
