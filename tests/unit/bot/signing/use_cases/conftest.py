"""The small organisation of the tests of passes, and what its people do with documents."""

import importlib.util
from datetime import timedelta
from pathlib import Path

import pytest

from bot.crypto.authority import Issued
from bot.notices.ports import Subject
from bot.notices.reminders import SendReminders
from bot.signing.boards.boards import ShowBoard
from bot.signing.boards.refresh_boards import ClaimBoards, MarkBoardFresh, PlaceBoard
from bot.signing.declining.decline_request import TAKE_BACK, DeclineRequest
from bot.signing.declining.settle_declines import SettleDeclines
from bot.signing.declining.take_back_decline import TakeBackDecline
from bot.signing.documents.add_recipient import AddRecipient
from bot.signing.documents.audience import Audience
from bot.signing.documents.deadlines import in_days
from bot.signing.documents.expire_documents import ExpireDocuments
from bot.signing.documents.receive_file import ReceiveFile
from bot.signing.documents.send_document import Draft, SendDocument
from bot.signing.documents.void_document import VoidDocument
from bot.signing.finishing.finish_documents import FinishDocuments
from bot.signing.models import Class, Confirmation, Order
from bot.signing.requests.evidence import Press
from bot.signing.requests.open_request import OpenRequest
from bot.signing.requests.remind_requests import load_request
from bot.signing.requests.sign_request import SignRequest
from bot.signing.sheet.wording import SheetWording
from bot.signing.verification.check_file import CheckFile
from bot.staff.identity.rebindings import RebindPolicy
from bot.staff.models import Role
from bot.staff.organisation.working_hours import working_time
from bot.texts.words import Texts

_spec = importlib.util.spec_from_file_location("passes_harness", Path(__file__).parents[2] / "passes" / "conftest.py")
_passes = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_passes)
harness, PIN = _passes.harness, _passes.PIN
POLICY = RebindPolicy(delay=timedelta(days=1), marked_for=timedelta(days=30))
WARNING = "Не все можна підписати так."
WORDS = "Документ мною прочитано. Підписую його."


class SigningHarness:
    """Sends, signs and finishes documents in the small organisation."""

    def __init__(self, harness, workers, pdf):
        self.harness, self.workers, self.pdf = harness, workers, pdf
        self.nudges = 0

    def nudge(self):
        self.nudges += 1

    @property
    def working_time(self):
        return working_time(self.harness.owner.organisation)

    async def receive_file(self, content=None, name="Наказ № 7.pdf", media_type="application/pdf", by=None):
        receive = ReceiveFile(self.harness.open, self.workers)
        content = self.pdf if content is None else content
        return await receive(
            by or self.harness.owner, content, file_name=name, media_type=media_type, now=self.harness.now
        )

    async def draft(self, to, **changes):
        audience = to if isinstance(to, Audience) else Audience(people=tuple(one.person.id for one in to))
        answers = {
            "title": "Наказ № 7",
            "class_": Class.SIGN,
            "audience": audience,
            "deadline_at": in_days(7, self.working_time, self.harness.now),
            "order": Order.TOGETHER,
            "confirmation": Confirmation.PIN,
            "accepted_warning": WARNING,
        }
        file = changes.pop("file", None) or await self.receive_file()
        return Draft(file=file, **(answers | changes))

    async def send(self, *to, event_id=None, by=None, **changes):
        draft = await self.draft(to[0] if to and isinstance(to[0], Audience) else to, **changes)
        send = SendDocument(self.harness.open)
        return await send(
            by or self.harness.owner, draft, event_id=event_id or self.harness.event_id(), now=self.harness.now
        )

    async def request(self, document, speaker):
        async with self.harness.open() as tx:
            found = await tx.requests.of_document(document.id)
        return next(one for one in found if one.person_id == speaker.person.id)

    async def open(self, document, speaker, by=None, event_id=None):
        request = await self.request(document, speaker)
        opening = OpenRequest(self.harness.read, self.harness.open)
        return await opening(
            by or speaker, request.id, event_id=event_id or self.harness.event_id(), now=self.harness.now
        )

    async def sign(self, document, speaker, *, by=None, pin=PIN, event_id=None):
        request = await self.request(document, speaker)
        sign = SignRequest(self.harness.read, self.harness.open, self.harness.unlock, self.nudge, POLICY)
        press = Press(WORDS, "uk", 101, "callback", 55)
        event_id = event_id or self.harness.event_id()
        return await sign(by or speaker, request.id, press, pin, event_id=event_id, now=self.harness.now)

    async def begin_declining(self, document, speaker, reason="Не згоден із пунктом 4", *, by=None):
        """Decline a request that can still be taken back."""
        request = await self.request(document, speaker)
        return await DeclineRequest(self.harness.open)(by or speaker, request.id, reason, now=self.harness.now)

    async def take_back(self, document, speaker, *, by=None):
        request = await self.request(document, speaker)
        return await TakeBackDecline(self.harness.open)(by or speaker, request.id)

    async def settle_declines(self, after=TAKE_BACK):
        return await SettleDeclines(self.harness.open, self.nudge)(now=self.harness.now + after)

    async def decline(self, document, speaker, *args, **named):
        """Decline a request for good."""
        answer = await self.begin_declining(document, speaker, *args, **named)
        await self.settle_declines()
        return answer

    async def add(self, document, speaker, *, by=None, event_id=None):
        add = AddRecipient(self.harness.open)
        event_id = event_id or self.harness.event_id()
        return await add(
            by or self.harness.owner, document.id, speaker.person.id, event_id=event_id, now=self.harness.now
        )

    async def void(self, document, *, by=None, event_id=None):
        void = VoidDocument(self.harness.open)
        return await void(
            by or self.harness.owner, document.id, event_id=event_id or self.harness.event_id(), now=self.harness.now
        )

    async def finish(self):
        finish = FinishDocuments(self.harness.open, self.workers, SheetWording(Texts()), self.link_for)
        return await finish(now=self.harness.now)

    def link_for(self, organisation, document_id):
        return f"https://t.me/ExampleGateBot?start={organisation.tag.hex()}{document_id.hex[:24]}"

    async def remind(self):
        return await SendReminders(self.harness.open, {Subject.REQUEST: load_request})(now=self.harness.now)

    async def expire(self):
        return await ExpireDocuments(self.harness.open)(now=self.harness.now)

    async def claim_boards(self):
        """Return the boards that a run is to show now; none is shown yet."""
        claimed = []

        async def show(one):
            claimed.append(one)

        await ClaimBoards(self.harness.open, self.harness.read, ())(show, now=self.harness.now)
        return claimed

    async def refresh(self):
        """Return the boards that a run edits, a moment after the last change; take them as edited."""
        self.harness.later(seconds=1)
        claimed = await self.claim_boards()
        for one in claimed:
            await MarkBoardFresh(self.harness.open, lambda: self.harness.now)(one, ())
        return claimed

    async def check(self, content, by=None):
        return await CheckFile(self.harness.read, self.workers)(by or self.harness.holder, content)

    async def board(self, document, by=None):
        return await ShowBoard(self.harness.read, ())(by or self.harness.owner, document.id)

    async def document(self, document):
        return (await self.board(document)).document

    async def content(self, document):
        """Return the finished file."""
        finished = await self.document(document)
        async with self.harness.open() as tx:
            return await tx.blobs.get(finished.organisation_id, finished.finished_sha256)

    async def notices(self, kind, speaker=None):
        return await self.harness.notices(kind, speaker)

    async def place_board(self, document, message_id=4711, by=None):
        return await PlaceBoard(self.harness.open)(by or self.harness.owner, document.id, message_id)


@pytest.fixture
def signing(harness, workers, pdf):
    return SigningHarness(harness, workers, pdf)


@pytest.fixture
def register_person():
    """Register a person: `await register_person(tx, organisation, name, role, telegram_id)`."""

    async def hire(tx, organisation, name, role, telegram_id):
        ca_key = await tx.organisations.ca_key(organisation.id)
        return await _passes._person(
            tx, organisation, Issued(organisation.ca_certificate, ca_key), name, role, telegram_id
        )

    return hire


@pytest.fixture
def join(harness, register_person):
    """Register one more employee: `await join(name)` returns them as a speaker."""

    async def register(name, telegram_id=15):
        async with harness.open() as tx:
            return await register_person(tx, harness.owner.organisation, name, Role.EMPLOYEE, telegram_id)

    return register
