"""Every state of every dialogue answers what does not fit its question, in every language."""

import itertools
from itertools import product

import pytest
from aiogram.fsm.state import StatesGroup
from aiogram.types import Update

from bot.app import build_application
from bot.providers import make_container
from bot.settings import read_settings
from bot.texts.language import Language
from bot.texts.words import Texts
from handlers.dialogue.awaited import Awaited, Awaiting
from handlers.updates.fsm_storage import Remembered
from sandbox.client import connect
from sandbox.server import SAMPLE_TOKEN, Sandbox

FILE = {"file_id": "a", "file_unique_id": "b"}
STICKER = {**FILE, "type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False}
SENT = {
    "question": {"text": "Що це?"},
    "name": {"text": "Олена Мельник"},
    "code": {"text": "3KH4-7MPA-2QX8"},
    "text": {"text": "так"},
    "photo": {"photo": [{**FILE, "width": 9, "height": 9}]},
    "file": {"document": {**FILE, "file_name": "a.pdf"}},
    "sticker": {
        "sticker": {**FILE, "type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False}
    },
    "video": {
        "animation": {**FILE, "width": 9, "height": 9, "duration": 1},
        "document": {**FILE, "file_name": "a.mp4", "mime_type": "video/mp4"},
    },
    "voice": {"voice": {**FILE, "duration": 1}},
    "contact": {"contact": {"phone_number": "+380503330001", "first_name": "Х"}},
    "other": {"location": {"latitude": 1, "longitude": 1}},
}


def states():
    groups = [group for group in StatesGroup.__subclasses__() if group.__module__.startswith("handlers.")]
    return [state for group in groups for state in group.__states__]


QUESTIONS = [one for one in states() if one.what not in {Awaited.SEARCH, Awaited.CONTACT}]
"""A contact that is awaited is asked for again with the keyboard that shares it; a search asks nothing."""


def test_every_state_says_what_it_awaits():
    assert len(states()) > 35
    assert {type(one) for one in states()} == {Awaiting}


@pytest.mark.parametrize("language", Language)
def test_each_answer_names_what_was_sent_the_next_step_and_the_button_that_leaves(language):
    words = Texts().words(language)
    answers = {
        (sent, what): words.plain("unexpected", sent=sent, awaited=what, leave="/cancel")
        for sent, what in product(SENT, Awaited)
        if what is not Awaited.SEARCH
    }
    assert len(set(answers.values())) == len(answers)
    assert all("/cancel" in answer and len(answer) < 250 for answer in answers.values())


@pytest.fixture(scope="module")
async def chat(tmp_path_factory):
    async with Sandbox(limits=False) as server, connect(server.url) as sandbox:
        folder = tmp_path_factory.mktemp("unexpected")
        settings = read_settings(
            bot_token=SAMPLE_TOKEN, bot_api_base=server.url, data_dir=folder, messages_per_second=0, _env_file=None
        )
        container = make_container(settings)
        harness = await build_application(container)
        person = await sandbox.add_person("Some Body", language="en")
        await person.sends("/start")
        yield harness, person, itertools.count(77)
        await container.close()


@pytest.mark.parametrize("state", QUESTIONS, ids=lambda one: one.state)
async def test_every_state_answers_whatever_is_sent(chat, state):
    """Sent by somebody without an account, so that no feature takes it first; the languages take turns."""
    harness, person, numbers = chat
    turn = QUESTIONS.index(state)
    for number, kind in enumerate(("text", "photo", "file", "sticker", "voice", "contact")):
        language = list(Language)[(turn + number) % len(Language)]
        memory = harness.inbox_worker.memory
        memory.recall(person.id, Remembered(b'{"state": "%s"}' % state.state.encode()))
        author = {"id": person.id, "is_bot": False, "first_name": "Sample", "language_code": language}
        place = {"message_id": 1, "date": 1, "chat": {"id": person.id, "type": "private"}, "from": author}
        content = {"update_id": next(numbers), "message": place | SENT[kind]}
        update = Update.model_validate(content, context={"bot": harness.bot})
        await harness.inbox_worker.dispatcher.feed_update(harness.bot, update)
        expected = Texts().words(language).plain("unexpected", sent=kind, awaited=state.what, leave="/cancel")
        assert (await person.last()).text == expected, kind
