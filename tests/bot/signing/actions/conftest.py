"""The same small organisation as in the tests of passes, with documents going round in it."""

import importlib.util
from pathlib import Path

import pytest

from bot.crypto.certificates import Issued
from bot.notices.outbox import Delivered, Kind
from bot.signing.add_recipient import AddRecipient
from bot.signing.audience import Audience
from bot.signing.board import ShowBoard
from bot.signing.check_file import CheckFile
from bot.signing.complete import FinishDocuments
from bot.signing.deadlines import in_days
from bot.signing.decline import DeclineRequest
from bot.signing.documents import Class, Confirmation, Order
from bot.signing.evidence import Press
from bot.signing.expire import ExpireDocuments
from bot.signing.open_request import OpenRequest
from bot.signing.receive import ReceiveFile
from bot.signing.refresh import RefreshBoards
from bot.signing.remind import RemindRequests
from bot.signing.send import Draft, SendDocument
from bot.signing.sign import SignRequest
from bot.signing.void import VoidDocument
from bot.signing.wording import Wording
from bot.signing.workshop import Limits, Workshop
from bot.staff.people import Role
from bot.texts import Texts

_spec = importlib.util.spec_from_file_location("house_of_passes", Path(__file__).parents[2] / "passes" / "conftest.py")
_passes = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_passes)
house, PIN = _passes.house, _passes.PIN
WARNING = "Не все можна підписати так."
WORDS = "Документ мною прочитано. Підписую його."


class Desk:
    """What happens to a document, in the tests' words."""

    def __init__(self, house, workshop, pdf):
        self.house, self.workshop, self.pdf = house, workshop, pdf
        self.nudges = 0

    def nudge(self):
        self.nudges += 1

    @property
    def zone(self):
        return self.house.owner.organisation.time_zone

    async def receives(self, content=None, name="Наказ № 7.pdf", media_type="application/pdf", by=None):
        receive = ReceiveFile(self.house.open, self.workshop)
        content = self.pdf if content is None else content
        return await receive(by or self.house.owner, content, file_name=name, media_type=media_type, now=self.house.now)

    async def draft(self, to, **changes):
        audience = to if isinstance(to, Audience) else Audience(people=tuple(one.person.id for one in to))
        answers = {
            "title": "Наказ № 7",
            "class_": Class.SIGN,
            "audience": audience,
            "deadline_at": in_days(7, self.zone, self.house.now),
            "order": Order.TOGETHER,
            "confirmation": Confirmation.PIN,
            "accepted_warning": WARNING,
        }
        file = changes.pop("file", None) or await self.receives()
        return Draft(file=file, **(answers | changes))

    async def sends(self, *to, cause=None, by=None, **changes):
        draft = await self.draft(to[0] if to and isinstance(to[0], Audience) else to, **changes)
        send = SendDocument(self.house.open)
        return await send(by or self.house.owner, draft, cause=cause or self.house.cause(), now=self.house.now)

    async def request(self, document, speaker):
        async with self.house.open() as tx:
            found = await tx.requests.of_document(document.id)
        return next(one for one in found if one.person_id == speaker.person.id)

    async def opens(self, document, speaker, by=None, cause=None):
        request = await self.request(document, speaker)
        opening = OpenRequest(self.house.open)
        return await opening(by or speaker, request.id, cause=cause or self.house.cause(), now=self.house.now)

    async def signs(self, document, speaker, *, by=None, pin=PIN, cause=None):
        request = await self.request(document, speaker)
        sign = SignRequest(self.house.open, self.house.unlock, self.nudge)
        press = Press(WORDS, "uk", 101, "callback", 55)
        cause = cause or self.house.cause()
        return await sign(by or speaker, request.id, press, pin, cause=cause, now=self.house.now)

    async def declines(self, document, speaker, reason="Не згоден із пунктом 4", *, by=None, cause=None):
        request = await self.request(document, speaker)
        decline = DeclineRequest(self.house.open, self.nudge)
        cause = cause or self.house.cause()
        return await decline(by or speaker, request.id, reason, cause=cause, now=self.house.now)

    async def adds(self, document, speaker, *, by=None, cause=None):
        add = AddRecipient(self.house.open)
        cause = cause or self.house.cause()
        return await add(by or self.house.owner, document.id, speaker.person.id, cause=cause, now=self.house.now)

    async def voids(self, document, *, by=None, cause=None):
        void = VoidDocument(self.house.open)
        return await void(by or self.house.owner, document.id, cause=cause or self.house.cause(), now=self.house.now)

    async def finishes(self):
        finish = FinishDocuments(self.house.open, self.workshop, Wording(Texts()), self.link_for)
        return await finish(now=self.house.now)

    def link_for(self, organisation, document_id):
        return f"https://t.me/ExampleGateBot?start={organisation.tag.hex()}{document_id.hex[:24]}"

    async def reminds(self):
        return await RemindRequests(self.house.open)(now=self.house.now)

    async def expires(self):
        return await ExpireDocuments(self.house.open)(now=self.house.now)

    async def refreshes(self):
        self.house.later(seconds=3)
        return await RefreshBoards(self.house.open)(now=self.house.now)

    async def checks(self, content, by=None):
        return await CheckFile(self.house.open, self.workshop)(by or self.house.holder, content)

    async def board(self, document, by=None):
        return await ShowBoard(self.house.open)(by or self.house.owner, document.id)

    async def document(self, document):
        return (await self.board(document)).document

    async def content(self, document):
        """Answer the finished file."""
        finished = await self.document(document)
        async with self.house.open() as tx:
            return await tx.blobs.get(finished.organisation_id, finished.finished_sha256)

    async def told(self, kind, speaker=None):
        return await self.house.notices(kind, speaker)

    async def delivers_board(self, message_id):
        """Let Telegram take the author's pending boards."""
        for notice in await self.told(Kind.BOARD):
            async with self.house.open() as tx:
                await tx.outbox.settle([Delivered(notice, message_id, self.house.now)])


@pytest.fixture(scope="session")
async def workshop():
    running = Workshop(Limits(workers=1))
    yield running
    await running.close()


@pytest.fixture
def desk(house, workshop, pdf):
    return Desk(house, workshop, pdf)


@pytest.fixture
def desk_people():
    """Put a registered person on the list: `await desk_people(tx, organisation, name, role, telegram_id)`."""

    async def hire(tx, organisation, name, role, telegram_id):
        keys = await tx.organisations.keys(organisation.id)
        return await _passes._person(
            tx, organisation, Issued(organisation.ca_certificate, keys.ca), name, role, telegram_id
        )

    return hire


@pytest.fixture
def join(house, desk_people):
    """Let one more employee in: `await join(name)` answers them as they speak."""

    async def register(name, telegram_id=15):
        async with house.open() as tx:
            return await desk_people(tx, house.owner.organisation, name, Role.EMPLOYEE, telegram_id)

    return register
