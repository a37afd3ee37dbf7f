"""Rights: who may do what.

A use case reads its speaker again with `present` in the transaction that acts. The `require_…` functions alone only
spare work that would be refused in the end.
"""

from uuid import UUID

from bot.errors import AccessRefused, StateRefused
from bot.staff.models import Person, Role, Speaker
from bot.staff.ports import StaffTransaction


class NotAllowedRefused(AccessRefused):
    """The speaker's role does not allow it, or the thing is not theirs. Does not reveal whether it exists."""


class RoleLost(NotAllowedRefused):
    """The speaker's role allows nothing of the kind: a menu that offers it was that of an earlier role."""


class LeftRefused(AccessRefused):
    """The button belongs to an organisation that the person has left. Facts: organisation (its name)."""


class PersonDismissedRefused(StateRefused):
    """The person was dismissed. Facts: name."""


async def present(tx: StaffTransaction, speaker: Speaker) -> Speaker:
    """Return the speaker as they are in this transaction; NotAllowedRefused if they were dismissed or rebound since.

    A use case was given its speaker before it waited: for a PIN, a picture, a transaction. In a transaction that
    writes, nobody can dismiss the speaker or change their role until it ends.
    """
    now = await tx.accounts.present(speaker.account.id)
    if now is None or now.organisation.id != speaker.organisation.id:
        raise NotAllowedRefused
    return now


async def present_or_former(tx: StaffTransaction, speaker: Speaker) -> Speaker:
    """Return the speaker as they are in this transaction, also one who was dismissed; NotAllowedRefused.

    Only for a person's rights to their own data, which outlast their work.
    """
    now = await tx.accounts.present(speaker.account.id) or await tx.accounts.former(speaker.account.id)
    if now is None or now.organisation.id != speaker.organisation.id:
        raise NotAllowedRefused
    return now


async def present_manager(tx: StaffTransaction, speaker: Speaker) -> Speaker:
    """Return the speaker as `present` does; NotAllowedRefused unless they are an owner or a manager now."""
    speaker = await present(tx, speaker)
    require_manager(speaker)
    return speaker


async def present_owner(tx: StaffTransaction, speaker: Speaker) -> Speaker:
    """Return the speaker as `present` does; NotAllowedRefused unless they are an owner now."""
    speaker = await present(tx, speaker)
    require_owner(speaker)
    return speaker


def require_manager(speaker: Speaker) -> None:
    """Raise NotAllowedRefused unless the speaker is an owner or a manager."""
    if not speaker.manages:
        raise RoleLost


def require_owner(speaker: Speaker) -> None:
    """Raise NotAllowedRefused unless the speaker is an owner."""
    if speaker.person.role is not Role.OWNER:
        raise RoleLost


def require_own(speaker: Speaker, person_id: UUID) -> None:
    """Raise NotAllowedRefused unless the thing is about the speaker."""
    if speaker.person.id != person_id:
        raise NotAllowedRefused


def may_manage(speaker: Speaker, person: Person) -> bool:
    """Return whether the speaker may manage a person: only an owner manages an owner."""
    return person.role is not Role.OWNER or speaker.person.role is Role.OWNER


def may_decide(one: Person, about: Person) -> bool:
    """Return whether a manager may decide about a person: never about themselves, and only an owner about an owner."""
    return one.id != about.id and one.role.manages and (about.role is not Role.OWNER or one.role is Role.OWNER)


async def manageable_person(tx: StaffTransaction, speaker: Speaker, person_id: UUID) -> Person:
    """Return a person whom the speaker may manage; NotAllowedRefused, PersonDismissedRefused."""
    person = await tx.people.get(speaker.organisation.id, person_id)
    if person is None or not may_manage(speaker, person):
        raise NotAllowedRefused
    if person.dismissed_at is not None:
        raise PersonDismissedRefused(name=person.name)
    return person
