"""The organisation's certificate authority: the only module that uses its private key.

Whoever can use this key can sign in anybody's name. So a lasting certificate is never issued without the two things by
which its person, and whoever checks a signature later, learn of it: an entry in the ledger and a notice in the person's
own chat. `tests/unit/bot/staff/test_authority.py` holds that nothing else reads the key.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.crypto.authority import Issued, issue_list, issue_person, issue_seal, issue_tap, mint_ca
from bot.crypto.certificates import parse_certificate
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.staff.models import Organisation, OrganisationKeys, Person
from bot.staff.notices import KeyMade
from bot.staff.ports import StaffTransaction
from bot.staff.revocation.revocations import IssuedList
from bot.texts.lines import short_fingerprint


@dataclass(frozen=True, slots=True)
class Founded:
    """The certificates (DER) and keys of a new organisation."""

    ca_certificate: bytes
    seal_certificate: bytes
    keys: OrganisationKeys


def found_authority(organisation_name: str, now: datetime) -> Founded:
    """Make an organisation's authority and seal."""
    authority = mint_ca(organisation_name, now)
    seal = issue_seal(authority, now)
    keys = OrganisationKeys(ca=authority.private, seal=seal.private)
    return Founded(authority.certificate, seal.certificate, keys)


async def certify_key(
    tx: StaffTransaction, person: Person, public_der: bytes, *, event_id: EventId, now: datetime
) -> bytes:
    """Certify a person's lasting key (SubjectPublicKeyInfo DER), enter it and tell the person; return the DER.

    Call it in the transaction that stores the certificate, once for an event.
    """
    organisation_id = person.organisation_id
    certificate = issue_person(await _authority(tx, organisation_id), public_der, person.name, str(person.id), now)
    found = parse_certificate(certificate)
    facts: dict[str, str | int] = {"certificate": found.fingerprint, "use": str(found.use)}
    await tx.ledger.append(
        AuditEvent(organisation_id, Act.CERTIFICATE_ISSUED, event_id, now, person.id, person.id, facts)
    )
    content = KeyMade(fingerprint=short_fingerprint(found.fingerprint), made_at=now)
    await tx.outbox.add([NewNotice(organisation_id, person.id, content, event_id, now).to(person.id)])
    return certificate


async def certify_tap(
    tx: StaffTransaction, organisation: Organisation, person: Person, public_der: bytes, *, now: datetime
) -> bytes:
    """Certify a key that signs the record of one tap and is discarded; return the certificate (DER).

    The ledger's entry of the signature names it; its policy says that no PIN was asked.
    """
    return issue_tap(await _authority_of(tx, organisation), public_der, person.name, str(person.id), now)


async def sign_list(tx: StaffTransaction, organisation_id: UUID, *, now: datetime) -> IssuedList:
    """Sign the next list of everything that is revoked; the caller stores it in the same transaction."""
    newest = await tx.revocations.newest_list(organisation_id)
    revoked = await tx.revocations.of(organisation_id)
    number = newest.number + 1 if newest else 1
    content = issue_list(await _authority(tx, organisation_id), number, revoked, now)
    list_id = derived_id(str(organisation_id), "revocation list", number)
    return IssuedList(list_id, organisation_id, number, len(revoked), now, content)


async def _authority(tx: StaffTransaction, organisation_id: UUID) -> Issued:
    return await _authority_of(tx, await tx.organisations.get(organisation_id))


async def _authority_of(tx: StaffTransaction, organisation: Organisation) -> Issued:
    key = await tx.organisations.ca_key(organisation.id)
    return Issued(organisation.ca_certificate, key, organisation.crl_address)
