"""Revokes a person's certificate: in the transaction that ends its account or gives it a successor."""

from datetime import datetime, timedelta

from bot.crypto.certificates import parse_certificate
from bot.crypto.revocation import Reason, Revoked
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.staff.models import Person
from bot.staff.ports import StaffTransaction


async def revoke_certificate(
    tx: StaffTransaction, person: Person, certificate: bytes, reason: Reason, now: datetime
) -> None:
    """Revoke a certificate (DER) and enter it in the ledger, once; `issue_lists` publishes it.

    A list has whole seconds. The next one is taken, so that no signature made just before counts as made after.
    """
    found = parse_certificate(certificate)
    revocation_id = derived_id(found.fingerprint, "revocation")
    revoked = Revoked(found.number, _next_second(now), reason)
    if await tx.revocations.add(person.organisation_id, revocation_id, revoked):
        facts: dict[str, str | int] = {"certificate": found.fingerprint, "reason": reason.value}
        event_id = EventId(f"job:{revocation_id}:revoked")
        organisation_id, act = person.organisation_id, Act.CERTIFICATE_REVOKED
        await tx.ledger.append(AuditEvent(organisation_id, act, event_id, now, None, person.id, facts))


def _next_second(now: datetime) -> datetime:
    whole = now.replace(microsecond=0)
    return whole if whole == now else whole + timedelta(seconds=1)
