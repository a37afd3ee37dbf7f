"""An organisation on a database of its own, whose people sign: what benchmarks without Telegram share."""

import io
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from bot.crypto.certificates import Issued, issue_person
from bot.crypto.encryption import Cipher, MasterKeys, mint_master_key
from bot.crypto.keys import mint_key, public_key
from bot.ids import EventId
from bot.signing.documents.audience import Audience
from bot.signing.documents.receive_file import ReceiveFile
from bot.signing.documents.send_document import Draft, SendDocument
from bot.signing.models import Class, Confirmation, Document, Order, Request
from bot.signing.records.evidence import Press
from bot.signing.requests.sign_request import SignRequest
from bot.signing.sealing.finish_documents import FinishDocuments
from bot.signing.sheet.wording import Wording
from bot.staff.models import Account, Organisation, OrganisationKeys, Person, Role, Speaker
from bot.staff.organisation.add_owner import NewOwner, found
from bot.staff.pins.key_store import PepperedKeyStore, peppers
from bot.staff.pins.unlock_key import UnlockKey
from bot.staff.terms.versions import STANDARD
from bot.texts import Texts
from bot.workers.pool import WorkerPool
from storage.engine import open_engine
from storage.migrations import migrate
from storage.transaction import Store

PIN = "274913"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Office:
    """A store, worker processes, and people who can sign with `PIN`."""

    store: Store
    workers: WorkerPool
    key_store: PepperedKeyStore
    organisation: Organisation
    keys: OrganisationKeys
    people: list[Speaker]

    async def sends(self, content: bytes, confirmation: Confirmation) -> Document:
        """Send a file to everyone but the first, who is its author."""
        author, *others = self.people
        received = await ReceiveFile(self.store.transaction, self.workers)(
            author, content, file_name="order.pdf", media_type="application/pdf", now=NOW
        )
        audience = Audience(people=tuple(one.person.id for one in others))
        draft = Draft(
            file=received,
            title="Order",
            class_=Class.SIGN,
            audience=audience,
            deadline_at=NOW + timedelta(days=7),
            order=Order.TOGETHER,
            confirmation=confirmation,
            accepted_warning="Accepted.",
        )
        return (await SendDocument(self.store.transaction)(author, draft, event_id=event_id(), now=NOW)).document

    async def requests(self, document: Document) -> list[Request]:
        """List who is asked."""
        async with self.store.reading() as tx:
            return list(await tx.requests.of_document(document.id))

    async def signs(self, request: Request, nudge: Callable[[], None] = lambda: None) -> None:
        """Let the person asked sign."""
        speaker = next(one for one in self.people if one.person.id == request.person_id)
        sign = SignRequest(self.store.transaction, UnlockKey(self.store.transaction, self.key_store), nudge)
        press = Press("I have read it and sign it.", "en", 1, "callback", 2)
        await sign(speaker, request.id, press, PIN, event_id=event_id(), now=NOW)

    async def finishes(self) -> int:
        """Finish what is complete, as the bell does; answers how many documents that were."""
        words = Wording(Texts())
        return await FinishDocuments(self.store.transaction, self.workers, words, _link)(now=NOW)


@asynccontextmanager
async def office(folder: Path, people: int) -> AsyncIterator[Office]:
    """Found an organisation of so many registered people on SQLite in the folder."""
    cipher = Cipher(MasterKeys.parse(mint_master_key()))
    engine = open_engine(f"sqlite+aiosqlite:///{folder / 'office.db'}")
    await migrate(engine)
    store, workers = Store(engine, cipher), WorkerPool()
    key_store = PepperedKeyStore(workers, peppers(cipher))
    organisation, keys = found(NewOwner("Sample Works", "Owner Sample", None, "en", "Europe/Kyiv"), event_id(), NOW)
    async with store.transaction() as tx:
        await tx.organisations.add(organisation, keys)
    private = mint_key()
    envelope = await key_store.lock(private, PIN)
    speakers = [_speaker(organisation, keys, private, envelope, number) for number in range(people)]
    async with store.transaction() as tx:
        await tx.people.add([one.person for one in speakers])
        for one in speakers:
            await tx.accounts.add(one.account)
    try:
        yield Office(store, workers, key_store, organisation, keys, speakers)
    finally:
        await workers.close()
        await store.close()


def event_id() -> EventId:
    """Make a cause that nothing had before."""
    return EventId(f"benchmark:{uuid4()}")


def drawn_pdf(pages: int) -> bytes:
    """Draw a plain PDF of so many pages."""
    from fpdf import FPDF  # noqa: PLC0415 - heavy: who draws nothing pays nothing

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
    organisation: Organisation, keys: OrganisationKeys, private: bytes, envelope: bytes, number: int
) -> Speaker:
    """Register a person; all share one key, since a key each would time the making of keys."""
    role = Role.EMPLOYEE if number else Role.OWNER
    name = f"Person {number} Sample"
    person = Person(uuid4(), organisation.id, str(number), name, "clerk", "office", None, None, role, NOW)
    authority = Issued(organisation.ca_certificate, keys.ca)
    account = Account(
        id=uuid4(),
        organisation_id=organisation.id,
        person_id=person.id,
        telegram_id=5_000_000_000 + number,
        language="en",
        phone=f"+38050{number:07}",
        certificate=issue_person(authority, public_key(private), name, str(person.id), NOW),
        key_envelope=envelope,
        privacy_version=STANDARD,
        agreement_version=STANDARD,
        bound_at=NOW,
        identified_by="sample",
    )
    return Speaker(organisation, person, account)


def _link(organisation: Organisation, document_id: UUID) -> str:
    return f"https://t.me/sample_bot?start={organisation.tag.hex()}{document_id.hex[:24]}"
