"""A small organisation on a real database: an owner, a guard, a holder, and a second organisation."""

import asyncio
import io
import tempfile
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PIL import Image, ImageDraw

from bot.crypto.authority import Issued as Certified
from bot.crypto.authority import issue_person, issue_seal, mint_ca
from bot.crypto.encryption import Cipher, MasterKeys, mint_master_key
from bot.crypto.keys import PinCost, lock_key, mint_key, public_key, unlock_key
from bot.ids import EventId
from bot.notices.outbox import Later
from bot.passes.codes import Codes
from bot.passes.issuing.issue_pass import IssuePass, PassOrder
from bot.passes.issuing.validity import Validity
from bot.passes.live_codes.day_keys import DayKeys
from bot.passes.live_codes.show_live_code import ShowLiveCode, TypedIndex
from bot.passes.models import PassType
from bot.passes.photos.portraits import Portraits
from bot.staff.models import Account, Organisation, OrganisationKeys, Person, Role, Speaker
from bot.staff.pins.unlock_key import UnlockKey
from bot.staff.terms.versions import STANDARD
from bot.workers.pool import WorkerPool
from storage.engine import open_engine
from storage.tables import metadata
from storage.transaction import Store

MONDAY_MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
PIN = "274913"
PEPPER = bytes(range(32))
CHEAP = PinCost(memory_kib=64, passes=1, lanes=1)


class KeyStore:
    """The real lock at a price that tests can pay."""

    async def lock(self, private_der, pin):
        return lock_key(private_der, pin, PEPPER, CHEAP)

    async def unlock(self, envelope, pin):
        return await asyncio.to_thread(unlock_key, envelope, pin, PEPPER)


@dataclass
class Harness:
    """The storage with people in it, and the vocabulary of the tests."""

    store: Store
    cipher: Cipher
    codes: Codes
    workers: WorkerPool
    now: datetime = MONDAY_MORNING
    _causes: int = 0
    people: dict[str, Speaker] = field(default_factory=dict)

    @property
    def open(self):
        return self.store.transaction

    @property
    def read(self):
        """Opens a transaction in which SQLite refuses to write."""
        return self.store.reading

    @property
    def unlock(self):
        return UnlockKey(self.open, KeyStore())

    @property
    def typed_index(self):
        return TypedIndex(self.cipher)

    @property
    def day_keys(self):
        return DayKeys(self.cipher)

    @property
    def owner(self):
        return self.people["owner"]

    @property
    def guard(self):
        return self.people["guard"]

    @property
    def holder(self):
        return self.people["holder"]

    @property
    def neighbour(self):
        """The owner of the second organisation."""
        return self.people["neighbour"]

    def event_id(self):
        """Make a cause that nothing had before."""
        self._causes += 1
        return EventId(f"update:1:{self._causes}")

    def later(self, **units):
        self.now += timedelta(**units)

    async def entries(self, act, organisation=None):
        async with self.open() as tx:
            walked = tx.ledger.entries((organisation or self.owner.organisation).id)
            return [entry.audit_event async for entry in walked if entry.audit_event.act is act]

    async def notices(self, kind, speaker=None):
        """Return the pending notices of a kind, to one person or to all."""
        async with self.open() as tx:
            far = self.now + timedelta(days=3650)
            claimed = await tx.outbox.claim(holder=f"test-{uuid4()}", now=far, until=far, most=1000)
            for address in claimed:
                await tx.outbox.settle([Later(address.notice, "looked at by a test", self.now)])
        told = [address.notice for address in claimed if isinstance(address.notice.content, kind)]
        return [notice for notice in told if speaker is None or notice.person_id == speaker.person.id]

    async def dismiss(self, speaker):
        async with self.open() as tx:
            await tx.people.save([replace(speaker.person, dismissed_at=self.now)])

    async def issue_pass(self, photo=None, *, days=365, pass_type=PassType.STAFF, to=None):
        order = PassOrder((to or self.holder).person.id, pass_type, Validity(days))
        issue = IssuePass(self.open, Portraits(self.workers))
        return (await issue(self.owner, order, photo, event_id=self.event_id(), now=self.now)).pass_

    async def show_code(self, pass_, speaker=None):
        show = ShowLiveCode(self.open, self.codes, self.typed_index, self.day_keys, self.workers)
        return await show(speaker or self.holder, pass_.id, event_id=self.event_id(), now=self.now)


@pytest.fixture
async def harness(tmp_path, workers):
    async with small_organisation(tmp_path / "harness.db", workers) as built:
        yield built


@asynccontextmanager
async def small_organisation(path, workers):
    """Open a copy of the organisation, and of the second one, in a new database."""
    founded = await _founded_once()
    path.write_bytes(founded.database)
    store = Store(open_engine(f"sqlite+aiosqlite:///{path}"), founded.cipher)
    yield Harness(store, founded.cipher, founded.codes, workers, people=dict(founded.people))
    await store.close()


@dataclass(frozen=True)
class Founded:
    """The database of the two organisations, as the bytes of its file, and who is in it."""

    database: bytes
    cipher: Cipher
    codes: Codes
    people: dict[str, Speaker]


_FOUNDED: list[Founded] = []


async def _founded_once():
    if not _FOUNDED:
        with tempfile.TemporaryDirectory() as folder:
            _FOUNDED.append(await _found(Path(folder) / "founded.db"))
    return _FOUNDED[0]


async def _found(path):
    engine = open_engine(f"sqlite+aiosqlite:///{path}")
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    cipher = Cipher(MasterKeys.parse(mint_master_key()))
    store, codes = Store(engine, cipher), Codes(cipher, 7_000_000_001, "ExampleGateBot")
    home, keys = _organisation(codes, "ТОВ «Приклад»")
    neighbours, other_keys = _organisation(codes, "Next Door Ltd")
    async with store.transaction() as tx:
        for organisation, secret in ((home, keys), (neighbours, other_keys)):
            await tx.organisations.add(organisation, OrganisationKeys(secret[0].private, secret[1].private))
        people = {
            "owner": await _person(tx, home, keys[0], "Шевченко Олена Григорівна", Role.OWNER, 11),
            "guard": await _person(tx, home, keys[0], "Ґонта Борис Єгорович", Role.GUARD, 12),
            "holder": await _person(tx, home, keys[0], "Їжакевич Ганна Петрівна", Role.EMPLOYEE, 13),
            "neighbour": await _person(tx, neighbours, other_keys[0], "Neighbour Owner", Role.OWNER, 14),
        }
    await store.close()
    return Founded(path.read_bytes(), cipher, codes, people)


@pytest.fixture
def pin():
    return PIN


@pytest.fixture
def selfie():
    """A photo as a phone makes one: large, on its side, with a place in its EXIF."""
    picture = Image.new("RGB", (1600, 1200), "lightsteelblue")
    ImageDraw.Draw(picture).ellipse((500, 300, 1100, 900), fill="peachpuff")
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "a private remark"
    file = io.BytesIO()
    picture.save(file, "JPEG", exif=exif, quality=90)
    return file.getvalue()


def _organisation(codes, name):
    organisation_id, ca = uuid4(), mint_ca(name, MONDAY_MORNING)
    seal = issue_seal(ca, MONDAY_MORNING)
    organisation = Organisation(
        id=organisation_id,
        tag=codes.organisation_tag(str(organisation_id)),
        name=name,
        language="uk",
        time_zone="Europe/Kyiv",
        working_days=frozenset({1, 2, 3, 4, 5}),
        works_from=time(9),
        works_until=time(18),
        ca_certificate=ca.certificate,
        seal_certificate=seal.certificate,
        created_at=MONDAY_MORNING,
    )
    return organisation, (ca, seal)


async def _person(tx, organisation, ca: Certified, name, role, telegram_id):
    person_id: UUID = uuid4()
    person = Person(person_id, organisation.id, None, name, "посада", "відділ", None, None, role, MONDAY_MORNING)
    private = mint_key()
    certificate = issue_person(ca, public_key(private), name, str(person_id), MONDAY_MORNING)
    account = Account(
        id=uuid4(),
        organisation_id=organisation.id,
        person_id=person_id,
        telegram_id=telegram_id,
        language="uk",
        phone="+380671234567",
        certificate=certificate,
        key_envelope=lock_key(private, PIN, PEPPER, CHEAP),
        privacy_version=STANDARD,
        agreement_version=STANDARD,
        bound_at=MONDAY_MORNING,
        identified_by="link",
    )
    await tx.people.add([person])
    await tx.accounts.add(account)
    return Speaker(organisation, person, account)


@pytest.fixture
def other_selfie():
    file = io.BytesIO()
    Image.new("RGB", (900, 1200), "seashell").save(file, "JPEG")
    return file.getvalue()
