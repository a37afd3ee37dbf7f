"""Rights, asked anew at every press: who may do what, now."""

from uuid import UUID

from bot.errors import AccessRefused
from bot.staff.models import Role, Speaker


class NotAllowedRefused(AccessRefused):
    """The speaker's role does not allow it, or the thing is not theirs. Says nothing of whether it exists."""


def require_manager(speaker: Speaker) -> None:
    """Let owners and managers pass."""
    if not speaker.manages:
        raise NotAllowedRefused


def require_owner(speaker: Speaker) -> None:
    """Let owners pass."""
    if speaker.person.role is not Role.OWNER:
        raise NotAllowedRefused


def require_own(speaker: Speaker, person_id: UUID) -> None:
    """Let those pass whom the thing is about."""
    if speaker.person.id != person_id:
        raise NotAllowedRefused
