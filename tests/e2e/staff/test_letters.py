"""Personal links by e-mail and SMS, through a real SMTP server with TLS and a real HTTP gateway."""

import asyncio
import email
import email.policy
import re
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
import pytest_asyncio
from aiohttp import web
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from e2e.servers.stage import free_port, monday_morning, stage, words

from sandbox.demo import sample, steps
from sandbox.demo.actors import Actor

pytestmark = [pytest.mark.timeout(300), pytest.mark.asyncio(loop_scope="module")]

FIRST, SECOND, THIRD = sample.OTHERS[:3]


def certificate(folder):
    """A certificate of this machine for the mail server; answers the paths of certificate and key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(1), now + timedelta(30))
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = made.add_extension(names, critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    paths = folder / "mail.pem", folder / "mail.key"
    paths[0].write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    no_password = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, no_password)
    paths[1].write_bytes(pem)
    return paths


class MailServer:
    """Takes letters, but none for nobody@; says of later@ once that it is too busy."""

    def __init__(self):
        self.letters, self.attempts = [], []
        self.loop, self.too_busy = asyncio.get_running_loop(), asyncio.Event()

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        self.attempts.append(address)
        if address.startswith("nobody@"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("later@") and self.attempts.count(address) == 1:
            self.loop.call_soon_threadsafe(self.too_busy.set)
            return "451 4.7.1 too busy"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - as above
        self.letters.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 taken"


class Gateway:
    """Takes SMS, but none for the third; slow where `places` are given, one for each that it may answer."""

    def __init__(self):
        self.messages, self.places = [], None

    async def take(self, request):
        body = await request.json()
        if self.places is not None:
            await self.places.acquire()
        self.messages.append((request.headers, body))
        refused = body["recipients"] == [THIRD.phone.lstrip("+")]
        return web.json_response({"response_code": 301 if refused else 0})


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("letters")
    chain, key = certificate(folder)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(chain, key)
    mail, sms = MailServer(), Gateway()
    server = Controller(mail, "127.0.0.1", free_port(), tls_context=tls, require_starttls=True)
    server.start()

    application = web.Application()
    application.router.add_post("/send.json", sms.take)
    runner = web.AppRunner(application)
    await runner.setup()
    gateway = web.TCPSite(runner, "127.0.0.1", 0)
    await gateway.start()
    settings = {
        "SMTP_URL": f"smtp://127.0.0.1:{server.port}",
        "SMTP_FROM": "Зразок <bot@example.org>",
        "SSL_CERT_FILE": str(chain),
        "SMS_URL": f"http://127.0.0.1:{runner.addresses[0][1]}/send.json",
        "SMS_HEADERS": '{"Authorization": "Bearer sample", "Content-Type": "application/json"}',
        "SMS_BODY": '{"recipients": ["{digits}"], "sms": {"sender": "Zrazok", "text": "{text}"}}',
        "SMS_TAKEN": '"response_code": ?0',
    }
    async with stage(folder, **settings) as one:
        await one.sandbox.set_limits(enabled=False)
        await one.sandbox.clock.set(monday_morning().isoformat())  # who is not reached is said in working hours
        await one.bot.start()
        owner = Actor(await one.sandbox.add_person(sample.OWNER.name, phone=sample.OWNER.phone))
        await owner.register(await one.owner_link(organisation='ТОВ "Зразок & Ко"'))
        await steps.import_staff_list(owner)
        yield one, owner, mail, sms
    await runner.cleanup()
    server.stop()


async def card_says(owner, person, fragment):
    """Open the card until it says so."""
    for _ in range(30):
        await steps.open_card(owner, person)
        shown = await owner.sees(button=words("staff-dismiss"))
        if fragment in shown.text:
            return shown
        await asyncio.sleep(0.3)
    raise AssertionError(f"{fragment} is not on the card: {shown.text}")


async def chat_shows(owner, *fragments):
    """Wait until each stands in the chat, wherever: notices and boards come and change in their own time."""
    for _ in range(200):
        texts = [message.text for message in await owner.phone.messages()]
        missing = [one for one in fragments if not any(one in text for text in texts)]
        if not missing:
            return
        await asyncio.sleep(0.2)
    raise AssertionError(f"{missing} not in {texts[-8:]}")


async def type_address(owner, person, address):
    await steps.open_card(owner, person)
    await owner.press("staff-add-email")
    await owner.sees(words("staff-ask-email"))
    await owner.phone.sends(address)


async def test_a_link_is_sent_once_to_an_address_typed_on_the_card_and_works(office):
    one, owner, mail, _ = office
    await type_address(owner, FIRST, "no address")
    await owner.sees(words("refused-address-unfit"))
    await owner.phone.sends("hanna@example.org")
    await card_says(owner, FIRST, words("staff-letter-sent", channel="E-mail"))
    assert [letter["To"] for letter in mail.letters] == ["hanna@example.org"]
    assert mail.letters[0]["Subject"] == 'ТОВ "Зразок & Ко": ваше особисте посилання'
    await owner.press("staff-send-email")
    await owner.phone.sees_answer(words("refused-letter-sent", name=FIRST.name))
    await one.sandbox.wait_until_idle()
    assert len(mail.letters) == 1
    (link,) = re.findall(r"https://t\.me/\S+", mail.letters[0].get_content())
    person = Actor(await one.sandbox.add_person(FIRST.name, phone=FIRST.phone))
    await person.register(link)


async def test_a_permanent_refusal_is_shown_on_the_card_and_a_temporary_one_is_retried(office):
    one, owner, mail, _ = office
    await type_address(owner, SECOND, "nobody@example.org")
    shown = await card_says(owner, SECOND, "550 5.1.1 no such mailbox")
    assert "⚠️ E-mail" in shown.text
    await type_address(owner, THIRD, "later@example.org")
    await asyncio.wait_for(mail.too_busy.wait(), 20)
    await asyncio.sleep(0.5)
    assert "later@example.org" not in [letter["To"] for letter in mail.letters]
    await one.sandbox.clock.advance(minutes=2)
    await card_says(owner, THIRD, words("staff-letter-sent", channel="E-mail"))
    assert mail.attempts.count("nobody@example.org") == 1
    assert mail.attempts.count("later@example.org") == 2


async def test_everyone_not_registered_gets_one_sms_however_often_it_is_ordered(office):
    _, owner, _, sms = office
    for _ in range(2):
        await owner.phone.sends("/menu")
        await owner.press("staff-button")
        await owner.press("staff-invite-everyone")
        await owner.press("staff-everyone-sms")
        await owner.sees(button=words("staff-letters-refresh"))
        for _ in range(30):
            await owner.phone.taps(words("staff-letters-refresh"))
            if "Чекають: 0" in (await owner.phone.last()).text:
                break
            await asyncio.sleep(0.3)
        assert "Чекають: 0" in (await owner.phone.last()).text
    recipients = [body["recipients"][0] for _, body in sms.messages]
    others = [sample.EMPLOYEE, sample.GUARD, *sample.OTHERS[1:]]
    assert sorted(set(recipients)) == sorted(person.phone.lstrip("+") for person in others)
    # The refused one goes again when it is asked for again, the others never.
    assert sorted(recipients) == sorted([*set(recipients), THIRD.phone.lstrip("+")])
    headers, body = sms.messages[0]
    assert headers["Authorization"] == "Bearer sample"
    assert 'ТОВ "Зразок & Ко"' in body["sms"]["text"]
    await card_says(owner, THIRD, "⚠️ SMS")


async def test_a_person_who_blocked_the_bot_is_notified_of_a_document_by_another_channel(office):
    one, owner, mail, sms = office
    await type_address(owner, sample.GUARD, "guard@example.org")
    await card_says(owner, sample.GUARD, words("staff-letter-sent", channel="E-mail"))
    before, refused = len(sms.messages), mail.attempts.count("nobody@example.org")
    blocking = {}
    # The employee has no address for e-mail; SECOND has one that the mail server does not take.
    for person, channel in ((sample.EMPLOYEE, "SMS"), (sample.GUARD, "E-mail"), (SECOND, "SMS")):
        blocking[person] = actor = Actor(await one.sandbox.add_person(person.name, phone=person.phone))
        await actor.register(await steps.invite(owner, person))
        await actor.phone.blocks_the_bot()
        await steps.send_document(owner, sample.document(), "a.pdf", sample.TITLE, person)
        await card_says(owner, person, words("staff-fallback-goes", channel=channel))
        told = words("notice-unreached-document", name=person.name, title=sample.TITLE)
        board = words("signing-board-by-sms" if channel == "SMS" else "signing-board-by-email", number=1)
        await chat_shows(owner, re.sub("<[^>]+>", "", told).splitlines()[0], board)
    await one.sandbox.wait_until_idle()
    bodies = [body for _, body in sms.messages[before:]]
    assert [body["recipients"] for body in bodies] == [[one.phone.lstrip("+")] for one in (sample.EMPLOYEE, SECOND)]
    assert mail.attempts.count("nobody@example.org") == refused + 1
    letter = mail.letters[-1]
    assert letter["To"] == "guard@example.org"
    texts = [*(body["sms"]["text"] for body in bodies), letter.get_content()]
    for text in texts:
        assert words("staff-fallback-request-sent") in text
        assert sample.TITLE not in text
    links = [re.search(r"https://t\.me/\S+", text)[0] for text in texts]
    await owner.phone.opens(links[0])
    await owner.sees(words("refused-not-allowed"))
    employee = blocking[sample.EMPLOYEE]
    await employee.phone.opens(links[0])
    await employee.sees(sample.TITLE, button=employee.label("signing-do-sign"))


async def test_one_message_shows_the_progress_of_many_letters(office):
    one, owner, _, sms = office
    rows = "\n".join(f"2{number:03d};Нова Людина;+380671110{number:03d}" for number in range(25))
    await owner.open_menu("staff-button", "staff-import")
    await owner.phone.sends_file(f"Номер;ПІБ;Телефон\n{rows}\n".encode(), "more.csv")
    await owner.press("staff-apply", count=25)
    await owner.sees("✅")
    sms.places, before = asyncio.Semaphore(0), len(sms.messages)
    await owner.open_menu("staff-button", "staff-invite-everyone", "staff-everyone-sms")
    begun = await owner.sees("Надіслано: 0\nЧекають: 26", button=words("staff-letters-refresh"))
    for waiting in (16, 6, 0):  # the third of the sample is among them, and refused as before
        for _ in range(10):
            sms.places.release()
        shown = await owner.sees(f"Чекають: {waiting}")
        assert shown.id == begun.id
    assert "Надіслано: 25\nЧекають: 0\nНе надіслано: 1" in shown.text
    assert len(sms.messages) == before + 26
    edits = [call["parameters"] for call in await one.sandbox.calls(method="editMessageText")]
    told = [re.findall(r"\d+", edit["text"]) for edit in edits if int(edit["message_id"]) == begun.id]
    waited = [int(numbers[1]) for numbers in told if len(numbers) == 3]
    assert waited == sorted(waited, reverse=True), told
    assert set(waited) == {26, 16, 6, 0}, told
