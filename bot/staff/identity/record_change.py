"""Records a change of what identifies a person: in the ledger, and by a notice to a registered person.

The ledger must stay readable after a person was erased, so an entry has no value: it has the SHA-256 of the change's
content, which has random bytes in it, so that nobody can find the values by trying. An erasure removes the content.
"""

import hashlib
import secrets
from datetime import datetime
from typing import Final
from uuid import UUID

from bot.crypto.canonical import Json, canonical
from bot.crypto.certificates import parse_certificate
from bot.crypto.revocation import Reason
from bot.ids import EventId, derived_id
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import NewNotice
from bot.staff.identity.certify_again import certify_again
from bot.staff.identity.changes import IDENTITY, IdentityChange
from bot.staff.identity.namesakes import notify_namesakes
from bot.staff.models import Account, Person
from bot.staff.notices import ChangedValue, IdentityChanged
from bot.staff.ports import StaffTransaction
from bot.staff.revocation.revoke_certificate import revoke_certificate

_SALT_BYTES: Final = 16


async def record_change(
    tx: StaffTransaction,
    before: Person,
    after: Person,
    act: Act,
    *,
    actor_id: UUID | None,
    event_id: EventId,
    now: datetime,
) -> None:
    """Record what changed; certify a new name, notify the person if they are registered, and those of the new name.

    Nothing is saved here.
    """
    changed = [name for name in IDENTITY if getattr(before, name) != getattr(after, name)]
    if not changed:
        return
    account = await tx.accounts.active(before.id)
    change = _change(before, after, changed, actor_id, event_id, now)
    await tx.identity_changes.add(change)
    facts: dict[str, str | int] = {"fields": " ".join(changed), "content_sha256": _sha256(change.content or "")}
    if account is not None and "name" in changed:
        facts |= await _certify_again(tx, after, account, event_id, now)
    await tx.ledger.append(AuditEvent(before.organisation_id, act, event_id, now, actor_id, before.id, facts))
    if account is not None and actor_id != before.id:
        await _notify(tx, change, changed, event_id, now)
    if account is not None and "name" in changed:
        await notify_namesakes(tx, after, event_id, now)


def _change(
    before: Person, after: Person, changed: list[str], actor_id: UUID | None, event_id: EventId, now: datetime
) -> IdentityChange:
    values: dict[str, Json] = {
        "salt": secrets.token_hex(_SALT_BYTES),
        "before": {name: getattr(before, name) for name in changed},
        "after": {name: getattr(after, name) for name in changed},
    }
    change_id = derived_id(event_id, "identity change", before.id)
    return IdentityChange(change_id, before.organisation_id, before.id, actor_id, now, canonical(values).decode())


async def _certify_again(
    tx: StaffTransaction, person: Person, account: Account, event_id: EventId, now: datetime
) -> dict[str, str]:
    """Issue a certificate of the same key for the new name and revoke the old one; the ledger names both."""
    certificate = await certify_again(tx, person, account.certificate, event_id=event_id, now=now)
    await tx.accounts.replace_certificate(account.id, certificate)
    await revoke_certificate(tx, person, account.certificate, Reason.SUPERSEDED, now)
    old, new = (parse_certificate(each).fingerprint for each in (account.certificate, certificate))
    return {"old_certificate": old, "new_certificate": new}


async def _notify(
    tx: StaffTransaction, change: IdentityChange, changed: list[str], event_id: EventId, now: datetime
) -> None:
    values = tuple(
        ChangedValue(IDENTITY[name], change.before(name) or "", change.after(name) or "") for name in changed
    )
    notice = NewNotice(change.organisation_id, change.id, IdentityChanged(values), event_id, now)
    await tx.outbox.add([notice.to(change.person_id)])


def _sha256(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()
