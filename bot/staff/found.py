"""Founds an organisation and names its owner: done on the command line, and by nothing else."""

from dataclasses import dataclass
from datetime import datetime, time

from bot.crypto.certificates import issue_seal, mint_ca
from bot.ids import Cause, derived_id
from bot.ledger.entries import Act, Deed
from bot.staff.links import Links
from bot.staff.people import Invitation, Organisation, OrganisationKeys, Person, Role
from bot.staff.ports import OpenStaff, StaffTransaction


@dataclass(frozen=True, slots=True)
class NewOwner:
    """Who shall own which organisation; `phone` is E.164 or None: then the first contact shared counts."""

    organisation: str
    name: str
    phone: str | None
    language: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class NameOwner:
    """Puts an owner on the list of an organisation, founding it when there is none of that name, and invites them."""

    open: OpenStaff
    links: Links

    async def __call__(self, wanted: NewOwner, *, cause: Cause, now: datetime) -> Invitation:
        """Answer the owner's invitation; an owner of that name already on the list gets a new one."""
        async with self.open() as tx:
            organisation = await self._organisation(tx, wanted, cause, now)
            owner = await self._owner(tx, organisation, wanted, cause, now)
            invitation = self.links.invite(owner, cause, now)
            await tx.invitations.add(invitation, now)
            await tx.ledger.append(Deed(organisation.id, Act.INVITED, cause, now, None, owner.id, {"role": "owner"}))
        return invitation

    async def _organisation(self, tx: StaffTransaction, wanted: NewOwner, cause: Cause, now: datetime) -> Organisation:
        for organisation in await tx.organisations.all():
            if organisation.name == wanted.organisation:
                return organisation
        organisation, keys = found(wanted, cause, now)
        await tx.organisations.add(organisation, keys)
        deed = Deed(organisation.id, Act.ORGANISATION_CREATED, cause, now, None, organisation.id, {})
        await tx.ledger.append(deed)
        return organisation

    async def _owner(
        self, tx: StaffTransaction, organisation: Organisation, wanted: NewOwner, cause: Cause, now: datetime
    ) -> Person:
        for person in await tx.people.managers(organisation.id):
            if person.role is Role.OWNER and person.name == wanted.name:
                return person
        owner = Person(
            id=derived_id(cause, "owner"),
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


def found(wanted: NewOwner, cause: Cause, now: datetime) -> tuple[Organisation, OrganisationKeys]:
    """Make an organisation: its certificates and keys, Monday to Friday from nine to six."""
    organisation_id = derived_id(cause, "organisation")
    authority = mint_ca(wanted.organisation, now)
    seal = issue_seal(authority, now)
    organisation = Organisation(
        id=organisation_id,
        tag=organisation_id.bytes[:4],
        name=wanted.organisation,
        language=wanted.language,
        time_zone=wanted.time_zone,
        working_days=frozenset(range(1, 6)),
        works_from=time(9),
        works_until=time(18),
        ca_certificate=authority.certificate,
        seal_certificate=seal.certificate,
        created_at=now,
    )
    return organisation, OrganisationKeys(ca=authority.private, seal=seal.private)
