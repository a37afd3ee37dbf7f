"""The storage, and the transactions that use cases open in it."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from dishka import AnyOf, Provider, Scope, provide

from bot.checkpoint.ports import OpenCheckpoint, ReadCheckpoint
from bot.crypto.encryption import Cipher
from bot.inbox import Inbox
from bot.monitoring.announce_process import AnnounceProcess, RunningProcesses
from bot.notices.ports import OpenNotices, ReadNotices
from bot.passes.ports import OpenPasses, ReadPasses
from bot.personal_data.ports import OpenAllFeatures, OpenErasing, OpenPersonal, ReadErasing, ReadPersonal
from bot.providers.signals import NoticesWritten
from bot.qualified.trust.ports import ReadTrust
from bot.retention import PurgeOld, kept_days
from bot.retention.remove_old_rows import OpenJobs, RemoveOldRows
from bot.retention.wipe_removed import WipeRemoved, WipeRemovedRows
from bot.settings import Settings
from bot.signing.ports import OpenSigning, ReadSigning
from bot.staff.ports import OpenStaff, ReadStaff
from bot.startup.master_key import open_cipher
from handlers.clock import system_clock
from storage.files import StoredFiles
from storage.opening import open_store
from storage.transaction import Store


class StorageProvider(Provider):
    """One store for the whole process. A use case that only reads gets read-only transactions."""

    scope = Scope.APP

    files = provide(StoredFiles)
    remove_old_rows = provide(RemoveOldRows)
    wipe_removed = provide(WipeRemoved)
    announce_process = provide(AnnounceProcess)

    @provide
    def cipher(self, settings: Settings) -> Cipher:
        """Return the encryption of columns."""
        return open_cipher(settings)

    @provide
    async def store(self, settings: Settings, cipher: Cipher, notices_written: NoticesWritten) -> AsyncIterator[Store]:
        """Migrate the database and open the store; close it at the end."""
        store = await open_store(settings, cipher, notices_written, follow=True)
        yield store
        await store.close()

    @provide
    def inbox(self, store: Store) -> Inbox:
        """Return the inbox."""
        return store.inbox

    @provide
    def writing(
        self, store: Store
    ) -> AnyOf[
        OpenJobs,
        OpenNotices,
        OpenStaff,
        OpenSigning,
        OpenPasses,
        OpenCheckpoint,
        OpenAllFeatures,
        OpenErasing,
        OpenPersonal,
    ]:
        """Return the opener of transactions that may write."""
        return store.transaction

    @provide
    def reading(
        self, store: Store
    ) -> AnyOf[ReadNotices, ReadStaff, ReadSigning, ReadPasses, ReadCheckpoint, ReadErasing, ReadPersonal, ReadTrust]:
        """Return the opener of read-only transactions."""
        return store.reading

    @provide
    def purge_old(self, store: Store, settings: Settings) -> PurgeOld:
        """Return what removes old rows."""
        return PurgeOld(store.purge, system_clock, kept_days(settings.retention))

    @provide
    def processes(self, store: Store) -> RunningProcesses:
        """Return the processes that run on this database."""
        return store.processes

    @provide
    def wipe_removed_rows(self, store: Store) -> WipeRemovedRows:
        """Return what wipes removed rows from the files of the database."""
        return store.wipe_removed


if TYPE_CHECKING:

    def _opens_all(
        store: Store,
    ) -> tuple[OpenStaff, OpenSigning, OpenPasses, OpenCheckpoint, OpenPersonal, OpenErasing]:
        open_ = store.transaction
        return open_, open_, open_, open_, open_, open_

    def _reads_all(
        store: Store,
    ) -> tuple[ReadStaff, ReadSigning, ReadPasses, ReadCheckpoint, ReadPersonal, ReadErasing]:
        read = store.reading
        return read, read, read, read, read, read
