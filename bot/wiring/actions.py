"""Every action of the house, built from its ports: a field's name says which port it takes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from aiogram.types import User

from bot.checkpoint.service_qrs import browse_service_qrs
from bot.clock import Clock
from bot.counters import Counters
from bot.crypto.encryption import Cipher
from bot.my_data.packing import Packing
from bot.notices.outbox import Notice
from bot.passes.codes import CodePurpose, Codes, Paper
from bot.passes.live_codes.count_down import CountDown
from bot.passes.live_codes.show_live_code import TypedIndex
from bot.passes.photos.portraits import Portraits
from bot.qr.scanner import CodeScanner
from bot.settings import Settings
from bot.signing.boards import unreached
from bot.signing.refusal_acts.wording import ActWording
from bot.signing.requests import note_delivered as deliver
from bot.signing.sealing.http_timestamps import HttpTimestamps, Stamping
from bot.signing.sheet.wording import Wording
from bot.staff.invitations.fallback import ABOUT_REQUESTS
from bot.staff.models import Organisation
from bot.staff.people.browse_staff import FindSpeakers
from bot.staff.registration.links import Links
from bot.staff.registration.unlock_key import PepperedKeyStore, UnlockKey, peppers
from bot.texts import Texts
from bot.wiring.bells import Bell
from bot.wiring.channels import fallback_ways, paced_channels
from bot.wiring.metrics import TimedScanner
from bot.wiring.verbs import PRESSED, READING, RUNG
from bot.workers.pool import WorkerPool
from storage.transaction import Store


@dataclass(frozen=True, slots=True)
class StoredFiles:
    """The files of the house as the hands need them."""

    store: Store

    async def content(self, organisation_id: UUID, sha256: str) -> bytes:
        """Return a file's bytes."""
        async with self.store.reading() as tx:
            return await tx.blobs.get(organisation_id, sha256)

    async def file_id(self, organisation_id: UUID, sha256: str) -> str | None:
        """Answer Telegram's id of these bytes."""
        async with self.store.reading() as tx:
            return await tx.blobs.file_id(organisation_id, sha256)

    async def sent_as(self, organisation_id: UUID, sha256: str, file_id: str) -> None:
        """Remember Telegram's id of these bytes."""
        async with self.store.transaction() as tx:
            await tx.blobs.sent_as(organisation_id, sha256, file_id)


@dataclass(frozen=True, slots=True)
class Actions:
    """Everything the hands may ask of the heart: `by_name` for handlers, the rest by its own name."""

    by_name: dict[str, Any]
    rung: dict[str, Any]
    kept_files: StoredFiles
    delivered: deliver.NoteDelivered
    unreached: unreached.NoteUnreached
    count_down: CountDown
    workers: WorkerPool

    @property
    def find_speakers(self) -> FindSpeakers:
        """Who speaks."""
        found: FindSpeakers = self.by_name["find_speakers"]
        return found

    def bells(self, clock: Clock) -> list[Bell]:
        """Hang a bell for each action that time makes due."""
        return [Bell(name, action, clock) for name, action in self.rung.items()]

    async def close(self) -> None:
        """End the workers."""
        await self.workers.close()


def build_actions(
    settings: Settings,
    store: Store,
    cipher: Cipher,
    paper: Paper,
    texts: Texts,
    me: User,
    wake: Callable[[], None],
    counters: Counters,
) -> Actions:
    """Build every action for the bot that Telegram says `me` is; `paper` is the store's."""
    workers = WorkerPool(settings.workers)
    tsa = HttpTimestamps(str(settings.tsa_url)) if settings.tsa_url else None
    ports = _ports(settings, store, cipher, texts, Codes(cipher, me.id, me.username or "", paper))
    ports |= {
        "workers": workers,
        "tsa": tsa,
        "act_words": ActWording(texts),
        "stamper": Stamping(workers, tsa) if tsa else None,
        "camera": TimedScanner(CodeScanner(workers), counters),
        "portraits": Portraits(workers),
        "nudge": wake,
    }
    key_store = PepperedKeyStore(workers, peppers(cipher))
    ports |= {"key_store": key_store, "unlock": UnlockKey(store.transaction, key_store)}
    ports["show"] = _assemble(browse_service_qrs.ShowServiceQr, ports)
    return Actions(
        by_name={**dict(_named(PRESSED, ports)), "codes": ports["codes"]},
        rung=dict(_named(RUNG, ports)),
        kept_files=StoredFiles(store),
        delivered=deliver.NoteDelivered(store.transaction),
        unreached=unreached.NoteUnreached(store.transaction),
        count_down=CountDown(store.transaction, store.reading),
        workers=workers,
    )


def _ports(settings: Settings, store: Store, cipher: Cipher, texts: Texts, codes: Codes) -> dict[str, Any]:
    def link_for(organisation: Organisation, document_id: UUID) -> str:
        return codes.link(codes.mint(CodePurpose.SHEET, organisation.tag, document_id.bytes[:12]))

    def link_to(organisation: Organisation, notice: Notice) -> str:
        if notice.kind not in ABOUT_REQUESTS or notice.facts.get("document_id") == str(notice.subject_id):
            return f"https://t.me/{codes.username}"
        return codes.link(codes.mint(CodePurpose.REQUEST, organisation.tag, notice.subject_id.bytes[:12]))

    return {
        "open": store.transaction,
        "read": store.reading,
        "links": Links(cipher.derive("invitation links"), codes.username),
        "region": settings.phone_region,
        "channels": paced_channels(settings, store),
        "fallback": fallback_ways(settings),
        "link_to": link_to,
        "letters_noted": unreached.NoteLetters(store.transaction),
        "texts": texts,
        "codes": codes,
        "typed_index": TypedIndex(cipher),
        "packing": Packing(),
        "words": Wording(texts),
        "link_for": link_for,
    }


def _named(classes: tuple[type, ...], ports: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for cls in classes:
        yield snake(cls.__name__), _assemble(cls, ports)


def _assemble(cls: Any, ports: dict[str, Any]) -> Any:  # noqa: ANN401 - any action, any port; the house test builds all
    given = {field.name: ports[field.name] for field in fields(cls)}
    return cls(**given | {"open": ports["read"]}) if cls in READING else cls(**given)


def snake(name: str) -> str:
    """Name an action as handlers ask for it: ``SignRequest`` is ``sign_request``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
