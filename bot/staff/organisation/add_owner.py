"""Adds an owner, and their organisation if it is new. Only the command line does this."""

from dataclasses import dataclass, replace
from datetime import datetime, time

from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.staff.authority import found_authority
from bot.staff.identity.relink_person import announce_link
from bot.staff.models import Invitation, Organisation, OrganisationKeys, Person, Role
from bot.staff.ports import OpenStaff, StaffTransaction
from bot.staff.registration.links import Links
from bot.texts.lines import one_line


class OrganisationUnknownError(Exception):
    """There are organisations, but none of this name; `names` are theirs."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


@dataclass(frozen=True, slots=True)
class NewOwner:
    """A new owner and their organisation; `phone` is E.164, or None to accept the first contact shared.

    The first organisation is founded as it is named; another one only when it is `founded` on purpose.
    """

    organisation: str
    name: str
    phone: str | None
    language: str
    time_zone: str
    founded: bool = False


@dataclass(frozen=True, slots=True)
class AddOwner:
    """Adds an owner to an organisation, which is created if there is none of that name, and invites them."""

    open: OpenStaff
    links: Links

    async def __call__(self, wanted: NewOwner, *, event_id: EventId, now: datetime) -> Invitation:
        """Return the owner's invitation; an owner of that name already on the list gets a new invitation.

        Raise OrganisationUnknownError where the organisation would be one more.
        """
        wanted = replace(wanted, organisation=one_line(wanted.organisation), name=one_line(wanted.name))
        async with self.open() as tx:
            organisation = await self._organisation(tx, wanted, event_id, now)
            owner = await self._owner(tx, organisation, wanted, event_id, now)
            invitation = self.links.invite(owner, event_id, now, made_by=None)
            await tx.invitations.add(invitation, now)
            await tx.ledger.append(
                AuditEvent(organisation.id, Act.INVITED, event_id, now, None, owner.id, {"role": "owner"})
            )
            await announce_link(tx, owner, None, event_id, now)
        return invitation

    async def _organisation(
        self, tx: StaffTransaction, wanted: NewOwner, event_id: EventId, now: datetime
    ) -> Organisation:
        organisations = await tx.organisations.all()
        for organisation in organisations:
            if organisation.name == wanted.organisation:
                return organisation
        if organisations and not wanted.founded:
            raise OrganisationUnknownError([organisation.name for organisation in organisations])
        organisation, keys = found(wanted, event_id, now)
        await tx.organisations.add(organisation, keys)
        audit_event = AuditEvent(organisation.id, Act.ORGANISATION_CREATED, event_id, now, None, organisation.id, {})
        await tx.ledger.append(audit_event)
        return organisation

    async def _owner(
        self, tx: StaffTransaction, organisation: Organisation, wanted: NewOwner, event_id: EventId, now: datetime
    ) -> Person:
        for person in await tx.people.managers(organisation.id):
            if person.role is Role.OWNER and person.name == wanted.name:
                return person
        owner = Person(
            id=derived_id(event_id, "owner"),
            organisation_id=organisation.id,
            personnel_number=None,
            name=wanted.name,
            position="",
            department="",
            phone=wanted.phone,
            email=None,
            role=Role.OWNER,
            created_at=now,
        )
        await tx.people.add([owner])
        return owner


def found(wanted: NewOwner, event_id: EventId, now: datetime) -> tuple[Organisation, OrganisationKeys]:
    """Make an organisation: its certificates and keys, Monday to Friday from nine to six."""
    organisation_id = derived_id(event_id, "organisation")
    founded = found_authority(wanted.organisation, now)
    organisation = Organisation(
        id=organisation_id,
        tag=organisation_id.bytes[:4],
        name=wanted.organisation,
        language=wanted.language,
        time_zone=wanted.time_zone,
        working_days=frozenset(range(1, 6)),
        works_from=time(9),
        works_until=time(18),
        ca_certificate=founded.ca_certificate,
        seal_certificate=founded.seal_certificate,
        created_at=now,
    )
    return organisation, founded.keys
