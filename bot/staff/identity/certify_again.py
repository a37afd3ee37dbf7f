"""Certifies a person's key again: under their present name."""

from datetime import datetime

from bot.crypto.certificates import Issued, certified_key, issue_person
from bot.staff.models import Person
from bot.staff.ports import StaffTransaction


async def certify_again(tx: StaffTransaction, person: Person, certificate: bytes, now: datetime) -> bytes:
    """Return another certificate (DER) of the key that `certificate` has, for the person as they are now."""
    organisation = await tx.organisations.get(person.organisation_id)
    keys = await tx.organisations.keys(organisation.id)
    authority = Issued(organisation.ca_certificate, keys.ca)
    return issue_person(authority, certified_key(certificate), person.name, str(person.id), now)
