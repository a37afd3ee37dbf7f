"""Erase a person: remove what names them, keep a pseudonym, and encrypt the evidence so that it still verifies.

Evidence that was readable (a certificate, the record of a service QR) moves into an encrypted column beside it, where
`storage.encryption.encrypted_columns` reads it. Other rows about the person keep their ids and lose what names them.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Table, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.notices.outbox import Outcome
from bot.texts.folding import order_key
from storage.blobs import unused
from storage.encryption.encrypted_columns import ColumnEncryption, row_name, veiled
from storage.inbox.inbox import locked_in_order
from storage.repository import Rows
from storage.staff.directory import Directory
from storage.tables import (
    account,
    approval_request,
    batch_place,
    blob,
    board,
    conversation,
    identity_change,
    invitation,
    kiosk_code,
    ledger_entry,
    letter,
    login_link,
    notice,
    pass_,
    pending_decline,
    person,
    photo,
    rebinding,
    retired_certificate,
    service_qr,
    signature,
    web_session,
)
from storage.tables import update as incoming

_NOBODY = 0
"""The Telegram id of an account whose person was erased."""


class SqlErasure(Rows):
    """Implements `bot.personal_data.ports.Erasure`."""

    def __init__(self, connection: AsyncConnection, encryption: ColumnEncryption, directory: Directory) -> None:
        super().__init__(connection, encryption)
        self._directory = directory

    async def erase(self, organisation_id: UUID, person_id: UUID, pseudonym: str, now: datetime) -> bool:
        """Replace a dismissed person's data by a pseudonym, once; False if not dismissed or erased before."""
        if not await self._rename(organisation_id, person_id, pseudonym, now):
            return False
        await self._directory.forget(organisation_id, person_id)
        await self._forget_conversations(person_id)
        await self._connection.execute(delete(pending_decline).where(pending_decline.c.person_id == person_id))
        await self._unbind(person_id)
        await self._veil(signature, signature.c.person_id == person_id)
        await self._veil(service_qr, service_qr.c.issuer_id == person_id)
        await self._silence(person_id)
        for table in (board, kiosk_code):
            await self._connection.execute(delete(table).where(table.c.person_id == person_id))
        await self._hide_face(organisation_id, person_id)
        await self._unsalt(person_id)
        return True

    async def _rename(self, organisation_id: UUID, person_id: UUID, pseudonym: str, now: datetime) -> bool:
        known = (person.c.organisation_id == organisation_id) & (person.c.id == person_id)
        leaves = person.c.dismissed_at.is_not(None) & person.c.erased_at.is_(None)
        blank = {"at_kiosk": False, "personnel_number": None, "phone": None, "phone_index": None, "email": None}
        named = {"name": pseudonym, "search_key": order_key(pseudonym), "position": "", "department": ""}
        erased = update(person).where(known, leaves).values({**blank, **named, "erased_at": now})
        return await self._changed(erased) == 1

    async def _forget_conversations(self, person_id: UUID) -> None:
        """Remove the dialogue of a Telegram user without another account; one in use now is removed by retention."""
        theirs = select(account.c.telegram_id).where(
            account.c.person_id == person_id, account.c.telegram_id.is_not(None)
        )
        others = select(account.c.telegram_id).where(
            account.c.person_id != person_id, account.c.ended_at.is_(None), account.c.telegram_id.is_not(None)
        )
        alone = conversation.c.sender.in_(theirs) & conversation.c.sender.not_in(others)
        waits = incoming.c.done_at.is_(None) & incoming.c.dead_at.is_(None)
        silent = alone & ~select(incoming.c.id).where(incoming.c.sender == conversation.c.sender, waits).exists()
        await self._connection.execute(delete(conversation).where(locked_in_order(silent)))

    async def _unbind(self, person_id: UUID) -> None:
        ids = [row["id"] for row in await self._all(select(account.c.id).where(account.c.person_id == person_id))]
        await self._connection.execute(delete(retired_certificate).where(retired_certificate.c.account_id.in_(ids)))
        for table in (web_session, login_link):
            await self._connection.execute(delete(table).where(table.c.account_id.in_(ids)))
        for account_id in ids:
            blank = {"phone": self._encryption.encrypt(account.c.phone, str(account_id), ""), "phone_index": bytes(32)}
            key = {"certificate": b"", "key_envelope": b"", "telegram_id": _NOBODY}
            await self._changed(update(account).where(account.c.id == account_id).values({**blank, **key}))

    async def _veil(self, table: Table, found: ColumnElement[bool]) -> None:
        for column, veil in veiled(table):
            for row in await self._all(select(table).where(found, veil.is_(None))):
                sealed = self._encryption.encrypt(veil, row_name(table, row), row[column])
                moved = update(table).where(table.c.id == row[table.c.id])
                await self._changed(moved.values({column: b"", veil: sealed}))

    async def _silence(self, person_id: UUID) -> None:
        """Drop the notices to or about the person, and erase what the rows of sent ones still hold."""
        requested = select(approval_request.c.id).where(approval_request.c.person_id == person_id)
        rebound = select(rebinding.c.id).where(rebinding.c.person_id == person_id)
        changed = select(identity_change.c.id).where(identity_change.c.person_id == person_id)
        subjects = notice.c.subject_id.in_(requested) | notice.c.subject_id.in_(rebound)
        about = (notice.c.subject_id == person_id) | subjects | notice.c.subject_id.in_(changed)
        theirs = (notice.c.person_id == person_id) | about
        await self._connection.execute(delete(notice).where(theirs, notice.c.outcome == Outcome.PENDING))
        await self._changed(update(notice).where(theirs).values(facts=None))
        addressed = notice.c.person_id == person_id
        await self._changed(update(notice).where(addressed).values(telegram_id=None))
        invited = update(invitation).where(invitation.c.person_id == person_id)
        await self._changed(invited.values(claimed_phone=None, claimed_by=None))
        changes = update(identity_change).where(identity_change.c.person_id == person_id)
        await self._changed(changes.values(content=None))
        await self._changed(update(letter).where(letter.c.person_id == person_id).values(error=None))

    async def _unsalt(self, person_id: UUID) -> None:
        """Remove what would let somebody guess the person's name from the hashes in the ledger."""
        await self._changed(update(ledger_entry).where(ledger_entry.c.subject_id == person_id).values(salt=None))

    async def _hide_face(self, organisation_id: UUID, person_id: UUID) -> None:
        held, sent = pass_.c.holder_id == person_id, photo.c.person_id == person_id
        faces = [row["photo_sha256"] for row in await self._all(select(pass_.c.photo_sha256).where(held))]
        faces += [row["sha256"] for row in await self._all(select(photo.c.sha256).where(sent))]
        await self._connection.execute(delete(photo).where(sent))
        await self._changed(update(pass_).where(held).values(photo_sha256=None, fields=None))
        await self._changed(update(batch_place).where(batch_place.c.holder_id == person_id).values(fields=None))
        theirs = (blob.c.organisation_id == organisation_id) & blob.c.sha256.in_(faces)
        await self._connection.execute(delete(blob).where(theirs, unused()))
