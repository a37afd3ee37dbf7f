"""Kills a process at every point of signing, finishing, archiving and renewing, and checks what is stored afterwards.

A point is the moment before and after each statement, before each commit and after it, and before each line of the use
case that archives. For every point a new process starts with the same database and is killed there by SIGKILL; another
process continues. Prints, as JSON, how many points there were and what was wrong.
"""

import asyncio
import importlib
import importlib.util
import json
import os
import shutil
import signal
import sys
import tempfile
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import event

from benchmarks.proof.time_pki import time_pki
from bot.crypto.encryption import Cipher, MasterKeys, mint_master_key
from bot.ids import EventId
from bot.ledger.entries import Act
from bot.outgoing import Service
from bot.passes.codes import Codes
from bot.signing.archiving.archive_files import ArchiveFiles, FilesPerRun
from bot.signing.archiving.mark_files import MarkFiles
from bot.signing.documents.audience import Audience
from bot.signing.documents.receive_file import ReceiveFile
from bot.signing.documents.send_document import Draft, SendDocument
from bot.signing.finishing.finish_documents import FinishDocuments
from bot.signing.models import Class, Confirmation, Order, SealLevel
from bot.signing.notices import DocumentFinished, RequestSent
from bot.signing.requests.evidence import Press
from bot.signing.requests.sign_request import SignRequest
from bot.signing.sealing.http_timestamps import HttpTimestamps
from bot.signing.sealing.seal import Archive
from bot.signing.sheet.wording import SheetWording
from bot.signing.verification.findings import Integrity
from bot.signing.verification.in_workers import verify
from bot.staff.identity.rebindings import RebindPolicy
from bot.staff.models import OrganisationKeys, Role
from bot.texts.words import Texts
from storage.engine import open_engine
from storage.tables import metadata
from storage.transaction import Store

_spec = importlib.util.spec_from_file_location("passes_harness", Path(__file__).parents[2] / "passes" / "conftest.py")
_passes = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_passes)

# Imported once, before the many processes start.
for _module in ("sealing.sealed_pdf", "sheet.drawing", "verification.checking", "archiving.archive_file"):
    importlib.import_module(f"bot.signing.{_module}")
WORDS = SheetWording(Texts())
NOW = _passes.MONDAY_MORNING
DAY = timedelta(days=1)
LATER, STAMPS_END, RENEWED = NOW + 3 * DAY, NOW + 400 * DAY, NOW + 350 * DAY
"""When files are archived, when the certificate of the time stamps ends, and when they are renewed."""
SIGNING, OTHER = EventId("update:1:501"), EventId("update:1:502")


class HereWorkers:
    """Draws and seals in this process, so that the work is killed with it."""

    async def run(self, _kind, _priority, function, *args):
        return await asyncio.to_thread(function, *args)


class Death:
    """Counts points, and kills the process at the chosen one."""

    def __init__(self, at=None):
        self.at, self.passed = at, 0

    def point(self, *_):
        self.passed += 1
        if self.passed == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch_lines(self, frame, event, _):
        """Make each line of the use case that archives a point; for `sys.settrace`."""
        if not frame.f_code.co_filename.endswith("archive_files.py"):
            return None
        if event == "line":
            self.point()
        return self.watch_lines


class Scene:
    """The organisation in one process that works on a copy of the database and is killed at a point."""

    def __init__(self, path, cipher, people, document, death):
        self.engine = open_engine(f"sqlite+aiosqlite:///{path}")
        self.store = Store(self.engine, cipher)
        self.people, self.document, self.death = people, document, death
        for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
            event.listen(self.engine.sync_engine, name, death.point)

    @asynccontextmanager
    async def open(self):
        async with self.store.transaction() as tx:
            yield tx
        self.death.point()

    async def signs(self, event_id=SIGNING):
        async with self.store.reading() as tx:
            [request] = await tx.requests.of_document(self.document.id)
        unlock, policy = _passes.UnlockKey(self.open, _passes.KeyStore()), RebindPolicy(DAY, DAY)
        sign = SignRequest(self.store.reading, self.open, unlock, self.death.point, policy)
        press = Press("I sign.", "uk", 101, "callback", 55)
        return await sign(self.people["signer"], request.id, press, _passes.PIN, event_id=event_id, now=NOW)

    async def finishes(self):
        def link(organisation, document_id):
            return f"https://t.me/ExampleGateBot?start={organisation.tag.hex()}{document_id.hex[:24]}"

        for _ in range(2):  # the second run has nothing to do
            await FinishDocuments(self.open, HereWorkers(), WORDS, link)(now=NOW + timedelta(days=1))

    async def archives(self, stamping, now):
        sys.settrace(self.death.watch_lines)
        try:
            for _ in range(2):  # as above
                await ArchiveFiles(self.open, HereWorkers(), stamping, FilesPerRun(10))(now=now)
        finally:
            sys.settrace(None)

    async def found(self, act, kind):
        """Return what is stored: signatures, entries, notices by person, what the finished file is, and its stamps."""
        organisation = self.people["author"].organisation
        async with self.store.transaction() as tx:
            signatures = await tx.signatures.of_document(self.document.id)
            entries = [
                one.audit_event async for one in tx.ledger.entries(organisation.id) if one.audit_event.act is act
            ]
            far = NOW + timedelta(days=3650)
            claimed = await tx.outbox.claim(holder="looking", now=far, until=far, most=100)
            document = await tx.documents.get(organisation.id, self.document.id)
            finished = document.finished_sha256
            content = await tx.blobs.get(organisation.id, finished) if finished else None
        notices = sorted(str(one.notice.person_id) for one in claimed if isinstance(one.notice.content, kind))
        checked = verify(content, organisation.ca_certificate) if content else None
        conclusion = (checked.answer, len(checked.archive_timestamps)) if checked else None
        return len(signatures), len(entries), notices, conclusion


async def prepare(path, cipher):
    """Create the organisation and send one document to one person."""
    engine = open_engine(f"sqlite+aiosqlite:///{path}")
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    store = Store(engine, cipher)
    organisation, (ca, seal) = _passes._organisation(Codes(cipher, 7_000_000_001, "ExampleGateBot"), "ТОВ «Приклад»")
    async with store.transaction() as tx:
        await tx.organisations.add(organisation, OrganisationKeys(ca.private, seal.private))
        people = {
            "author": await _passes._person(tx, organisation, ca, "Author Sample", Role.OWNER, 11),
            "signer": await _passes._person(tx, organisation, ca, "Signer Sample", Role.EMPLOYEE, 12),
        }
    received = await ReceiveFile(store.transaction, None)(
        people["author"], b"A sample text to sign.", file_name="order.txt", media_type="text/plain", now=NOW
    )
    draft = Draft(
        file=received,
        title="Order",
        class_=Class.SIGN,
        audience=Audience(people=(people["signer"].person.id,)),
        deadline_at=NOW + timedelta(days=7),
        order=Order.TOGETHER,
        confirmation=Confirmation.PIN,
        accepted_warning="Accepted.",
    )
    sent = await SendDocument(store.transaction)(people["author"], draft, event_id=EventId("update:1:500"), now=NOW)
    await store.close()
    return people, sent.document


class Story:
    """What is done in each process: an act that leaves entries in the ledger and notices of a kind."""

    def __init__(self, act, kind, does, again=None):
        self.act, self.kind, self.does, self.again = act, kind, does, again or does

    async def dies(self, scene):
        try:
            await self.does(scene)
            return "alive"
        finally:
            await scene.store.close()

    async def continues(self, scene):
        try:
            await self.again(scene)
            return await scene.found(self.act, self.kind)
        finally:
            await scene.store.close()


async def _sign_twice(scene):
    await scene.signs()
    await scene.signs(OTHER)  # another press, for a request that is settled


async def _finish_and_mark(scene):
    await scene.finishes()
    await MarkFiles(scene.open)(SealLevel.B_LTA, now=NOW + 2 * DAY)


def in_child(job):
    """Do a job in a forked process; return its result, or None where it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            result = asyncio.run(job())
            os.write(writing, json.dumps(result, default=str).encode())
            os._exit(0)
        except BaseException as error:  # noqa: BLE001 - whatever it was, the parent process gets it
            os.write(writing, json.dumps({"error": repr(error)}).encode())
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        output = stream.read()
    _, status = os.waitpid(child, 0)
    return None if os.WIFSIGNALED(status) else json.loads(output or b"null")


def every_point(start, stage, story, expected):
    """Kill a process at each point, in order, until one run survives; return how many points, and what was wrong."""
    wrong, number = [], 0
    while True:
        number += 1
        path = start.with_name(f"copy-{number}.db")
        shutil.copy(start, path)
        lived = in_child(lambda path=path, at=number: story.dies(Scene(path, *stage, Death(at))))
        found = in_child(lambda path=path: story.continues(Scene(path, *stage, Death())))
        if found != expected:
            wrong.append({"point": number, "found": found, "lived": lived})
        path.unlink()
        if lived == "alive":
            return number - 1, wrong


def _after(start, name, stage, does):
    """Return a copy of the database in which something was done, alive."""
    path = start.with_name(name)
    shutil.copy(start, path)
    asyncio.run(Story(None, None, does).dies(Scene(path, *stage, Death())))
    return path


def main():
    """Run all, and print what was found."""
    cipher = Cipher(MasterKeys.parse(mint_master_key()))
    with tempfile.TemporaryDirectory() as name, time_pki(Path(name), LATER, STAMPS_END) as pki:
        start, to = Path(name) / "start.db", Archive(HttpTimestamps(pki.url), SealLevel.B_LTA, (pki.root,), Service())
        people, document = asyncio.run(prepare(start, cipher))
        author, signer = (str(people[role].person.id) for role in ("author", "signer"))
        stage, told = (cipher, people, document), sorted([author, signer])
        signing = Story(Act.SIGNED, RequestSent, Scene.signs, _sign_twice)
        finishing = Story(Act.DOCUMENT_FINISHED, DocumentFinished, Scene.finishes)
        archiving = Story(Act.FILE_ARCHIVED, DocumentFinished, lambda scene: scene.archives(to, LATER))
        renewing = Story(Act.FILE_ARCHIVED, DocumentFinished, lambda scene: scene.archives(to, RENEWED))
        unchanged = Integrity.UNCHANGED.value
        found = {"signing": every_point(start, stage, signing, [1, 1, [signer], None])}
        signed = _after(start, "signed.db", stage, signing.does)
        found["finishing"] = every_point(signed, stage, finishing, [1, 1, told, [unchanged, 0]])
        finished = _after(signed, "finished.db", stage, _finish_and_mark)
        found["archiving"] = every_point(finished, stage, archiving, [1, 1, told, [unchanged, 1]])
        archived = _after(finished, "archived.db", stage, archiving.does)
        pki.now = RENEWED
        found["renewing"] = every_point(archived, stage, renewing, [1, 2, told, [unchanged, 2]])
    print(json.dumps(found))  # noqa: T201 - the test that started it reads it


if __name__ == "__main__":
    sys.exit(main())
