"""A sample organisation whose registered people can sign, in an SQLite database of its own."""

import io
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from bot.crypto.authority import Issued, issue_person
from bot.crypto.encryption import Cipher, MasterKeys, mint_master_key
from bot.crypto.keys import mint_key, public_key
from bot.ids import EventId
from bot.signing.documents.audience import Audience
from bot.signing.documents.receive_file import ReceiveFile
from bot.signing.documents.send_document import Draft, SendDocument
from bot.signing.finishing.finish_documents import FinishDocuments
from bot.signing.models import Class, Confirmation, Document, Order, Request
from bot.signing.requests.evidence import Press
from bot.signing.requests.sign_request import SignRequest
from bot.signing.sheet.wording import SheetWording
from bot.staff.identity.rebindings import RebindPolicy
from bot.staff.models import Account, Organisation, OrganisationKeys, Person, Role, Speaker
from bot.staff.organisation.add_owner import NewOwner, found
from bot.staff.pins.key_store import PepperedKeyStore, peppers
from bot.staff.pins.unlock_key import UnlockKey
from bot.staff.terms.versions import STANDARD
from bot.texts.words import Texts
from bot.workers.pool import WorkerPool
from storage.engine import open_engine
from storage.migrations import migrate
from storage.transaction import Store

PIN = "274913"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
POLICY = RebindPolicy(delay=timedelta(days=1), marked_for=timedelta(days=30))
ROUND_THE_CLOCK: Any = {"working_days": frozenset(range(1, 8)), "works_from": time(0), "works_until": time(23, 59)}
"""So that no notice waits for the morning, whatever the hour of the measurement."""


@dataclass(frozen=True, slots=True)
class SampleOrganisation:
    """An organisation and what its people need to sign with `PIN`."""

    store: Store
    workers: WorkerPool
    key_store: PepperedKeyStore
    organisation: Organisation
    keys: OrganisationKeys
    people: list[Speaker]
    now: datetime

    async def send_document(self, content: bytes, confirmation: Confirmation, title: str = "Order") -> Document:
        """Send a file to everyone but the first person, who is its author."""
        author, *others = self.people
        received = await ReceiveFile(self.store.transaction, self.workers)(
            author, content, file_name="order.pdf", media_type="application/pdf", now=self.now
        )
        audience = Audience(people=tuple(one.person.id for one in others))
        draft = Draft(
            file=received,
            title=title,
            class_=Class.SIGN,
            audience=audience,
            deadline_at=self.now + timedelta(days=7),
            order=Order.TOGETHER,
            confirmation=confirmation,
            accepted_warning="Accepted.",
        )
        return (await SendDocument(self.store.transaction)(author, draft, event_id=event_id(), now=self.now)).document

    async def requests(self, document: Document) -> list[Request]:
        """Return the requests of a document."""
        async with self.store.reading() as tx:
            return list(await tx.requests.of_document(document.id))

    async def sign(self, request: Request, nudge: Callable[[], None] = lambda: None) -> None:
        """Sign a request as the person who is asked."""
        speaker = next(one for one in self.people if one.person.id == request.person_id)
        unlock = UnlockKey(self.store.transaction, self.key_store)
        sign_request = SignRequest(self.store.reading, self.store.transaction, unlock, nudge, POLICY)
        press = Press("I have read it and sign it.", "en", 1, "callback", 2)
        await sign_request(speaker, request.id, press, PIN, event_id=event_id(), now=self.now)

    async def finish_documents(self) -> int:
        """Finish the documents that everybody has signed, as the periodic job does; return how many there were."""
        words = SheetWording(Texts())
        return await FinishDocuments(self.store.transaction, self.workers, words, _link)(now=self.now)


@asynccontextmanager
async def sample_organisation(
    folder: Path, people: int, master_key: str = "", now: datetime = NOW
) -> AsyncIterator[SampleOrganisation]:
    """Make an organisation of so many registered people in the database of the folder."""
    cipher = Cipher(MasterKeys.parse(master_key or mint_master_key()))
    engine = open_engine(database_url(folder))
    await migrate(engine)
    store, workers = Store(engine, cipher), WorkerPool()
    key_store = PepperedKeyStore(workers, peppers(cipher))
    organisation, keys = found(NewOwner("Sample Works", "Owner Sample", None, "en", "Europe/Kyiv"), event_id(), now)
    organisation = replace(organisation, **ROUND_THE_CLOCK)
    async with store.transaction() as tx:
        await tx.organisations.add(organisation, keys)
    private = mint_key()
    envelope = await key_store.lock(private, PIN)
    speakers = [_speaker(organisation, keys, private, envelope, number, now) for number in range(people)]
    async with store.transaction() as tx:
        await tx.people.add([one.person for one in speakers])
        for one in speakers:
            await tx.accounts.add(one.account)
    try:
        yield SampleOrganisation(store, workers, key_store, organisation, keys, speakers, now)
    finally:
        await workers.close()
        await store.close()


def database_url(folder: Path) -> str:
    """Return the address of the organisation's database."""
    return f"sqlite+aiosqlite:///{folder / 'organisation.db'}"


def event_id() -> EventId:
    """Return a new idempotency key."""
    return EventId(f"benchmark:{uuid4()}")


def drawn_pdf(pages: int) -> bytes:
    """Return a PDF with some text on each of so many pages."""
    from fpdf import FPDF  # noqa: PLC0415 - takes long to import, and most benchmarks draw nothing

    pdf = FPDF()
    pdf.set_font("Helvetica", size=11)
    for page in range(1, pages + 1):
        pdf.add_page()
        for line in range(5):
            pdf.text(20, 20 + 6 * line, f"Page {page}, line {line}: the quick brown fox jumps over the lazy dog.")
    output = io.BytesIO()
    pdf.output(output)
    return output.getvalue()


def _speaker(
    organisation: Organisation, keys: OrganisationKeys, private: bytes, envelope: bytes, number: int, now: datetime
) -> Speaker:
    """Return a registered person; all share one key, for to make one for each would take long."""
    role = Role.EMPLOYEE if number else Role.OWNER
    name = f"Person {number} Sample"
    person = Person(uuid4(), organisation.id, str(number), name, "clerk", "office", None, None, role, now)
    authority = Issued(organisation.ca_certificate, keys.ca)
    account = Account(
        id=uuid4(),
        organisation_id=organisation.id,
        person_id=person.id,
        telegram_id=5_000_000_000 + number,
        language="en",
        phone=f"+38050{number:07}",
        certificate=issue_person(authority, public_key(private), name, str(person.id), now),
        key_envelope=envelope,
        privacy_version=STANDARD,
        agreement_version=STANDARD,
        bound_at=now,
        identified_by="sample",
    )
    return Speaker(organisation, person, account)


def _link(organisation: Organisation, document_id: UUID) -> str:
    return f"https://t.me/sample_bot?start={organisation.tag.hex()}{document_id.hex[:24]}"
