"""One transaction over all features, and the store that opens them.

It is committed at the end of the block, or not at all.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.checkpoint.ports import OpenCheckpoint
from bot.crypto.encryption import Cipher
from bot.notices.rates import Rates
from bot.passes.ports import OpenPasses
from bot.signing.ports import OpenSigning
from bot.staff.ports import OpenStaff
from storage.archive import pack
from storage.blobs import SqlBlobs
from storage.checkpoint import (
    SqlChecks,
    SqlGuests,
    SqlServiceQrOrders,
    SqlServiceQrs,
    SqlShifts,
    SqlStandingPasses,
)
from storage.encryption.encrypted_columns import ColumnEncryption
from storage.encryption.processes import SqlProcesses
from storage.encryption.reencryption import Reencryption, kept_paper
from storage.engine import empty_write_ahead_log, open_readers, snapshot
from storage.inbox.inbox import SqlInbox
from storage.inbox.queues import Queues
from storage.job_failures import SqlJobFailures
from storage.ledger import SqlLedger
from storage.ledger_rows import LedgerRows
from storage.notices import SqlLetters, SqlOutbox, SqlReminders
from storage.pace import SqlPace
from storage.passes import (
    SqlBatches,
    SqlCountdowns,
    SqlLiveCodes,
    SqlPasses,
    SqlPassTypes,
    SqlPhotos,
    SqlPrintedCodes,
)
from storage.privacy.erasure import SqlErasure
from storage.privacy.personal_data import SqlPersonal
from storage.privacy.retention import SqlPurge
from storage.signing import SqlBoards, SqlDeclines, SqlDocuments, SqlRequests, SqlSignatures
from storage.staff import (
    SqlAccounts,
    SqlApprovalRequests,
    SqlIdentityChanges,
    SqlInvitations,
    SqlKioskCodes,
    SqlKiosks,
    SqlOrganisations,
    SqlPeople,
    SqlRebindings,
    SqlRevocations,
    SqlTerms,
    SqlWebSessions,
)
from storage.staff.directory import Directory, Remembered
from storage.trusted_lists import SqlTrustedLists


class Transaction:
    """Every repository over one connection. Implements each feature's transaction port."""

    def __init__(
        self, connection: AsyncConnection, encryption: ColumnEncryption, remembered: Remembered, *, writes: bool
    ) -> None:
        directory = Directory(connection, encryption, remembered)
        self.ledger = SqlLedger(connection, encryption)
        self.ledger_rows = LedgerRows(connection, encryption)
        self.job_failures = SqlJobFailures(connection, encryption)
        self.outbox = SqlOutbox(connection, encryption)
        self.letters = SqlLetters(connection, encryption)
        self.reminders = SqlReminders(connection, encryption)
        self.organisations = SqlOrganisations(connection, encryption)
        self.people = SqlPeople(connection, encryption, directory)
        self.invitations = SqlInvitations(connection, encryption)
        self.accounts = SqlAccounts(connection, encryption, writes=writes)
        self.approval_requests = SqlApprovalRequests(connection, encryption)
        self.identity_changes = SqlIdentityChanges(connection, encryption)
        self.rebindings = SqlRebindings(connection, encryption)
        self.revocations = SqlRevocations(connection, encryption)
        self.terms = SqlTerms(connection, encryption)
        self.kiosks, self.kiosk_codes = SqlKiosks(connection, encryption), SqlKioskCodes(connection, encryption)
        self.web_sessions = SqlWebSessions(connection, encryption)
        self.erasure = SqlErasure(connection, encryption, directory)
        self.personal = SqlPersonal(connection, encryption)
        self.blobs = SqlBlobs(connection, encryption)
        self.documents = SqlDocuments(connection, encryption)
        self.boards = SqlBoards(connection, encryption)
        self.requests = SqlRequests(connection, encryption)
        self.declines = SqlDeclines(connection, encryption)
        self.signatures = SqlSignatures(connection, encryption)
        self.passes = SqlPasses(connection, encryption)
        self.pass_types = SqlPassTypes(connection, encryption)
        self.live_codes = SqlLiveCodes(connection, encryption)
        self.printed_codes = SqlPrintedCodes(connection, encryption)
        self.countdowns = SqlCountdowns(connection, encryption)
        self.photos = SqlPhotos(connection, encryption)
        self.batches = SqlBatches(connection, encryption)
        self.service_qrs = SqlServiceQrs(connection, encryption)
        self.service_qr_orders = SqlServiceQrOrders(connection, encryption)
        self.shifts = SqlShifts(connection, encryption)
        self.guests = SqlGuests(connection, encryption)
        self.checks = SqlChecks(connection, encryption)
        self.trusted_lists = SqlTrustedLists(connection, encryption)
        self.standing_passes = SqlStandingPasses(connection, encryption)


class Store:
    """Opens transactions; `noticed` is called after one that wrote notices has been committed.

    Do not open one inside another: on SQLite the inner one waits for the outer one.
    """

    def __init__(self, engine: AsyncEngine, cipher: Cipher, noticed: Callable[[], None] = lambda: None) -> None:
        self._engine = engine
        self._noticed = noticed
        self._readers = open_readers(engine)
        self._encryption = ColumnEncryption(cipher)
        self._remembered = Remembered()
        self.inbox = SqlInbox(engine, self._readers, cipher)
        self.queues = Queues(engine, self._readers, self._encryption)
        self.processes = SqlProcesses(engine, cipher)
        self.reencryption = Reencryption(engine, self._readers, cipher)
        self.purge = SqlPurge(engine, self._encryption)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Open a transaction that may write: committed when the block ends, rolled back when it raises."""
        async with self._engine.begin() as connection:
            transaction = Transaction(connection, self._encryption, self._remembered, writes=True)
            yield transaction
        if transaction.outbox.wrote:
            self._noticed()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        """Open a transaction that only reads and so waits for no writer; SQLite refuses its writes.

        Each of its statements sees what was committed when that statement began.
        """
        async with self._readers.connect() as connection:
            yield Transaction(connection, self._encryption, self._remembered, writes=False)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Transaction]:
        """Open a transaction that only reads, and all of whose statements see the same moment."""
        async with snapshot(self._readers) as connection:
            yield Transaction(connection, self._encryption, self._remembered, writes=False)

    async def wipe_removed(self) -> None:
        """Remove from SQLite's log what no row contains any more; nothing on PostgreSQL, which recycles its own."""
        await empty_write_ahead_log(self._engine)

    async def write_directory(self) -> None:
        """Write what a migration added and only the master key can compute; does nothing at most starts."""
        async with self.transaction() as tx:
            await tx.people.write_directory()

    async def paper(self) -> dict[str, dict[str, str]]:
        """Return what verifies codes printed under master keys that were removed: `bot.passes.codes.Codes`."""
        async with self._readers.connect() as connection:
            return await kept_paper(connection, self._encryption)

    def pace(self, bot_id: int, rates: Rates) -> SqlPace:
        """Return the pace that all processes of a bot share."""
        return SqlPace(self._engine, bot_id, rates)

    def pack(self, about: Mapping[str, str]) -> AsyncIterator[bytes]:
        """Return every row as one stream, all of one moment, while others write (`storage.archive`)."""
        return pack(self._readers, about)

    async def close(self) -> None:
        """Close every connection, including those of `engine`."""
        await self._readers.dispose()
        await self._engine.dispose()


if TYPE_CHECKING:

    def _fits(store: Store) -> tuple[OpenStaff, OpenSigning, OpenPasses, OpenCheckpoint]:
        return store.transaction, store.transaction, store.transaction, store.transaction
