"""The processes and threads that work beside the event loop, and what use cases have done in them."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from dishka import AnyOf, Provider, Scope, provide

from bot.checkpoint.checks.check_codes import Camera
from bot.counters import Counters
from bot.crypto.encryption import Cipher
from bot.monitoring.metrics import TimedScanners
from bot.my_data.packing import Packing
from bot.passes.photos.faces import Faces
from bot.passes.photos.faces import Workers as FaceWorkers
from bot.passes.photos.portraits import Portraits
from bot.qr.workers import Scanners
from bot.settings import Settings
from bot.signing.boards.bundle_document import Packer
from bot.signing.boards.export_sheet import Press as SheetPress
from bot.signing.documents.receive_file import PdfInspector
from bot.signing.personal_texts.preview_copy import Press as CopyPress
from bot.signing.refusal_acts.draw_up_act import ActPress
from bot.signing.sealing.finish_documents import Bindery
from bot.signing.sealing.http_timestamps import HttpTimestamps
from bot.signing.verification.check_file import Verifier
from bot.signing.workshop import Workshop
from bot.staff.organisation.timestamp_ledger_checkpoints import Stamper
from bot.staff.ports import RosterReader
from bot.staff.registration.unlock_key import KeyStore, PepperedKeyStore, peppers


class WorkersProvider(Provider):
    """Workers start with the first work that they are given and end with the application."""

    scope = Scope.APP

    faces = provide(Faces)

    @provide
    async def workshop(
        self, settings: Settings
    ) -> AsyncIterator[
        AnyOf[Workshop, ActPress, Bindery, CopyPress, Packer, PdfInspector, RosterReader, SheetPress, Verifier]
    ]:
        """Return what reads, draws, seals and packs files; end it at the end."""
        workshop = Workshop(tsa=HttpTimestamps(str(settings.tsa_url)) if settings.tsa_url else None)
        yield workshop
        await workshop.close()

    @provide
    async def scanners(self, settings: Settings) -> AsyncIterator[AnyOf[Scanners, FaceWorkers]]:
        """Return what reads pictures; end it at the end."""
        scanners = Scanners(workers=settings.scan_workers)
        yield scanners
        await scanners.close()

    @provide
    def stamper(self, workshop: Workshop, settings: Settings) -> Stamper | None:
        """Return what asks for time stamps, where an authority is set."""
        return workshop if settings.tsa_url else None

    @provide
    def key_store(self, workshop: Workshop, cipher: Cipher) -> KeyStore:
        """Return what derives keys from PINs."""
        return PepperedKeyStore(workshop, peppers(cipher))

    @provide
    def camera(self, scanners: Scanners, counters: Counters) -> Camera:
        """Return what reads the codes in a picture."""
        return TimedScanners(scanners, counters)

    @provide
    def portraits(self, faces: Faces) -> Portraits:
        """Return what draws holders' photos."""
        return Portraits(faces)

    @provide
    def packing(self) -> Packing:
        """Return what packs a person's data."""
        return Packing()


if TYPE_CHECKING:

    def _does_all(
        workshop: Workshop,
    ) -> tuple[ActPress, Bindery, CopyPress, Packer, PdfInspector, RosterReader, SheetPress, Verifier]:
        return workshop, workshop, workshop, workshop, workshop, workshop, workshop, workshop
