"""The rows of each class of `bot.retention`, and their removal: a chunk a transaction, so that nobody waits long."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Table, delete, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.letters import LetterState
from bot.notices.outbox import Outcome
from bot.retention import ledger_facts
from bot.staff.models import Role
from storage.blobs import unused
from storage.encryption.encrypted_columns import ColumnEncryption
from storage.ledger import SqlLedger
from storage.repository import CHUNK
from storage.tables import (
    account,
    approval_request,
    blob,
    check,
    conversation,
    guess,
    guest,
    invitation,
    kiosk_code,
    letter,
    live_code,
    login_link,
    notice,
    person,
    shift,
    update,
    web_session,
)

_ENDED = notice.c.outcome != Outcome.PENDING
_ERASED = select(person.c.id).where(person.c.id == notice.c.person_id, person.c.erased_at.is_not(None)).exists()
_SETTLED = letter.c.state.not_in((LetterState.WAITING, LetterState.SENDING))
_MENTIONED = select(letter.c.id).where(letter.c.invitation_id == invitation.c.id).exists()
_CHECKED = live_code.c.id.in_(select(check.c.live_code_id).where(check.c.live_code_id.is_not(None)))
_WORKED = select(check.c.id).where(check.c.shift_id == shift.c.id).exists()
_SERVED = select(shift.c.id).where(shift.c.person_id == guest.c.person_id).exists()
_NAMED = (
    person.c.id.in_(select(guest.c.person_id))
    | person.c.id.in_(select(shift.c.person_id))
    | select(notice.c.id).where(notice.c.person_id == person.c.id).exists()
)
_SPEAKS = (
    select(account.c.id).where(account.c.telegram_id == conversation.c.sender, account.c.ended_at.is_(None)).exists()
)
_WROTE = conversation.c.sender.in_(select(update.c.sender))

Over = Callable[[datetime], ColumnElement[bool]]

CLASSES: Final[Mapping[str, tuple[Table, Over]]] = {
    "updates": (update, lambda before: update.c.done_at < before),
    "dead-letters": (update, lambda before: update.c.dead_at < before),
    "conversations": (conversation, lambda _: ~_SPEAKS & ~_WROTE),
    "guesses": (guess, lambda before: guess.c.guessed_at < before),
    "web-sessions": (web_session, lambda before: web_session.c.expires_at < before),
    "login-links": (login_link, lambda before: login_link.c.expires_at < before),
    "kiosk-codes": (kiosk_code, lambda before: kiosk_code.c.requested_at < before),
    "notices": (notice, lambda before: _ENDED & ((notice.c.send_after_at < before) | _ERASED)),
    "letters": (letter, lambda before: _SETTLED & (letter.c.send_after_at < before)),
    "files": (blob, lambda before: unused() & (blob.c.kept_at < before)),
    "checks": (check, lambda before: check.c.checked_at < before),
    "shifts": (shift, lambda before: (shift.c.ended_at < before) & ~_WORKED),
    "guests": (guest, lambda before: (guest.c.requested_at < before) & ~_SERVED),
    "guest-names": (person, lambda before: (person.c.role == Role.GUEST) & (person.c.created_at < before) & ~_NAMED),
    "live-codes": (live_code, lambda before: (live_code.c.expires_at < before) & ~_CHECKED),
    "approval-requests": (approval_request, lambda before: approval_request.c.expires_at < before),
    "invitations": (invitation, lambda before: (invitation.c.expires_at < before) & ~_MENTIONED),
}
"""A class's table, and which of its rows were over before a moment.

`conversations` are those of strangers: one whose updates are all removed already has been unused for as long as those
are kept.
"""


class SqlPurge:
    """Implements `bot.retention.Purge`."""

    def __init__(self, engine: AsyncEngine, encryption: ColumnEncryption) -> None:
        self._engine = engine
        self._encryption = encryption

    async def due(self, name: str, before: datetime) -> int:
        """Count the rows whose use ended before then."""
        table, over = CLASSES[name]
        async with self._engine.begin() as connection:
            counted = select(func.count()).select_from(table).where(over(before))
            return (await connection.execute(counted)).scalar_one()

    async def remove(self, name: str, before: datetime, now: datetime) -> int:
        """Remove them, a chunk a transaction, and record it in the ledger of each organisation; return how many."""
        removed = 0
        while True:
            async with self._engine.begin() as connection:
                gone = await self._chunk(connection, name, before)
                removed += gone.total()
                event_id = EventId(f"retention:{name}:{now.isoformat()}:{removed}")
                await self._enter(connection, name, before, gone, event_id, now)
            if gone.total() < CHUNK:
                return removed

    async def _chunk(self, connection: AsyncConnection, name: str, before: datetime) -> Counter[UUID | None]:
        table, over = CLASSES[name]
        key = tuple(table.primary_key)
        # Rows that somebody holds are left for the next time: a purge that waits for no lock deadlocks with nobody.
        free = select(*key).where(over(before)).limit(CHUNK).with_for_update(skip_locked=True).cte("free")
        organisation = [table.c.organisation_id] if "organisation_id" in table.c else []
        gone = delete(table).where(tuple_(*key).in_(select(free))).returning(*key, *organisation)
        rows = (await connection.execute(gone)).all()
        return Counter(row[-1] if organisation else None for row in rows)

    async def _enter(
        self,
        connection: AsyncConnection,
        name: str,
        before: datetime,
        gone: Counter[UUID | None],
        event_id: EventId,
        now: datetime,
    ) -> None:
        ledger = SqlLedger(connection, self._encryption)
        for organisation_id in sorted(filter(None, gone)):
            facts = ledger_facts(name, before, gone[organisation_id])
            await ledger.append(AuditEvent(organisation_id, Act.PURGED, event_id, now, None, organisation_id, facts))
