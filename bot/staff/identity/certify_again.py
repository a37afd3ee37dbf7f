"""Certifies a person's key again: under their present name."""

from datetime import datetime

from bot.crypto.certificates import certified_key
from bot.ids import EventId
from bot.staff.authority import certify_key
from bot.staff.models import Person
from bot.staff.ports import StaffTransaction


async def certify_again(
    tx: StaffTransaction, person: Person, certificate: bytes, *, event_id: EventId, now: datetime
) -> bytes:
    """Return another certificate (DER) of the key that `certificate` has, for the person as they are now."""
    return await certify_key(tx, person, certified_key(certificate), event_id=event_id, now=now)
