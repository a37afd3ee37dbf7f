"""Signing at a kiosk: the record says where, the PIN is counted as in the chat, and nobody is called unreachable."""

import io
import json
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from PIL import Image

from bot.notices.letters import Channel
from bot.notices.outbox import Unreachable
from bot.signing.boards.boards import ShowPlaces
from bot.signing.boards.unreached import NoteLetters, NoteUnreached
from bot.signing.models import Confirmation, RequestState
from bot.signing.notices import DocumentFinished, RecipientUnreached, RequestSent
from bot.signing.reading.in_workers import FileNotShownRefused, draw_page
from bot.signing.reading.show_page import ShowPage
from bot.signing.records.record import Kiosk, SignedRecord, verify_record
from bot.signing.requests.evidence import Press, StatementChangedRefused
from bot.signing.requests.request_details import RequestDetails
from bot.signing.requests.sign_request import SignRequest
from bot.staff.access import NotAllowedRefused
from bot.staff.identity.rebindings import RebindPolicy
from bot.staff.invitations.send_letters import SendLetters
from bot.staff.models import Speaker
from bot.staff.pins.unlock_key import PinLockedRefused, PinWrongRefused
from bot.staff.registration.links import Links
from bot.texts.language import Language
from bot.texts.words import Texts
from web.kiosk.documents import document_told

POLICY = RebindPolicy(delay=timedelta(days=1), marked_for=timedelta(days=30))
PHONE, ON_THE_LIST = "+380671112233", "+380671119999"


class Channels:
    """Takes what is sent."""

    def __init__(self):
        self.sent = []

    async def send(self, envelope):
        self.sent.append(envelope)


@pytest.fixture
async def clerk(harness):
    """The holder, who signs at a kiosk from now on; the list has another number by now, and an address."""
    holder = harness.holder
    person = replace(holder.person, phone=ON_THE_LIST, email="clerk@example.org", at_kiosk=True)
    account = replace(holder.account, id=uuid4(), telegram_id=None, phone=PHONE)
    async with harness.open() as tx:
        await tx.people.save([person])
        await tx.accounts.add(account)
    return Speaker(holder.organisation, person, account)


@pytest.fixture
def sign(harness, signing):
    """Sign a document at the kiosk."""

    async def sign_(document, speaker, entered="274913", statement="Я підписую."):
        owner = harness.owner.person
        press = Press(statement, "uk", kiosk=Kiosk(uuid4(), "Прохідна", owner.id, owner.name, harness.now))
        use_case = SignRequest(harness.read, harness.open, harness.unlock, signing.nudge, POLICY)
        request = await signing.request(document, speaker)
        return await use_case(speaker, request.id, press, entered, event_id=harness.event_id(), now=harness.now)

    return sign_


@pytest.fixture
def letters(harness):
    """Lose what Telegram cannot bring, and send letters in its place; returns what was sent."""

    async def send(kind):
        for notice in await harness.notices(kind):
            lost = Unreachable(notice, "no account", harness.now, None)
            async with harness.open() as tx:
                await tx.outbox.settle([lost])
            await NoteUnreached(harness.open)([lost])
        email, sms = Channels(), Channels()
        ways = {Channel.EMAIL: email, Channel.SMS: sms}
        links = Links(bytes(32), "ExampleGateBot")
        job = SendLetters(
            harness.open,
            harness.read,
            links,
            ways,
            Texts(),
            (Channel.SMS, Channel.EMAIL),
            lambda *_: "https://t.me/ExampleGateBot",
            NoteLetters(harness.open),
        )
        await job(now=harness.now)
        return email.sent, sms.sent

    return send


async def sent(signing, *to):
    """Send a document, and return it."""
    return (await signing.send(*to)).document


async def test_the_record_names_the_kiosk_and_the_finished_file_holds(harness, signing, clerk, sign):
    document = await sent(signing, clerk)
    await sign(document, clerk)
    async with harness.read() as tx:
        signed = SignedRecord.of((await tx.signatures.of_document(document.id))[0])
    assert verify_record(signed, harness.owner.organisation.ca_certificate).sound
    told = json.loads(signed.record_json)
    assert (told["act"]["channel"], told["act"]["kiosk"]["enabled_by"]) == ("kiosk", harness.owner.person.name)
    assert (told["signer"]["telegram_id"], told["signer"]["phone"]) == (None, PHONE)
    await signing.finish()
    assert (await signing.document(document)).finished_sha256


async def test_nothing_is_signed_where_no_statement_was_shown(signing, clerk, sign):
    """As when the page signs and, on another connection, takes back at the same moment that the person declined."""
    document = await sent(signing, clerk)
    with pytest.raises(StatementChangedRefused):
        await sign(document, clerk, statement="")
    assert (await signing.request(document, clerk)).state is RequestState.OPEN


@pytest.mark.parametrize("confirmation", Confirmation)
async def test_what_takes_a_qualified_signature_is_said_to_be_signed_elsewhere(signing, clerk, confirmation):
    document = await sent(signing, clerk)
    request = await signing.request(document, clerk)
    details = RequestDetails(request, replace(document, confirmation=confirmation))
    for language in Language:
        told = document_told(Texts().words(language), details)
        assert bool(told["elsewhere"]) is (confirmation is Confirmation.QUALIFIED)
        assert told["pin"] is (confirmation is Confirmation.PIN)


async def test_wrong_pins_are_counted_as_in_the_chat(signing, clerk, sign):
    document = await sent(signing, clerk)
    for left in (4, 3, 2, 1):
        with pytest.raises(PinWrongRefused) as refused:
            await sign(document, clerk, "111222")
        assert refused.value.facts == {"left": left}
    with pytest.raises(PinLockedRefused):
        await sign(document, clerk, "111222")
    with pytest.raises(PinLockedRefused):
        await sign(document, clerk)


async def test_the_board_says_who_signs_at_a_kiosk_and_calls_nobody_unreachable(harness, signing, clerk, sign, letters):
    document = await sent(signing, clerk, harness.guard)
    email, sms = await letters(RequestSent)
    assert (email, [one.to for one in sms]) == ([], [PHONE]), "not the number that a manager wrote on the list"
    assert "t.me" not in sms[0].text
    assert await harness.notices(RecipientUnreached) == []
    async with harness.read() as tx:
        assert (await tx.people.get(clerk.organisation.id, clerk.person.id)).unreachable_at is None
    board = await signing.board(document)
    assert (board.tally.at_kiosk, board.tally.unreached) == (1, 0)
    page = await ShowPlaces(harness.read)(harness.owner, document.id)
    assert {one.name: one.at_kiosk for one in page.places} == {
        clerk.person.name: True,
        harness.guard.person.name: False,
    }
    await sign(document, clerk)
    assert (await signing.board(document)).tally.at_kiosk == 0


async def test_the_finished_file_comes_by_email_and_never_by_sms(signing, clerk, sign, letters):
    document = await sent(signing, clerk)
    await letters(RequestSent)
    await sign(document, clerk)
    await signing.finish()
    email, sms = await letters(DocumentFinished)
    assert ([one.to for one in email], sms) == (["clerk@example.org"], [])
    assert email[0].attachment.content == await signing.content(document)
    assert email[0].attachment.name.endswith("-signed.pdf")


async def test_pages_are_shown_to_the_recipient_alone(harness, signing, clerk):
    document = await sent(signing, clerk)
    request = await signing.request(document, clerk)
    show = ShowPage(harness.read, signing.workers)
    page = await show(clerk, request.id, 0)
    with Image.open(io.BytesIO(page.jpeg)) as picture:
        assert (picture.format, max(picture.size)) == ("JPEG", 1800)
    with pytest.raises(FileNotShownRefused):
        await show(clerk, request.id, page.pages)
    with pytest.raises(NotAllowedRefused):
        await show(harness.guard, request.id, 0)


def picture(mode="RGBA", form="PNG"):
    file = io.BytesIO()
    Image.new(mode, (40, 20)).save(file, form)
    return file.getvalue()


@pytest.mark.parametrize("content", [picture(), picture("RGB", "JPEG"), picture("P", "GIF")])
def test_a_picture_is_one_page(content):
    drawn = draw_page(content, 0)
    assert (drawn.pages, drawn.jpeg[:2]) == (1, b"\xff\xd8")
    with pytest.raises(FileNotShownRefused):
        draw_page(content, 1)


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x03\x04 no pdf", b"%PDF-1.7 broken", picture()[:40]])
def test_a_file_that_cannot_be_drawn_is_refused(content):
    with pytest.raises(FileNotShownRefused):
        draw_page(content, 0)
