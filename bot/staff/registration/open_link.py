"""Opens a personal link. One that opens nothing gets one neutral answer, and guessing is slowed down."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from bot.crypto.tokens import hash_token, parse_token
from bot.errors import AccessRefused
from bot.ids import EventId
from bot.notices.content import NoticeContent
from bot.notices.outbox import NewNotice
from bot.staff.models import Invitation, Organisation, Person
from bot.staff.notices import NewLinkRequested
from bot.staff.organisation.terms import TermsInForce
from bot.staff.ports import OpenStaff, ReadStaff, StaffTransaction

GUESSES = 5
GUESSES_FORGOTTEN_AFTER = timedelta(hours=1)


class LinkDeadRefused(AccessRefused):
    """The link is used, expired, revoked or unknown: which, is not said."""


def is_personal(payload: str) -> bool:
    """Say whether a deep link's payload has the shape of a personal link's token."""
    return parse_token(payload) is not None


@dataclass(frozen=True, slots=True)
class LinkOpened:
    """A link that opens the door: whom it invites, to what, and which words they are to agree to."""

    invitation_id: UUID
    person: Person
    organisation: Organisation
    terms: TermsInForce


@dataclass(frozen=True, slots=True)
class LinkDead:
    """A link that opens nothing; `invitation_id` is known for those that once did."""

    invitation_id: UUID | None


@dataclass(frozen=True, slots=True)
class OpenLink:
    """Looks a token up by its hash. Above the limit of guesses nothing is looked up at all."""

    open: OpenStaff

    async def __call__(self, telegram_id: int, payload: str, *, now: datetime) -> LinkOpened | LinkDead:
        """Return what the link opens."""
        token = parse_token(payload)
        async with self.open() as tx:
            if await tx.invitations.guesses(telegram_id, now - GUESSES_FORGOTTEN_AFTER) >= GUESSES:
                return LinkDead(None)
            invitation = await tx.invitations.by_hash(hash_token(token)) if token else None
            if invitation and invitation.opens_at(now):
                person = await tx.people.get(invitation.organisation_id, invitation.person_id)
                if person and person.dismissed_at is None:
                    await tx.invitations.opened(invitation.id, now)
                    organisation = await tx.organisations.get(invitation.organisation_id)
                    terms = await tx.terms.in_force(organisation.id)
                    return LinkOpened(invitation.id, person, organisation, terms)
            if invitation is None:
                await tx.invitations.guessed(telegram_id, now)
            return LinkDead(invitation.id if invitation else None)


@dataclass(frozen=True, slots=True)
class ShowInvitation:
    """Answers an invitation that was opened before: to be read once more, in another language or after a pause."""

    read: ReadStaff

    async def __call__(self, invitation_id: UUID, *, now: datetime) -> LinkOpened:
        """Return it; LinkDeadRefused when it opens nothing any more."""
        async with self.read() as tx:
            invitation, person = await standing(tx, invitation_id, now)
            organisation = await tx.organisations.get(invitation.organisation_id)
            return LinkOpened(invitation.id, person, organisation, await tx.terms.in_force(organisation.id))


async def standing(tx: StaffTransaction, invitation_id: UUID, now: datetime) -> tuple[Invitation, Person]:
    """Return an invitation that still opens the door, and whom it invites; LinkDeadRefused."""
    invitation = await tx.invitations.get(invitation_id)
    if invitation is None or not invitation.opens_at(now):
        raise LinkDeadRefused
    person = await tx.people.get(invitation.organisation_id, invitation.person_id)
    if person is None or person.dismissed_at is not None:
        raise LinkDeadRefused
    return invitation, person


@dataclass(frozen=True, slots=True)
class AskForNewLink:
    """Tells the managers that the holder of a dead link asks for a new one."""

    open: OpenStaff

    async def __call__(self, invitation_id: UUID, *, now: datetime) -> None:
        """Tell them, once a day; a link that was never known has nobody to tell."""
        async with self.open() as tx:
            invitation = await tx.invitations.get(invitation_id)
            person = invitation and await tx.people.get(invitation.organisation_id, invitation.person_id)
            if person and person.dismissed_at is None:
                today = once_a_day(NewLinkRequested, now, person.id)
                await notify_managers(tx, person, NewLinkRequested(person.name), today, now)


def once_a_day(content_type: type[NoticeContent], now: datetime, *subject: UUID | int) -> EventId:
    """Name the day as the cause: however often somebody presses, managers are told once (in UTC, by the row's id)."""
    return EventId(f"day:{now.astimezone(UTC):%Y-%m-%d}:{content_type.kind}:{':'.join(map(str, subject))}")


async def notify_managers(
    tx: StaffTransaction, about: Person, content: NoticeContent, event_id: EventId, now: datetime
) -> None:
    """Write one notice to every manager of the person's organisation but the person."""
    notice = NewNotice(about.organisation_id, about.id, content, event_id, now)
    managers = [one for one in await tx.people.managers(about.organisation_id) if one.id != about.id]
    await tx.outbox.add([notice.to(manager.id) for manager in managers])
