"""Every kind of notice: listed, readable in the database, worded in every language, and in a letter where one goes."""

import html
import importlib
import json
import pkgutil
import re
from dataclasses import fields
from datetime import UTC, datetime, time
from uuid import UUID, uuid4

import pytest
from aiogram.types import CallbackQuery, Update, User
from architecture.stored_notices import ID, ONCE_ONE_KIND, OTHER_ID, STORED

import bot
from bot.notice_kinds import KINDS, any_notice, decode_notice, keeps_hours, worded
from bot.notices.content import LetterContent, NoticeContent, NoticeDecodeError, ProgressContent, encode_content
from bot.notices.outbox import Address, Delivered, Notice
from bot.notices.schedule import WorkingTime
from bot.settings import read_settings
from bot.signing.models import EndReason
from bot.signing.notices import BY_HAND
from bot.staff.notices import DeleteMessage
from bot.texts.language import Language
from bot.texts.words import Texts
from handlers.bot_api.client import open_bot
from handlers.bot_api.files import Files
from handlers.bot_api.limits import KeepLimits
from handlers.notice_screens import notice_screen
from handlers.outbox.acting import ids_in, without_organisation
from handlers.outbox.sending import Sender
from sandbox.client import connect
from sandbox.server import SAMPLE_TOKEN, Sandbox
from storage.tables import notice

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
WORKING_TIME = WorkingTime("Europe/Kyiv", frozenset({1, 2, 3, 4, 5}), time(9), time(18))


def defined():
    """Return every class with a kind of its own in the modules ``notices`` of the feature packages."""
    for found in pkgutil.walk_packages(bot.__path__, "bot."):
        if found.name.endswith(".notices"):
            for each in vars(importlib.import_module(found.name)).values():
                if isinstance(each, type) and issubclass(each, NoticeContent) and "kind" in vars(each):
                    yield each


def test_every_kind_is_listed_under_a_name_of_its_own():
    kinds = [each.kind for each in defined()]
    assert sorted(kinds) == sorted(KINDS)
    assert max(map(len, kinds)) <= notice.c.kind.type.length


def test_every_kind_has_a_stored_sample():
    assert {kind for kind, _ in STORED} == KINDS.keys()
    for kind, content_type in KINDS.items():
        stored = [facts for name, facts in STORED if name == kind]
        whole = [decode_notice(kind, facts) for facts in stored]
        for each in fields(content_type):
            assert any(getattr(one, each.name) is not None for one in whole), f"no sample of {kind} has {each.name}"


REMINDERS_ENDS_AND_FINISHED_FILES = {
    *("request-reminder", "request-overdue", "request-voided", "document-overdue"),
    *("document-finished", "series-finished", "sealing-put-off", "recipient-unreached", "unreached"),
    *("pass-reminder", "passes-ending", "service-qr-reminder", "service-qr-expired"),
}


def test_every_kind_says_whether_it_waits_for_working_hours():
    """A kind that is not named there fails here and in mypy."""
    waiting = {kind for kind, facts in STORED if keeps_hours(any_notice(decode_notice(kind, facts)))}
    assert waiting == REMINDERS_ENDS_AND_FINISHED_FILES


def test_what_somebody_did_just_now_is_told_at_once_whatever_its_kind():
    """A reminder by hand, and a request that a manager withdrew."""
    reminder = {kind: facts for kind, facts in STORED if kind in {"request-reminder", "request-voided"}}
    by_hand = decode_notice("request-reminder", reminder["request-reminder"] | {"step": BY_HAND})
    assert not keeps_hours(by_hand)
    for reason in EndReason:
        voided = decode_notice("request-voided", reminder["request-voided"] | {"state": reason.value})
        assert keeps_hours(voided) == (reason is EndReason.EXPIRED)


@pytest.mark.parametrize(("kind", "facts"), STORED)
def test_what_is_stored_is_read_and_stored_the_same_way(kind, facts):
    content = decode_notice(kind, facts)
    assert type(content) is KINDS[kind]
    stored = json.loads(json.dumps(encode_content(content)))
    assert stored.keys() <= facts.keys() | {"author", "done", "registered"}
    assert decode_notice(kind, stored) == content
    for key in stored.keys() & facts.keys() - {"deadline", "until", "from", "at"}:
        assert stored[key] == facts[key]


@pytest.mark.parametrize(("kind", "facts", "now_called"), ONCE_ONE_KIND)
def test_two_kinds_that_were_stored_as_one_are_told_apart(kind, facts, now_called):
    assert decode_notice(kind, facts) == decode_notice(now_called, facts)


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("no-such-kind", {}),
        ("registered", {}),
        ("registered", None),
        ("guest-refused", {"name": "Gate"}),
        ("shift-ended", {"name": "Gate", "place": "Street", "why": "bored"}),
        ("pass-renewed", {"type": "staff", "number": "1", "until": "2026-03-02T08:00:00"}),
        ("not-me", {"holder": "", "place": "", "guard": "", "at": "", "number": "", "pass_id": "seven"}),
    ],
)
def test_what_cannot_be_decoded_says_so_without_its_facts(kind, facts):
    with pytest.raises(NoticeDecodeError) as error:
        decode_notice(kind, facts)
    assert kind in str(error.value)
    assert not any(str(value) and str(value) in str(error.value) for value in (facts or {}).values())


@pytest.mark.parametrize("language", Language)
def test_every_kind_is_worded_within_telegrams_limits(language):
    words = Texts().words(language, "Europe/Kyiv")
    for content in (decode_notice(kind, facts) for kind, facts in STORED if kind != DeleteMessage.kind):
        screen = notice_screen(words, Notice(UUID(ID), UUID(ID), UUID(ID), UUID(ID), content, NOW))
        seen = html.unescape(re.sub(r"<[^>]+>", "", screen.text))
        assert 0 < len(seen) <= (1024 if screen.media else 4096)
        rows = getattr(screen.keyboard, "inline_keyboard", [])
        assert all(len(one.callback_data.encode()) <= 64 for row in rows for one in row)
        # Telegram does not turn a text into media.
        assert not (isinstance(content, ProgressContent) and screen.media)


@pytest.mark.parametrize("language", Language)
def test_every_kind_that_goes_as_a_letter_says_what_happened(language):
    words = Texts().words(language)
    letters = [each for each in KINDS.values() if issubclass(each, LetterContent)]
    assert len(letters) > 5
    for each in letters:
        assert words.plain(each.letter_text)


def test_what_nobody_reads_and_what_is_not_listed_is_not_worded():
    class Unlisted(NoticeContent):
        kind = "unlisted"

    for content in (Unlisted(), DeleteMessage(4711)):
        with pytest.raises(TypeError, match=content.kind):
            worded(content)


@pytest.fixture
async def telegram():
    """A sandbox's person who has started the bot, and a bot."""
    async with Sandbox(limits=False) as server, connect(server.url) as client:
        person = await client.add_person("Sample")
        await person.sends("/start")
        settings = read_settings(bot_token=SAMPLE_TOKEN, bot_api_base=server.url, _env_file=None)
        async with open_bot(settings, KeepLimits(None)) as bot:
            yield person, bot


async def test_every_notice_names_its_organisation_and_its_buttons_act_for_it(telegram):
    """To a reader of several organisations, who may speak for another one when they press."""
    (person, bot), organisation_id = telegram, uuid4()
    send = Sender(bot, Files(bot, OneByteFiles()), Texts(), lambda: NOW, notice_screen)
    for kind, facts in [one for one in STORED if one[0] != DeleteMessage.kind]:
        written = Notice(uuid4(), organisation_id, UUID(ID), UUID(ID), decode_notice(kind, facts), NOW)
        sent = await send(Address(written, person.id, "en", WORKING_TIME, "Second Works"))
        assert isinstance(sent, Delivered), (kind, sent)
        shown = await person.last()
        assert shown.text.startswith("🏢 Second Works\n"), kind
        for data in (one["callback_data"] for row in shown.rows for one in row):
            assert len(data.encode()) <= 64
            pressed, named = without_organisation(press(data))
            rows = set(ids_in(pressed.callback_query.data))
            assert rows & {UUID(ID), UUID(OTHER_ID)} if rows else named == organisation_id, (kind, data)


class OneByteFiles:
    """Stored files, each of one byte."""

    async def content(self, *_):
        return b"x"

    async def file_id(self, *_):
        return None

    async def sent_as(self, *_):
        pass


def press(data):
    user = User(id=1, is_bot=False, first_name="Sample")
    return Update(update_id=1, callback_query=CallbackQuery(id="1", from_user=user, chat_instance="1", data=data))
