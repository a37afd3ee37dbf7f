"""Invites a person on the list: makes a personal link that can be used once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.errors import StateRefused
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.qr.draw import draw_png
from bot.staff.access import manageable_person, may_manage, present_manager
from bot.staff.models import Invitation, Person, Speaker, Status
from bot.staff.people.people import Listed
from bot.staff.ports import OpenStaff, StaffTransaction
from bot.staff.registration.links import Links
from bot.workers.pool import Priority, Work, WorkerPool


class PersonRegisteredRefused(StateRefused):
    """The person is registered, so that a new link requires the manager's PIN. Facts: name."""


@dataclass(frozen=True, slots=True)
class Invited:
    """A person with a link that is valid until `until_at`."""

    person: Person
    link: str
    until_at: datetime


@dataclass(frozen=True, slots=True)
class InvitePerson:
    """Returns the person's valid link, or makes one; with `renew`, revokes the old link and makes a new one.

    Only `bot.staff.identity.relink_person` makes a link for somebody who is registered.
    """

    open: OpenStaff
    links: Links

    async def __call__(
        self, speaker: Speaker, person_id: UUID, *, renew: bool, event_id: EventId, now: datetime
    ) -> Invited:
        """Return the link; NotAllowedRefused, PersonDismissedRefused, PersonRegisteredRefused."""
        async with self.open() as tx:
            speaker = await present_manager(tx, speaker)
            person = await manageable_person(tx, speaker, person_id)
            fresh = self.links.invite(person, event_id, now, made_by=speaker.person.id)
            living = await tx.invitations.find_valid(person_id, now)
            link = self.links.link(living) if living else None
            if living and link and (not renew or living.id == fresh.id):
                return Invited(person, link, living.expires_at)
            if await tx.accounts.active(person.id) is not None:
                raise PersonRegisteredRefused(name=person.name)
            await self._add(tx, speaker, fresh, event_id, now)
        return Invited(person, self.links.link(fresh) or "", fresh.expires_at)

    async def _add(
        self, tx: StaffTransaction, speaker: Speaker, fresh: Invitation, event_id: EventId, now: datetime
    ) -> None:
        await tx.invitations.add(fresh, now)
        await tx.ledger.append(
            AuditEvent(fresh.organisation_id, Act.INVITED, event_id, now, speaker.person.id, fresh.person_id, {})
        )


@dataclass(frozen=True, slots=True)
class DrawLink:
    """Draws a person's link as a QR code for their phone to scan."""

    open: OpenStaff
    links: Links
    workers: WorkerPool

    async def __call__(
        self, speaker: Speaker, person_id: UUID, *, event_id: EventId, now: datetime
    ) -> tuple[Invited, bytes]:
        """Return the link and its picture (PNG); NotAllowedRefused, PersonDismissedRefused."""
        invite = InvitePerson(self.open, self.links)
        invited = await invite(speaker, person_id, renew=False, event_id=event_id, now=now)
        png = await self.workers.run(Work.PICTURE, Priority.PERSON, draw_png, invited.link, scale=10)
        return invited, png


UNREGISTERED = frozenset({Status.NOT_INVITED, Status.INVITED, Status.OPENED})
"""The statuses of people who can still use a link."""


def needs_link(listed: Listed) -> bool:
    """Return whether a person is to register with Telegram by a link."""
    return listed.status in UNREGISTERED and listed.account is None and not listed.person.at_kiosk


async def invite_all(
    tx: StaffTransaction, links: Links, speaker: Speaker, listed: Iterable[Listed], *, event_id: EventId, now: datetime
) -> dict[UUID, str]:
    """Return the links of those `listed` who are not registered, by person; make the links that are missing.

    People whom the speaker may not manage (owners, for a manager) are left out. The ledger gets one entry for all.
    """
    people = {one.person.id: one.person for one in listed if needs_link(one)}
    people = {key: one for key, one in people.items() if may_manage(speaker, one)}
    living = await tx.invitations.all_valid(speaker.organisation.id, now)
    missing = [one for one in people.values() if one.id not in living or links.link(living[one.id]) is None]
    if missing:
        await tx.invitations.add_all(
            [links.invite(one, event_id, now, made_by=speaker.person.id) for one in missing], now
        )
        organisation_id, facts = speaker.organisation.id, {"people": len(missing)}
        await tx.ledger.append(
            AuditEvent(organisation_id, Act.INVITED, event_id, now, speaker.person.id, organisation_id, {**facts})
        )
        living = await tx.invitations.all_valid(organisation_id, now)
    return {one: link for one in people if one in living and (link := links.link(living[one]))}
