"""Opens a personal link. All links that open nothing get the same reply, and guessing is limited."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.crypto.tokens import hash_token, parse_token
from bot.errors import AccessRefused
from bot.staff.models import Invitation, Organisation, Person
from bot.staff.notices import NewLinkRequested
from bot.staff.ports import OpenStaff, ReadStaff, StaffTransaction
from bot.staff.registration.notify_managers import notify_managers, once_a_day
from bot.staff.terms.versions import TermsInForce

GUESSES = 5
GUESSES_FORGOTTEN_AFTER = timedelta(hours=1)


class LinkDeadRefused(AccessRefused):
    """The link is used, expired, revoked or unknown; the person is not told which."""


def is_personal(payload: str) -> bool:
    """Return whether a deep link's payload has the form of a personal link's token."""
    return parse_token(payload) is not None


@dataclass(frozen=True, slots=True)
class LinkOpened:
    """A valid link: the person it invites, their organisation, and the terms to agree to."""

    invitation_id: UUID
    person: Person
    organisation: Organisation
    terms: TermsInForce


@dataclass(frozen=True, slots=True)
class LinkDead:
    """A link that opens nothing; `invitation_id` is None if it never was a link."""

    invitation_id: UUID | None


@dataclass(frozen=True, slots=True)
class OpenLink:
    """Looks a token up by its hash. Above the limit of guesses, nothing is looked up."""

    open: OpenStaff

    async def __call__(self, telegram_id: int, payload: str, *, now: datetime) -> LinkOpened | LinkDead:
        """Return what the link opens, and note the first opening."""
        token = parse_token(payload)
        async with self.open() as tx:
            if await tx.invitations.count_guesses(telegram_id, now - GUESSES_FORGOTTEN_AFTER) >= GUESSES:
                return LinkDead(None)
            invitation = await tx.invitations.by_hash(hash_token(token)) if token else None
            if invitation and invitation.is_valid_at(now):
                person = await tx.people.get(invitation.organisation_id, invitation.person_id)
                if person and person.dismissed_at is None:
                    await tx.invitations.mark_opened(invitation.id, now)
                    organisation = await tx.organisations.get(invitation.organisation_id)
                    terms = await tx.terms.in_force(organisation.id)
                    return LinkOpened(invitation.id, person, organisation, terms)
            if invitation is None:
                await tx.invitations.add_guess(telegram_id, now)
            return LinkDead(invitation.id if invitation else None)


@dataclass(frozen=True, slots=True)
class ShowInvitation:
    """Shows again an invitation that was opened before, in another language or after a pause."""

    read: ReadStaff

    async def __call__(self, invitation_id: UUID, *, now: datetime) -> LinkOpened:
        """Return the invitation; LinkDeadRefused."""
        async with self.read() as tx:
            invitation, person = await valid_invitation(tx, invitation_id, now)
            organisation = await tx.organisations.get(invitation.organisation_id)
            return LinkOpened(invitation.id, person, organisation, await tx.terms.in_force(organisation.id))


async def valid_invitation(tx: StaffTransaction, invitation_id: UUID, now: datetime) -> tuple[Invitation, Person]:
    """Return a valid invitation and the person it invites; LinkDeadRefused."""
    invitation = await tx.invitations.get(invitation_id)
    if invitation is None or not invitation.is_valid_at(now):
        raise LinkDeadRefused
    person = await tx.people.get(invitation.organisation_id, invitation.person_id)
    if person is None or person.dismissed_at is not None:
        raise LinkDeadRefused
    return invitation, person


@dataclass(frozen=True, slots=True)
class RequestNewLink:
    """Notifies the managers that the holder of a dead link asks for a new one."""

    open: OpenStaff

    async def __call__(self, invitation_id: UUID, *, now: datetime) -> bool:
        """Notify the managers, once a day; return whether there is anybody to notify."""
        async with self.open() as tx:
            invitation = await tx.invitations.get(invitation_id)
            person = invitation and await tx.people.get(invitation.organisation_id, invitation.person_id)
            if not person or person.dismissed_at is not None:
                return False
            today = once_a_day(NewLinkRequested, now, person.id)
            return await notify_managers(tx, person, NewLinkRequested(person.name), today, now)
