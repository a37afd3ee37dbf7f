"""An organisation in which there is one of everything, and the people who try to use it."""

import importlib.util
import io
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints
from uuid import uuid4

import pytest
from aiogram.types import User
from dishka import Provider, Scope, provide
from e2e.servers.stage import TOKEN
from fpdf import FPDF
from PIL import Image

from bot.checkpoint.duty.guests import Guest
from bot.checkpoint.models import Admits, Check, ServiceQr, Shift, Verdict
from bot.crypto.encryption import Cipher
from bot.crypto.tokens import hash_token, write_token
from bot.notices.letters import Channel
from bot.outgoing import Service
from bot.outgoing.diia import Access, Diia
from bot.passes.codes import CodePurpose, Codes, mint_code_id
from bot.passes.issuing.batches import Batch, Place
from bot.passes.models import LiveCode, Pass, PassType
from bot.passes.photos.photos import Photo, PhotoState
from bot.passes.types.pass_types import OwnType
from bot.providers import make_container
from bot.providers.telegram import BotUser
from bot.settings import read_settings
from bot.signing.models import Class, Confirmation, Document, Handing, Order, PendingDecline, Request, RequestState
from bot.staff.approvals.approval_requests import ApprovalKind, ApprovalRequest, Stage
from bot.staff.identity.changes import IdentityChange
from bot.staff.identity.rebindings import Rebinding
from bot.staff.invitations.write_letters import Channels
from bot.staff.kiosks.kiosks import KioskDevice
from bot.staff.models import Invitation, Person, Role, Speaker
from bot.staff.people.phones import PhoneRegion
from bot.staff.pins.key_store import KeyStore
from bot.staff.roster.import_list import PlanImport
from bot.transactions import OpenTransaction, ReadTransaction
from bot.workers.pool import WorkerPool
from storage.engine import open_engine
from storage.transaction import Store

_spec = importlib.util.spec_from_file_location(
    "passes_harness", Path(__file__).parent.parent / "passes" / "conftest.py"
)
_passes = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_passes)
PIN = _passes.PIN
DAY = timedelta(days=1)
UNREACHABLE = Diia(Access("http://127.0.0.1:9", "acquirer", "auth"), Service())
TOKEN_OF_LINK = write_token(b"h" * 32)
LIST = "Табельний номер;ПІБ;Телефон\n77;Новенька Працівниця;0671112277\n".encode()


def selfie():
    """Return a picture as a phone sends one."""
    file = io.BytesIO()
    Image.new("RGB", (600, 800), "peachpuff").save(file, "JPEG")
    return file.getvalue()


@cache
def small_pdf():
    """Return a PDF of one empty page."""
    page = FPDF()
    page.add_page()
    return bytes(page.output())


class WithoutTelegram(Provider):
    """Knows who the bot is without asking."""

    scope = Scope.APP

    @provide
    def user(self) -> BotUser:
        return BotUser(User(id=1_000_000_001, is_bot=True, first_name="Sample", username="countersign_demo_bot"))


class World:
    """The template of the database, its things by name, and the actors as they were when they began to speak."""

    def __init__(self, harness, container, path):
        self.harness, self.container, self.path, self.staff_list = harness, container, path, LIST
        self.token = TOKEN_OF_LINK
        self.now = harness.now
        self.actors: dict[str, Speaker] = {}
        self.made = 0

    def event_id(self):
        return self.harness.event_id()

    @asynccontextmanager
    async def copy(self, folder):
        """Open a copy of the database as it was made."""
        self.made += 1
        path = Path(folder) / f"{self.made}.db"
        shutil.copy(self.path, path)
        store = Store(open_engine(f"sqlite+aiosqlite:///{path}"), self.harness.cipher)
        try:
            yield Copy(self, store, path)
        finally:
            await store.close()
            path.unlink()

    async def fill(self):
        """Put one of everything into the organisation."""
        async with self.harness.open() as tx:
            await self._add_people(tx)
            await self._add_documents(tx)
            await self._add_passes(tx)
            await self._add_checkpoint(tx)
            await self._add_requests(tx)
        plan = PlanImport(self.harness.open, self.harness.workers, PhoneRegion("UA"))
        self.dry_run = await plan(self.harness.owner, LIST, now=self.now)

    async def _add_people(self, tx):
        home = self.harness.owner.organisation
        issued = _passes.Certified(home.ca_certificate, await tx.organisations.ca_key(home.id))

        async def add(name, role, telegram_id):
            return await _passes._person(tx, home, issued, name, role, telegram_id)

        self.actors["owner"] = self.harness.owner
        self.actors["guard"] = self.harness.guard
        self.actors["employee"] = self.harness.holder
        self.actors["neighbour"] = self.harness.neighbour
        self.actors["manager"] = await add("Керівник Зразка", Role.MANAGER, 21)
        self.colleague = await add("Колега Зразка", Role.EMPLOYEE, 22)
        self.actors["changed"] = await add("Колишній Власник", Role.OWNER, 23)
        await tx.people.set_role(self.actors["changed"].person.id, Role.EMPLOYEE)
        self.actors["dismissed"] = await add("Звільнений Власник", Role.OWNER, 24)
        await tx.people.dismiss(self.actors["dismissed"].person.id, self.now)
        await tx.accounts.end(self.actors["dismissed"].person.id, self.now)
        self.gone = await add("Звільнена Працівниця", Role.EMPLOYEE, 25)
        await tx.people.dismiss(self.gone.person.id, self.now)
        nobody = replace(self.harness.owner.person, id=uuid4())
        account = replace(self.harness.owner.account, id=uuid4(), person_id=nobody.id, telegram_id=99)
        self.actors["stranger"] = Speaker(home, nobody, account)
        self.listed = Person(
            uuid4(), home.id, "7", "Без Посилання", "", "Цех", None, "listed@example.org", Role.EMPLOYEE, self.now
        )
        self.invited_owner = replace(
            self.listed, id=uuid4(), personnel_number=None, name="Новий Власник", role=Role.OWNER
        )
        await tx.people.add([self.listed, self.invited_owner])
        await self._add_claim(tx)
        await self._add_rebinding(tx)
        ids, manager_id = (uuid4(), home.id), self.actors["manager"].person.id
        self.kiosk = KioskDevice(*ids, "Прохідна", manager_id, self.now, hash_token(TOKEN_OF_LINK), self.now + DAY)
        await tx.kiosks.add(self.kiosk)

    async def _add_claim(self, tx):
        """Add somebody who opened their link and shared another number than the list has."""
        home = self.harness.owner.organisation
        self.claimant = replace(self.listed, id=uuid4(), personnel_number="8", name="З Іншим Номером", email=None)
        await tx.people.add([self.claimant])
        ids, until = (uuid4(), home.id, self.claimant.id), self.now + 14 * DAY
        made_by = self.harness.owner.person.id
        self.invitation = Invitation(*ids, hash_token(TOKEN_OF_LINK), self.now, until, made_by_id=made_by)
        await tx.invitations.add(self.invitation, self.now)
        await tx.invitations.claim_phone(self.invitation.id, "+380671230000", 41)

    async def _add_rebinding(self, tx):
        """Add another account that waits to speak for the colleague; no manager made its link."""
        home, colleague = self.harness.owner.organisation, self.colleague
        waiting = replace(colleague.account, id=uuid4(), telegram_id=42)
        await tx.accounts.add_waiting(waiting)
        ids = (uuid4(), home.id, colleague.person.id, waiting.id)
        self.rebinding = Rebinding(*ids, None, self.now, self.now + DAY)
        await tx.rebindings.add(self.rebinding)
        renamed = '{"after":{"name":"Колега Зразка"},"before":{"name":"Колега Інша"}}'
        ids = (uuid4(), home.id, colleague.person.id, self.harness.owner.person.id)
        self.change = IdentityChange(*ids, self.now, renamed)
        await tx.identity_changes.add(self.change)

    async def _add_documents(self, tx):
        home, owner, employee = self.harness.owner.organisation, self.harness.owner, self.actors["employee"]
        sha256 = await tx.blobs.put(home.id, b"A text to sign.", self.now)
        what = ("Наказ", Class.SIGN, 1, "text.txt", "text/plain", sha256, 15, Order.TOGETHER, Confirmation.TAP)
        self.document = Document(
            uuid4(), home.id, owner.person.id, *what, self.now + 7 * DAY, self.now, handing=Handing.COLLEAGUE
        )
        self.request = self._request(employee, RequestState.OPEN)
        self.declined = replace(
            self._request(self.actors["guard"], RequestState.DECLINED), settled_at=self.now, decline_reason="ні"
        )
        await tx.blobs.put(self.harness.neighbour.organisation.id, b"A text to sign.", self.now)
        for organisation in (home, self.harness.neighbour.organisation):
            self.pdf_sha256 = await tx.blobs.put(organisation.id, small_pdf(), self.now)
            self.staff_list_sha256 = await tx.blobs.put(organisation.id, LIST, self.now)
        await tx.documents.add(self.document)
        self.declining = self._request(employee, RequestState.OPEN)
        await tx.requests.add([self.request, self.declined, self.declining])
        until = self.now + timedelta(minutes=10)
        ids = (self.declining.id, home.id, employee.person.id)
        await tx.declines.add(PendingDecline(*ids, "ні", self.now, until))

    def _request(self, speaker, state):
        ids = (uuid4(), self.document.organisation_id, self.document.id, speaker.person.id)
        return Request(*ids, 1, state, self.now)

    async def _add_passes(self, tx):
        home, owner, employee = self.harness.owner.organisation, self.harness.owner, self.actors["employee"]
        times = (self.now, self.now, self.now + 20 * DAY)
        self.pass_ = Pass(uuid4(), home.id, PassType.STAFF, employee.person.id, "1", None, owner.person.id, *times)
        await tx.passes.add(self.pass_)
        ids = (uuid4(), home.id, owner.person.id)
        self.batch = Batch(*ids, PassType.STAFF, "відділ", 20, 1, self.now, done_at=self.now)
        settled = {"pass_id": self.pass_.id, "settled_at": self.now}
        await tx.batches.add(self.batch, [Place(uuid4(), home.id, self.batch.id, employee.person.id, 0, **settled)])
        sha256 = await tx.blobs.put(home.id, selfie(), self.now)
        self.photo = Photo(uuid4(), home.id, employee.person.id, sha256, PhotoState.WAITING, self.now)
        await tx.photos.add(self.photo)
        times = (self.now, self.now + timedelta(minutes=3))
        self.live_code = LiveCode(uuid4(), mint_code_id(), bytes(32), home.id, self.pass_.id, *times)
        await tx.live_codes.add(self.live_code)
        self.selfie = selfie()
        self.type = OwnType(uuid4(), home.id, "Власний тип", (), 30, frozenset(), created_at=self.now)
        await tx.pass_types.save(self.type)

    async def _add_checkpoint(self, tx):
        home, owner, guard = self.harness.owner.organisation, self.harness.owner, self.actors["guard"]
        await tx.organisations.save_diia_branch(home.id, "branch")
        self.service_qr = await self._add_service_qr(tx, Admits.STAFF)
        self.guards_only = await self._add_service_qr(tx, Admits.GUARDS)
        self.with_approval = await self._add_service_qr(tx, Admits.APPROVED)
        ends_at = self.now + timedelta(hours=12)
        self.shift = Shift(uuid4(), home.id, self.service_qr.id, guard.person.id, self.now, ends_at)
        await tx.shifts.start(self.shift, self.now)
        where = (home.id, self.shift.id, self.service_qr.id, guard.person.id)
        self.check = Check(uuid4(), *where, Verdict.VALID, self.pass_.id, None, self.now)
        await tx.checks.add(self.check)
        guest_id = uuid4()
        person = Person(guest_id, home.id, None, "Гість", "", "", None, None, Role.GUEST, self.now)
        self.guest = Guest(guest_id, home.id, self.with_approval.id, guest_id, 31, "uk", self.now)
        await tx.guests.add(self.guest, person)
        assert owner.organisation == home

    async def _add_service_qr(self, tx, admits):
        owner = self.harness.owner
        terms = (f"Пост {admits}", "вхід", frozenset(), 12, self.now, self.now + 90 * DAY, b"{}", b"signature")
        made = ServiceQr(uuid4(), mint_code_id(), owner.organisation.id, owner.person.id, *terms, admits=admits)
        await tx.service_qrs.add(made)
        return made

    async def _add_requests(self, tx):
        colleague = self.colleague
        ids = (colleague.organisation.id, colleague.person.id, colleague.account.id)
        until = self.now + DAY
        self.pin_reset = ApprovalRequest(uuid4(), *ids, ApprovalKind.PIN_RESET, Stage.REQUESTED, self.now, until)
        self.erasure = ApprovalRequest(uuid4(), *ids, ApprovalKind.ERASURE, Stage.REQUESTED, self.now, until)
        await tx.approval_requests.add(self.pin_reset)
        await tx.approval_requests.add(self.erasure)
        employee = self.actors["employee"]
        own = (employee.organisation.id, employee.person.id, employee.account.id)
        approved = ApprovalRequest(uuid4(), *own, ApprovalKind.PIN_RESET, Stage.REQUESTED, self.now, until)
        await tx.approval_requests.add(approved)
        by = self.harness.owner.person.id
        await tx.approval_requests.decide(approved.id, Stage.APPROVED, by, until=until, now=self.now)

    def payload(self, service_qr):
        tag = self.harness.owner.organisation.tag
        return self.harness.codes.mint(CodePurpose.SERVICE_QR, tag, service_qr.code_id)


@dataclass
class Copy:
    """One copy of the world: builds use cases on it and compares its rows. `before` runs before the `at`-th write."""

    world: World
    store: Store
    path: Path
    at: int = 0
    before: Any = None
    opened: int = 0

    @asynccontextmanager
    async def open(self):
        self.opened += 1
        if self.opened == self.at:
            await self.before()
        async with self.store.transaction() as tx:
            yield tx

    def rows(self, *, tries: bool = True) -> str:
        """Return every row as text; without the `tries` of PINs, which the right one resets whatever the role."""
        with closing(sqlite3.connect(self.path)) as database:
            if not tries:
                database.execute("UPDATE account SET pin_failures = 0")
            return "\n".join(database.iterdump())

    async def build(self, kind):
        """Make an object with the dependencies that the application gives it, on this copy."""
        harness = self.world.harness
        given = {
            WorkerPool: harness.workers,
            Codes: harness.codes,
            Cipher: harness.cipher,
            KeyStore: _passes.KeyStore(),
        }
        given[Channels] = {Channel.EMAIL: None}
        given[Diia | None] = UNREACHABLE
        if kind in given:
            return given[kind]
        parents: Iterable[type] = getattr(kind, "__mro__", ())
        if OpenTransaction in parents:
            return self.open
        if ReadTransaction in parents:
            return self.store.reading
        if needs_store(kind):
            hints = get_type_hints(kind)
            return kind(**{one.name: await self.build(hints[one.name]) for one in fields(kind)})
        return await self.world.container.get(kind)


def needs_store(kind):
    """Return whether something opens transactions, itself or by what it is given, or checks PINs."""
    parents = getattr(kind, "__mro__", ())
    if OpenTransaction in parents or ReadTransaction in parents or kind in (KeyStore, Channels):
        return True
    return is_dataclass(kind) and any(needs_store(one) for one in get_type_hints(kind).values())


@pytest.fixture(scope="module")
async def world(tmp_path_factory, workers):
    folder = tmp_path_factory.mktemp("world")
    pages = {"public_url": "https://pages.example.org", "sms_url": "https://sms.example.org/?to={phone}&text={text}"}
    settings = read_settings(bot_token=TOKEN, data_dir=folder / "data", **pages)
    sharing = Provider(scope=Scope.APP)
    sharing.provide(lambda: workers, provides=WorkerPool)
    container = make_container(settings, WithoutTelegram(), sharing)
    async with _passes.small_organisation(folder / "world.db", workers) as harness:
        built = World(harness, container, folder / "world.db")
        await built.fill()
    with closing(sqlite3.connect(built.path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    yield built
    await container.close()
