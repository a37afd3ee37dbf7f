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
from bot.signing.sealing.http_timestamps import HttpTimestamps, Stamping
from bot.signing.sealing.seal import AskTime
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
        workers = WorkerPool(settings.workers)
        yield workers
        await workers.close()

    @provide
    def tsa(self, settings: Settings) -> AskTime | None:
        """Return the client of the time-stamping authority, if one is set."""
        proxy = settings.outgoing_proxy.get_secret_value()
        return HttpTimestamps(str(settings.tsa_url), proxy=proxy) if settings.tsa_url else None

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
