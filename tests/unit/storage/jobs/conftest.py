"""Every kind of due row: how rows come to be due, what spoils one of them, and which job handles them."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Column, LargeBinary, Text, literal, select, type_coerce, update
from structlog.testing import capture_logs

from bot.checkpoint.duty.end_shifts import EndShifts
from bot.checkpoint.notices import ServiceQrExpired, ShiftEnded
from bot.checkpoint.service_qrs.remind_service_qrs import load_service_qr
from bot.crypto.authority import issue_person, issue_seal, mint_ca
from bot.crypto.keys import mint_key, public_key
from bot.ids import derived_id
from bot.ledger.checkpoints import UnstampedCheckpoint, checkpoint_bytes, sign_checkpoint
from bot.ledger.entries import Act, AuditEvent
from bot.notices.letters import Channel, Letter
from bot.notices.outbox import Outcome, Unreachable
from bot.notices.ports import Reminder, Subject
from bot.notices.reminders import SendReminders
from bot.passes.issuing.batches import Batch, Place
from bot.passes.issuing.issue_batches import IssueBatches
from bot.passes.issuing.remind_passes import load_pass
from bot.passes.live_codes.count_down import CountDown
from bot.passes.live_codes.countdowns import Countdown, DueCountdown
from bot.passes.notices import PassReminder
from bot.signing.archiving.archive_files import ArchiveFiles, FilesPerRun
from bot.signing.boards.refresh_boards import ClaimBoards, MarkBoardFresh
from bot.signing.boards.unreached import NoteLetters
from bot.signing.declining.settle_declines import SettleDeclines
from bot.signing.documents.expire_documents import ExpireDocuments
from bot.signing.finishing.finish_documents import FinishDocuments
from bot.signing.models import PendingDecline, Request, RequestState, SealLevel
from bot.signing.notices import RequestReminder, SeriesFinished
from bot.signing.personal_texts.close_series import CloseSeries
from bot.signing.personal_texts.make_copies import MakeCopies
from bot.signing.personal_texts.text import Field
from bot.signing.requests.remind_requests import load_request
from bot.signing.sealing.seal import Archive, Archived, TimestampUnavailableRefused
from bot.staff.identity.rebindings import Rebinding
from bot.staff.identity.start_rebindings import StartRebindings
from bot.staff.invitations.send_letters import SendLetters
from bot.staff.models import OrganisationKeys, Role
from bot.staff.organisation.post_ledger_checkpoints import PostLedgerCheckpoints
from bot.staff.organisation.timestamp_ledger_checkpoints import TimestampLedgerCheckpoints
from bot.staff.registration.links import Links
from bot.staff.revocation.issue_lists import IssueLists
from bot.staff.revocation.revocations import CrlPages, IssuedList
from bot.texts.words import Texts
from storage import tables
from storage.columns import Encrypted

GARBAGE = b"nothing that the master key opens"


@dataclass
class Spoiled:
    """A value in the database that cannot be read."""

    harness: Any
    column: Column[Any]
    found: Any
    value: Any = GARBAGE
    _was: Any = None

    @property
    def _raw(self):
        return LargeBinary() if isinstance(self.column.type, Encrypted) else Text()

    async def spoil(self):
        async with self.harness.engine.begin() as connection:
            was = select(type_coerce(self.column, self._raw)).where(self.found)
            self._was = (await connection.execute(was)).scalar_one()
            await connection.execute(self._set(self.value))

    async def repair(self):
        async with self.harness.engine.begin() as connection:
            await connection.execute(self._set(self._was))

    def _set(self, value):
        return update(self.column.table).where(self.found).values({self.column: literal(value, self._raw)})


@dataclass
class Breakable:
    """What fails, and where nothing in the database can be spoiled."""

    broken: bool = False

    async def spoil(self):
        self.broken = True

    async def repair(self):
        self.broken = False


class StandInWorkers:
    """Does the work of the pool with a stand-in, because a thousand files take minutes."""

    def __init__(self, function):
        self._function = function

    async def run(self, _kind, _priority, _function, *args):
        return await self._function(*args)


class Case:
    """`bad` is the row that is spoiled, by the id under which its failure is recorded; it has been due for longest."""

    job: str
    bad: UUID
    spoiled: Spoiled

    def __init__(self, harness, number):
        self.harness, self.number, self.now = harness, number, harness.now

    @property
    def open(self):
        return self.harness.store.transaction

    async def make(self):
        """Write one row that is spoiled and `number` good ones, all of them due."""
        raise NotImplementedError

    async def run(self, harness, now):
        """Run the job once, in a process; return how many rows it handled."""
        raise NotImplementedError

    async def handled(self):
        """Return what was handled, each as often as it was."""
        raise NotImplementedError

    async def ids(self, query):
        async with self.harness.engine.connect() as connection:
            return list((await connection.execute(query)).scalars())

    async def told(self, kind):
        told = (tables.notice.c.kind == kind) & (tables.notice.c.outcome == Outcome.PENDING)
        return await self.ids(select(tables.notice.c.subject_id).where(told))


class Documents(Case):
    """Documents of one author, with a request each; the first was sent before the others, and its class is spoiled."""

    state = RequestState.OPEN

    async def make(self):
        self.author = await self.harness.person("Author Sample")
        made = [self.document(place) for place in range(self.number + 1)]
        await self.add(made, [self.request(document, self.author, self.state) for document in made])
        self.spoil_document(made[0].id)

    def request(self, document, person, state, place=1):
        sent_at = None if state is RequestState.WAITING else self.now - timedelta(days=3)
        return Request(uuid4(), document.organisation_id, document.id, person.id, place, state, sent_at)

    def document(self, place, **changes):
        created_at = self.now - timedelta(days=3 if place else 4)
        return self.harness.make_document(self.author, created_at=created_at, **changes)

    def spoil_document(self, document_id):
        self.bad = document_id
        found = tables.document.c.id == document_id
        self.spoiled = Spoiled(self.harness, tables.document.c.class_, found, "no class")

    async def add(self, documents, requests=()):
        async with self.open() as tx:
            for document in documents:
                await tx.documents.add(document)
            await tx.requests.add(requests)


class RequestReminders(Documents):
    """Reminders of requests."""

    job = "send_reminders"

    async def add(self, documents, requests=()):
        documents = [replace(one, deadline_at=self.now + timedelta(days=30)) for one in documents]
        await super().add(documents, requests)
        async with self.open() as tx:
            for place, request in enumerate(requests):
                next_at = self.now - timedelta(minutes=0 if place else 5)
                done = frozenset({"sent"})
                await tx.reminders.add(Reminder(request.id, request.organisation_id, Subject.REQUEST, next_at, done))
        self.first = requests[0].id

    def spoil_document(self, document_id):
        super().spoil_document(document_id)
        self.bad = self.first

    async def run(self, harness, now):
        return await SendReminders(harness.store.transaction, {Subject.REQUEST: load_request})(now=now)

    async def handled(self):
        return await self.told(RequestReminder.kind)


class PassReminders(Case):
    """Reminders of passes."""

    job = "send_reminders"

    async def make(self):
        holder = await self.harness.person(role=Role.OWNER)
        await self.harness.account(holder)
        ends = {"valid_from_at": self.now - timedelta(days=90), "expires_at": self.now + timedelta(days=14)}
        passes = [
            self.harness.make_pass(holder, str(place), fields=(("plate", "AA 1"),), **ends)
            for place in range(self.number + 1)
        ]
        async with self.open() as tx:
            for place, one in enumerate(passes):
                await tx.passes.add(one)
                next_at = self.now - timedelta(minutes=0 if place else 5)
                await tx.reminders.add(Reminder(one.id, one.organisation_id, Subject.PASS, next_at))
        self.bad = passes[0].id
        self.spoiled = Spoiled(self.harness, tables.pass_.c.fields, tables.pass_.c.id == self.bad)

    async def run(self, harness, now):
        return await SendReminders(harness.store.transaction, {Subject.PASS: load_pass})(now=now)

    async def handled(self):
        return await self.told(PassReminder.kind)


class ServiceQrs(Case):
    """Service QR codes that end."""

    job = "send_reminders"

    async def make(self):
        issuer = await self.harness.person(role=Role.OWNER)
        for place in range(self.number + 1):
            ends = {"issued_at": self.now - timedelta(days=90), "expires_at": self.now}
            one = await self.harness.service_qr(issuer, **ends)
            next_at = self.now - timedelta(minutes=0 if place else 5)
            async with self.open() as tx:
                await tx.reminders.add(Reminder(one.id, one.organisation_id, Subject.SERVICE_QR, next_at))
            self.bad = self.bad if place else one.id
        found = tables.service_qr.c.id == self.bad
        self.spoiled = Spoiled(self.harness, tables.service_qr.c.accepts, found, "{no json")

    async def run(self, harness, now):
        return await SendReminders(harness.store.transaction, {Subject.SERVICE_QR: load_service_qr})(now=now)

    async def handled(self):
        return await self.told(ServiceQrExpired.kind)


class Overdue(Documents):
    """Documents whose deadline passed more than a week ago."""

    job = "expire_documents"

    async def add(self, documents, requests=()):
        late = [
            replace(one, deadline_at=self.now - timedelta(days=20 if place else 21))
            for place, one in enumerate(documents)
        ]
        await super().add(late, requests)

    async def run(self, harness, now):
        return await ExpireDocuments(harness.store.transaction)(now=now)

    async def handled(self):
        expired = tables.ledger_entry.c.act == Act.EXPIRED
        return await self.ids(select(tables.ledger_entry.c.subject_id).where(expired))


class Declines(Documents):
    """Declines that nobody took back; the reason of one is spoiled."""

    job = "settle_declines"

    async def add(self, documents, requests=()):
        await super().add(documents, requests)
        async with self.open() as tx:
            for place, request in enumerate(requests):
                settles_at = self.now - timedelta(minutes=0 if place else 5)
                ids = (request.id, request.organisation_id, request.person_id)
                await tx.declines.add(PendingDecline(*ids, "no", settles_at, settles_at))
        self.bad = requests[0].id

    def spoil_document(self, _document_id):
        column = tables.pending_decline.c
        self.spoiled = Spoiled(self.harness, column.reason, column.id == self.bad)

    async def run(self, harness, now):
        return await SettleDeclines(harness.store.transaction, lambda: None)(now=now)

    async def handled(self):
        declined = tables.ledger_entry.c.act == Act.DECLINED
        return await self.ids(select(tables.ledger_entry.c.subject_id).where(declined))


class Copies(Documents):
    """Personal copies of one series; the phone of one who is to get one is spoiled."""

    job = "make_copies"

    async def make(self):
        self.author = await self.harness.person("Author Sample")
        async with self.open() as tx:
            sha256 = await tx.blobs.put(self.harness.organisation.id, b"I, {name}, agree.", self.now)
        series = self.harness.make_document(self.author, sha256=sha256)
        series = replace(series, series_id=series.id)
        phone = "+380671112233"
        people = [self.harness.make_person(f"Person {place}", phone=phone) for place in range(self.number + 1)]
        requests = [self.request(series, person, RequestState.WAITING, place) for place, person in enumerate(people)]
        async with self.open() as tx:
            await tx.people.add(people)
        await self.add([series], requests)
        self.bad = requests[0].id
        self.spoiled = Spoiled(self.harness, tables.person.c.phone, tables.person.c.id == people[0].id)

    async def run(self, harness, now):
        return await MakeCopies(harness.store.transaction, StandInWorkers(self.run_in_worker))(now=now)

    async def run_in_worker(self, text, _, values):
        return [f"{text}{one[Field.NAME]}".encode() for one in values]

    async def handled(self):
        return await self.ids(select(tables.request.c.id).where(tables.request.c.state == RequestState.OPEN))


class Unfinished(Documents):
    """Documents that everybody has signed; the bytes of one of the files are spoiled."""

    job = "finish_documents"
    state = RequestState.SIGNED

    async def add(self, documents, requests=()):
        kept = []
        async with self.open() as tx:
            for document in documents:
                sha256 = await tx.blobs.put(document.organisation_id, document.id.bytes, self.now)
                kept.append(replace(document, sha256=sha256))
        await super().add(kept, requests)
        self.first = kept[0].sha256

    def spoil_document(self, document_id):
        self.bad = document_id
        self.spoiled = Spoiled(self.harness, tables.blob.c.content, tables.blob.c.sha256 == self.first)

    async def run(self, harness, now):
        return await FinishDocuments(
            harness.store.transaction, StandInWorkers(self.run_in_worker), lambda *_: None, lambda *_: ""
        )(now=now)

    async def run_in_worker(self, original, *_):
        return b"sealed " + original if isinstance(original, bytes) else b""

    async def handled(self):
        finished = tables.ledger_entry.c.act == Act.DOCUMENT_FINISHED
        return await self.ids(select(tables.ledger_entry.c.subject_id).where(finished))


class Unarchived(Documents):
    """Finished files that need a time stamp; the bytes of one of them are spoiled."""

    job = "archive_files"
    state = RequestState.SIGNED

    async def add(self, documents, requests=()):
        finished = []
        async with self.open() as tx:
            for document in documents:
                sha256 = await tx.blobs.put(document.organisation_id, document.id.bytes, self.now)
                finished.append(replace(document, finished_at=self.now, finished_sha256=sha256))
        await super().add(finished, requests)
        self.first = finished[0].finished_sha256
        due = {"archive_at": self.now, "seal_level": SealLevel.B_B}
        async with self.harness.engine.begin() as connection:
            await connection.execute(update(tables.document).values(due))

    def spoil_document(self, document_id):
        self.bad = document_id
        self.spoiled = Spoiled(self.harness, tables.blob.c.content, tables.blob.c.sha256 == self.first)

    async def run(self, harness, now):
        stamping = Archive(self.stamp, SealLevel.B_T)
        return await ArchiveFiles(
            harness.store.transaction, StandInWorkers(self.run_in_worker), stamping, FilesPerRun(2000)
        )(now=now)

    async def stamp(self, data):
        return b"token over " + data

    async def run_in_worker(self, content, *_):
        return Archived(b"stamped " + content, None)

    async def handled(self):
        return await self.ids(select(tables.file_revision.c.document_id))


class WholeSeries(Documents):
    """Series all of whose copies are finished."""

    job = "close_series"

    async def make(self):
        self.author = await self.harness.person("Author Sample")
        series = [replace(one, series_id=one.id) for one in map(self.document, range(self.number + 1))]
        ended = {"finished_at": self.now, "finished_sha256": "a" * 64}
        copies = [replace(self.document(1), series_id=one.id, **ended) for one in series]
        signed = [self.request(copy, self.author, RequestState.SIGNED) for copy in copies]
        await self.add([*series, *copies], signed)
        self.spoil_document(series[0].id)

    async def run(self, harness, now):
        return await CloseSeries(harness.store.transaction)(now=now)

    async def handled(self):
        return await self.told(SeriesFinished.kind)


class Boards(Documents):
    """Boards that are stale."""

    job = "refresh_boards"

    def __init__(self, harness, number):
        super().__init__(harness, number)
        self.shown = []

    async def add(self, documents, requests=()):
        await super().add(documents, requests)
        await self.harness.account(self.author)
        async with self.open() as tx:
            await tx.people.set_role(self.author.id, Role.MANAGER)
            for place, document in enumerate(documents):
                await tx.documents.mark_board_stale(document.id, self.now - timedelta(minutes=1 if place else 5))
                await tx.boards.show(document.organisation_id, document.id, self.author.id, place + 1)

    async def run(self, harness, now):
        self.seen_at = now
        return await ClaimBoards(harness.store.transaction, harness.store.reading, ())(self.show, now=now)

    async def show(self, claimed):
        await MarkBoardFresh(self.open, lambda: self.seen_at)(claimed, ())
        self.shown.append(claimed.board.document.id)

    async def handled(self):
        return self.shown


class UnshownBoards(Boards):
    """Boards that are stale; one of them cannot be shown."""

    def spoil_document(self, document_id):
        self.bad = document_id
        self.spoiled = Breakable()

    async def show(self, claimed):
        if self.spoiled.broken and claimed.board.document.id == self.bad:
            raise LookupError("a text is missing")
        await super().show(claimed)


class Shifts(Case):
    """Shifts that are over; the service QR of one is spoiled."""

    job = "end_shifts"

    async def make(self):
        issuer = await self.harness.person(role=Role.OWNER)
        bad, good = await self.harness.service_qr(issuer), await self.harness.service_qr(issuer)
        guards = [self.harness.make_person(f"Guard {place}") for place in range(self.number + 1)]
        async with self.open() as tx:
            await tx.people.add(guards)
        for place, guard in enumerate(guards):
            ends_at = self.now - timedelta(minutes=1 if place else 5)
            shift = await self.harness.shift(good if place else bad, guard, ends_at=ends_at)
            self.bad = self.bad if place else shift.id
        found = tables.service_qr.c.id == bad.id
        self.spoiled = Spoiled(self.harness, tables.service_qr.c.accepts, found, "{no json")

    async def run(self, harness, now):
        return await EndShifts(harness.store.transaction)(now=now)

    async def handled(self):
        return await self.told(ShiftEnded.kind)


class OrderedPasses(Case):
    """Passes ordered for many; what is to stand on one of them is spoiled."""

    job = "issue_passes"

    async def make(self):
        holder = await self.harness.person(role=Role.OWNER)
        organisation_id = self.harness.organisation.id
        ordered = ("library", "Reading room", 365, self.number + 1, self.now)
        batch = Batch(uuid4(), organisation_id, holder.id, *ordered)
        places = [
            Place(uuid4(), organisation_id, batch.id, holder.id, place, (("note", "x"),))
            for place in range(self.number + 1)
        ]
        async with self.open() as tx:
            await tx.batches.add(batch, places)
        self.bad = places[0].id
        self.spoiled = Spoiled(self.harness, tables.batch_place.c.fields, tables.batch_place.c.id == self.bad)

    async def run(self, harness, now):
        return await IssueBatches(harness.store.transaction)(now=now)

    async def handled(self):
        return await self.ids(select(tables.batch_place.c.id).where(tables.batch_place.c.pass_id.is_not(None)))


class Letters(Case):
    """Invitations by e-mail; the last error of one letter is spoiled."""

    job = "send_letters"

    def __init__(self, harness, number):
        super().__init__(harness, number)
        self.sent = []

    async def make(self):
        self.links = Links(bytes(32), "ExampleGateBot")
        people = [
            self.harness.make_person(f"Person {place}", email="x@example.org") for place in range(self.number + 1)
        ]
        invitations = [
            self.links.invite(one, f"update:1:{place}", self.now, made_by=None) for place, one in enumerate(people)
        ]
        async with self.open() as tx:
            await tx.people.add(people)
            for place, one in enumerate(invitations):
                await tx.invitations.add(one, self.now)
                await tx.letters.add([self.letter(one, self.now - timedelta(minutes=0 if place else 5))])
        self.bad = derived_id("letter", invitations[0].id)
        self.spoiled = Spoiled(self.harness, tables.letter.c.error, tables.letter.c.id == self.bad)

    def letter(self, invitation, send_after_at):
        ids = (invitation.organisation_id, invitation.person_id, invitation.id, uuid4())
        letter_id = derived_id("letter", invitation.id)
        return Letter(letter_id, *ids, Channel.EMAIL, send_after_at, error="451 busy")

    async def run(self, harness, now):
        """Send as the bot does: it runs the job again at once while there is more."""
        store = harness.store
        ways, noted = {Channel.EMAIL: self}, NoteLetters(store.transaction)
        send = SendLetters(
            store.transaction, store.reading, self.links, ways, Texts(), self.fallback, lambda *_: "", noted
        )
        return await send(now=now)

    fallback: tuple[Channel, ...] = ()

    async def send(self, envelope):
        self.sent.append(envelope.id)
        await asyncio.sleep(0)

    async def handled(self):
        return list(self.sent)


class LostNotices(Letters):
    """Notices that Telegram could not bring; the facts of one are spoiled."""

    job = "write_letters"
    fallback = (Channel.EMAIL,)

    async def make(self):
        self.links = Links(bytes(32), "ExampleGateBot")
        person = await self.harness.person(email="x@example.org")
        lost = [self.harness.make_notice(person) for _ in range(self.number + 1)]
        async with self.open() as tx:
            await tx.outbox.add(lost)
            await tx.outbox.settle([Unreachable(one, "blocked", self.now, 1) for one in lost])
        self.bad = lost[0].id
        self.spoiled = Spoiled(self.harness, tables.notice.c.facts, tables.notice.c.id == self.bad)

    async def handled(self):
        return await self.ids(select(tables.letter.c.notice_id))


class Checkpoints(Case):
    """Checkpoints of ledgers that are to be posted; the keys of one organisation are spoiled."""

    job = "post_checkpoints"

    async def make(self):
        ca = mint_ca("Sample Works", self.now)
        seal = issue_seal(ca, self.now)
        came_in = self.now - timedelta(days=2)
        for place in range(self.number + 1):
            made = self.harness.make_organisation(f"Organisation {place}")
            made = replace(made, seal_certificate=seal.certificate, created_at=came_in)
            owner = replace(self.harness.make_person(role=Role.OWNER), organisation_id=made.id)
            async with self.open() as tx:
                await tx.organisations.add(made, OrganisationKeys(ca.private, seal.private))
                await tx.people.add([owner])
                await tx.accounts.add(self.harness.make_account(owner))
                await tx.ledger.append(
                    AuditEvent(made.id, Act.INVITED, f"update:1:{place}", self.now, None, owner.id, {})
                )
            self.bad = self.bad if place else made.id
        keys = tables.organisation_keys.c
        self.spoiled = Spoiled(self.harness, keys.seal, keys.organisation_id == self.bad)

    async def run(self, harness, now):
        return await PostLedgerCheckpoints(harness.store.transaction)(now=now)

    async def handled(self):
        return await self.ids(select(tables.ledger_checkpoint.c.organisation_id))


class RevocationLists(Case):
    """Organisations that lack a list of revoked certificates; the key of one is spoiled."""

    job = "issue_lists"

    async def make(self):
        ca, home = mint_ca("Sample Works", self.now), self.harness.organisation
        async with self.open() as tx:
            await tx.organisations.save_crl_pages(home.id, CrlPages(""))
            await tx.revocations.add_list(IssuedList(uuid4(), home.id, 1, 0, self.now, b"a list"))
            for place in range(self.number + 1):
                made = self.harness.make_organisation(f"Organisation {place}")
                made = replace(made, ca_certificate=ca.certificate)
                await tx.organisations.add(made, OrganisationKeys(ca.private, b"seal key"))
                self.bad = self.bad if place else made.id
        keys = tables.organisation_keys.c
        self.spoiled = Spoiled(self.harness, keys.ca, keys.organisation_id == self.bad)

    async def run(self, harness, now):
        return await IssueLists(harness.store.transaction, CrlPages(""))(now=now)

    async def handled(self):
        of_list = tables.revocation_list.c
        return await self.ids(
            select(of_list.organisation_id).where(of_list.organisation_id != self.harness.organisation.id)
        )


class Rebindings(Case):
    """Accounts whose delay is over; the phone of one is spoiled."""

    job = "start_rebindings"

    async def make(self):
        ca = mint_ca("Sample Works", self.now)
        private, then = mint_key(), self.now - timedelta(days=2)
        made = replace(self.harness.make_organisation("Rebound"), ca_certificate=ca.certificate)
        async with self.open() as tx:
            await tx.organisations.add(made, OrganisationKeys(ca.private, b"seal key"))
        for place in range(self.number + 1):
            person = replace(self.harness.make_person(f"Person {place}"), organisation_id=made.id)
            former, certificate = (
                issue_person(ca, public_key(private), person.name, str(person.id), at) for at in (then, self.now)
            )
            waiting = self.harness.make_account(person, certificate=certificate, bound_at=then)
            times = (then, self.now - timedelta(minutes=0 if place else 5))
            rebinding = Rebinding(uuid4(), made.id, person.id, waiting.id, None, *times)
            async with self.open() as tx:
                await tx.people.add([person])
                await tx.accounts.add(self.harness.make_account(person, certificate=former, bound_at=then))
                await tx.accounts.add_waiting(waiting)
                await tx.rebindings.add(rebinding)
            if not place:
                self.bad = rebinding.id
                self.spoiled = Spoiled(self.harness, tables.account.c.phone, tables.account.c.id == waiting.id)

    async def run(self, harness, now):
        return await StartRebindings(harness.store.transaction, harness.store.reading)(now=now)

    async def handled(self):
        started = tables.account.c.rebound_at.is_not(None)
        return await self.ids(select(tables.rebinding.c.id).join(tables.account).where(started))


@dataclass
class Authority(Breakable):
    """A time-stamping authority that refuses one checkpoint; nothing in its row can be spoiled on PostgreSQL."""

    refused: bytes = b""

    async def stamp(self, data):
        if self.broken and data == self.refused:
            raise TimestampUnavailableRefused
        return b"token over " + data


class UnstampedCheckpoints(Case):
    """Checkpoints of ledgers that no authority has stamped."""

    job = "stamp_checkpoints"

    async def make(self):
        seal = issue_seal(mint_ca("Sample Works", self.now), self.now)
        keys = (seal.private, seal.certificate)
        days = [(date(2020, 1, 1) + timedelta(days=place)).isoformat() for place in range(self.number + 1)]
        organisation_id = self.harness.organisation.id
        checkpoints = [sign_checkpoint(organisation_id, day, (1, "a" * 64), *keys, self.now) for day in days]
        async with self.open() as tx:
            for checkpoint in checkpoints:
                await tx.ledger.add_checkpoint(checkpoint)
        self.bad = UnstampedCheckpoint(organisation_id, days[0]).id
        self.spoiled = Authority(refused=checkpoint_bytes(checkpoints[0]))

    async def run(self, harness, now):
        return await TimestampLedgerCheckpoints(harness.store.transaction, self.spoiled)(now=now)

    async def handled(self):
        checkpoint = tables.ledger_checkpoint.c
        days = await self.ids(select(checkpoint.day).where(checkpoint.timestamp.is_not(None)))
        return [UnstampedCheckpoint(self.harness.organisation.id, day).id for day in days]


class Countdowns(Case):
    """Codes whose remaining time is shown; what one message tells is spoiled."""

    job = "count_down"

    def __init__(self, harness, number):
        super().__init__(harness, number)
        self.shown = []

    async def make(self):
        code = await self.harness.live_code(await self.harness.pass_(await self.harness.person()))
        async with self.open() as tx:
            for message_id in range(self.number + 1):
                next_at = self.now - timedelta(seconds=1 if message_id else 5)
                await tx.countdowns.start(Countdown(5, message_id, code.id, {"typed": "7K2M9QXA"}, next_at))
        self.bad = DueCountdown(5, 0, self.harness.organisation.id).id
        told = tables.countdown.c
        self.spoiled = Spoiled(self.harness, told.told, told.message_id == 0)

    async def run(self, harness, now):
        async def show(tick):
            if now == self.now or tick.message_id == 0:
                self.shown.append(tick.message_id)

        return await CountDown(harness.store.transaction, harness.store.reading)(show, now=now)

    async def handled(self):
        return [DueCountdown(5, message_id, self.harness.organisation.id).id for message_id in self.shown]


CASES = (
    RequestReminders,
    PassReminders,
    ServiceQrs,
    Overdue,
    Declines,
    Copies,
    Unfinished,
    Unarchived,
    WholeSeries,
    Boards,
    UnshownBoards,
    Shifts,
    OrderedPasses,
    Letters,
    LostNotices,
    Rebindings,
    Checkpoints,
    UnstampedCheckpoints,
    RevocationLists,
    Countdowns,
)


@pytest.fixture(autouse=True)
def logged():
    """What was logged while the test ran."""
    with capture_logs() as entries:
        yield entries


@pytest.fixture(params=CASES, ids=lambda case: case.__name__)
def case(request):
    """A kind of due row."""
    return request.param
