"""One transaction over all rooms, and the store that opens them: committed at the end of the block, or not at all."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.checkpoint.ports import OpenCheckpoint
from bot.crypto.sealing import Sealer
from bot.notices.rates import Rates
from bot.passes.ports import OpenPasses
from bot.signing.ports import OpenSigning
from bot.staff.ports import OpenStaff
from storage.archive import pack
from storage.blobs import SqlBlobs
from storage.checkpoint import SqlChecks, SqlGuests, SqlServiceQrs, SqlShifts
from storage.connection import AsyncConnection, AsyncEngine
from storage.engine import open_readers
from storage.erasure import SqlErasure
from storage.ledger import SqlLedger
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
from storage.personal import SqlPersonal
from storage.queues import Queues
from storage.resealing import Resealing, kept_paper
from storage.retention import SqlPurge
from storage.sealed import Wall
from storage.signing import SqlDocuments, SqlRequests, SqlSignatures
from storage.staff import SqlAccounts, SqlInvitations, SqlOrganisations, SqlPeople, SqlPetitions, SqlTerms
from storage.staff.directory import Directory, Remembered


class Transaction:
    """Every repository over one connection. Satisfies each room's transaction port."""

    def __init__(self, connection: AsyncConnection, wall: Wall, remembered: Remembered) -> None:
        directory = Directory(connection, wall, remembered)
        self.ledger = SqlLedger(connection, wall)
        self.outbox = SqlOutbox(connection, wall)
        self.letters = SqlLetters(connection, wall)
        self.reminders = SqlReminders(connection, wall)
        self.organisations = SqlOrganisations(connection, wall)
        self.people = SqlPeople(connection, wall, directory)
        self.invitations = SqlInvitations(connection, wall)
        self.accounts = SqlAccounts(connection, wall)
        self.petitions = SqlPetitions(connection, wall)
        self.terms = SqlTerms(connection, wall)
        self.erasure = SqlErasure(connection, wall, directory)
        self.personal = SqlPersonal(connection, wall)
        self.blobs = SqlBlobs(connection, wall)
        self.documents = SqlDocuments(connection, wall)
        self.requests = SqlRequests(connection, wall)
        self.signatures = SqlSignatures(connection, wall)
        self.passes = SqlPasses(connection, wall)
        self.pass_types = SqlPassTypes(connection, wall)
        self.live_codes = SqlLiveCodes(connection, wall)
        self.printed_codes = SqlPrintedCodes(connection, wall)
        self.countdowns = SqlCountdowns(connection, wall)
        self.photos = SqlPhotos(connection, wall)
        self.batches = SqlBatches(connection, wall)
        self.service_qrs = SqlServiceQrs(connection, wall)
        self.shifts = SqlShifts(connection, wall)
        self.guests = SqlGuests(connection, wall)
        self.checks = SqlChecks(connection, wall)


class Store:
    """Opens transactions; `noticed` is called after one that wrote notices has been committed.

    Do not open one inside another: on SQLite the inner one waits for the outer one.
    """

    def __init__(self, engine: AsyncEngine, sealer: Sealer, noticed: Callable[[], None] = lambda: None) -> None:
        self._engine = engine
        self._noticed = noticed
        self._readers = open_readers(engine)
        self._wall = Wall(sealer)
        self._remembered = Remembered()
        self.queues = Queues(engine, self._readers, self._wall)
        self.resealing = Resealing(engine, self._readers, sealer)
        self.purge = SqlPurge(engine, self._wall)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """Open a transaction that may write: committed when the block ends, rolled back when it raises."""
        async with self._engine.begin() as connection:
            transaction = Transaction(connection, self._wall, self._remembered)
            yield transaction
        if transaction.outbox.wrote:
            self._noticed()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        """Open a transaction that only reads and so waits for no writer; what it writes on SQLite is refused."""
        async with self._readers.begin() as connection:
            yield Transaction(connection, self._wall, self._remembered)

    async def write_directory(self) -> None:
        """Write what only the master key can, where a migration made room for it; does nothing at most starts."""
        async with self.transaction() as tx:
            await tx.people.write_directory()

    async def paper(self) -> dict[str, dict[str, str]]:
        """Answer what proves codes printed under master keys that were dropped since: `bot.passes.codes.Codes`."""
        async with self._readers.connect() as connection:
            return await kept_paper(connection, self._wall)

    def pace(self, bot_id: int, rates: Rates) -> SqlPace:
        """Answer the pace that all processes of a bot keep together."""
        return SqlPace(self._engine, bot_id, rates)

    def pack(self, about: Mapping[str, str]) -> AsyncIterator[bytes]:
        """Answer every row as one stream, all of one moment, while others write (`storage.archive`)."""
        return pack(self._engine, self._readers, about)

    async def close(self) -> None:
        """Close every connection, those of `engine` too."""
        await self._readers.dispose()
        await self._engine.dispose()


if TYPE_CHECKING:

    def _fits(store: Store) -> tuple[OpenStaff, OpenSigning, OpenPasses, OpenCheckpoint]:
        return store.transaction, store.transaction, store.transaction, store.transaction
