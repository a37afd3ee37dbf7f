"""The channels beside Telegram: what they are given never breaks out of its place, what they answer is understood."""

import json
import re
import socket
from urllib.parse import parse_qs
from uuid import uuid4
from xml.etree import ElementTree as ET

import pytest
from aiohttp import web
from aiosmtpd.controller import Controller
from hypothesis import given
from hypothesis import strategies as st

from bot.notices.channels.sms import SmsGateway, _escaping, _filled
from bot.notices.channels.smtp import Smtp
from bot.notices.letters import ChannelBusy, ChannelRefusal, ChannelSilent, Envelope

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"))
LETTER = Envelope(uuid4(), "+380501110002", "Subject", 'ТОВ "А&Б" {phone} 100%')


@given(TEXTS)
def test_no_text_breaks_out_of_the_body_it_is_put_into(text):
    places = {"phone": "+380", "digits": "380", "text": text}
    json_body = _filled(
        '{"a": {"t": "{text}", "p": "{digits}"}}', places, _escaping({"content-type": "application/json"})
    )
    assert json.loads(json_body) == {"a": {"t": text, "p": "380"}}
    form = _filled("t={text}&p={phone}", places, _escaping({}))
    assert parse_qs(form, keep_blank_values=True, strict_parsing=True) == {"t": [text], "p": ["+380"]}
    xml = _filled('<m to="{phone}">{text}</m>', places, _escaping({"Content-Type": "text/xml"}))
    assert (ET.fromstring(xml).text or "") == text  # noqa: S314 - our own text


async def gateway(answer):
    """An HTTP server that answers as told; answers its address, what it heard, and how to close it."""
    heard = []

    async def take(request):
        heard.append((request.method, dict(request.query), await request.text()))
        return answer

    application = web.Application()
    application.router.add_route("*", "/send", take)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return f"http://127.0.0.1:{runner.addresses[0][1]}/send", heard, runner.cleanup


async def test_a_get_request_to_a_gateway_carries_number_and_text_unchanged():
    url, heard, close = await gateway(web.json_response({"id": 1, "cnt": 1}))
    sms = SmsGateway.parse(url + "?phones={phone}&mes={text}", "GET", "", "", '"id"')
    await sms.send(LETTER)
    await close()
    assert heard == [("GET", {"phones": LETTER.to, "mes": LETTER.text}, "")]


@pytest.mark.parametrize(
    ("status", "body", "verdict"),
    [
        (200, '{"error": "no money"}', ChannelRefusal),
        (400, "no", ChannelRefusal),
        (302, "elsewhere", ChannelRefusal),
        (429, "slower", ChannelBusy),
        (503, "later", ChannelBusy),
        (500, "halfway", ChannelSilent),
    ],
)
async def test_a_gateways_answer_is_understood(status, body, verdict):
    url, _, close = await gateway(web.Response(status=status, text=body))
    sms = SmsGateway.parse(url, "POST", "", "to={phone}&text={text}", '"id"')
    with pytest.raises(verdict, match=re.escape(str(status))):
        await sms.send(LETTER)
    await close()


async def test_a_gateway_that_is_not_there_has_taken_nothing():
    with pytest.raises(ChannelBusy):
        await SmsGateway.parse("http://127.0.0.1:1/{phone}", "POST", "", "", "").send(LETTER)


async def test_no_letter_goes_in_the_clear_unless_told_so():
    class Taking:
        letters = 0

        async def handle_DATA(self, *_):  # noqa: N802 - aiosmtpd's name
            self.letters += 1
            return "250 OK"

    taking = Taking()
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    server = Controller(taking, "127.0.0.1", port)
    server.start()
    letter = Envelope(uuid4(), "hanna@example.org", "Тема", "Текст")
    with pytest.raises(ChannelBusy, match="STARTTLS"):
        await Smtp.parse(f"smtp://127.0.0.1:{port}", "bot@example.org").send(letter)
    assert taking.letters == 0
    await Smtp.parse(f"smtp://127.0.0.1:{port}?tls=none", "bot@example.org").send(letter)
    assert taking.letters == 1
    server.stop()


@pytest.mark.parametrize(
    ("url", "sender"), [("http://x", "a@b.c"), ("smtp://", "a@b.c"), ("smtp://host", ""), ("smtps://host", "nobody")]
)
def test_a_wrong_mail_setting_is_told_at_the_start(url, sender):
    with pytest.raises(ValueError, match=r"smtp://|SMTP_FROM"):
        Smtp.parse(url, sender)
