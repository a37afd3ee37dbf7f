"""Provides the worker pool, and what use cases run in it."""

from collections.abc import AsyncIterator

from dishka import Provider, Scope, provide

from bot.checkpoint.checks.check_codes import Camera
from bot.counters import Counters
from bot.crypto.encryption import Cipher
from bot.monitoring.metrics import TimedScanner
from bot.passes.photos.portraits import Portraits
from bot.personal_data.packing import Packing
from bot.qr.scanner import CodeScanner
from bot.settings import Settings
from bot.signing.archiving.archive_files import FilesPerRun
from bot.signing.archiving.from_settings import stamping_of, time_authorities
from bot.signing.sealing.http_timestamps import Stamping
from bot.signing.sealing.seal import Archive, AskTime
from bot.staff.organisation.timestamp_ledger_checkpoints import Stamper
from bot.staff.pins.key_store import KeyStore, PepperedKeyStore, peppers
from bot.workers.pool import WorkerPool


class WorkersProvider(Provider):
    """Workers start with their first task and end with the application."""

    scope = Scope.APP

    portraits = provide(Portraits)

    @provide
    async def workers(self, settings: Settings) -> AsyncIterator[WorkerPool]:
        """Return the pool; close it at the end."""
        workers = WorkerPool(settings.workers, for_strangers=("bot.signing.verification.checking",))
        yield workers
        await workers.close()

    @provide
    def tsa(self, settings: Settings) -> AskTime | None:
        """Return the client of the time-stamping authorities, if any is set."""
        return time_authorities(settings)

    @provide
    def files_per_run(self, settings: Settings) -> FilesPerRun:
        """Return how many files are archived in a minute."""
        return FilesPerRun(settings.stamps_per_minute)

    @provide
    def stamping(self, settings: Settings) -> Archive | None:
        """Return how finished files are stamped; None where they are not."""
        return stamping_of(settings)

    @provide
    def stamper(self, workers: WorkerPool, tsa: AskTime | None) -> Stamper | None:
        """Return what has hashes time-stamped, if an authority is set."""
        return Stamping(workers, tsa) if tsa else None

    @provide
    def key_store(self, workers: WorkerPool, cipher: Cipher) -> KeyStore:
        """Return what encrypts and decrypts private keys under PINs."""
        return PepperedKeyStore(workers, peppers(cipher))

    @provide
    def camera(self, workers: WorkerPool, counters: Counters) -> Camera:
        """Return the reader of codes in pictures."""
        return TimedScanner(CodeScanner(workers), counters)

    @provide
    def packing(self) -> Packing:
        """Return what packs a person's data."""
        return Packing()
