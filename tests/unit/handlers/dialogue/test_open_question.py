"""Only the open question of a dialogue takes presses: every button of a dialogue is tried."""

import itertools
from enum import Enum
from uuid import UUID, uuid4

import pytest
from aiogram import F
from aiogram.types import Update

from bot.app import build_application
from bot.providers import make_container
from bot.settings import read_settings
from bot.texts.words import Texts
from handlers.callbacks import CancelPressed, KeypadPressed, OfDialogue, PinEnteredPressed
from handlers.screen import Screen, button, keyboard
from handlers.signing.documents.draft import Sending
from handlers.updates.fsm_storage import Remembered
from sandbox.client import connect
from sandbox.server import SAMPLE_TOKEN, Sandbox

KEYS = (KeypadPressed, PinEnteredPressed)
EVERY = sorted(OfDialogue.__subclasses__(), key=lambda cls: cls.__prefix__)
WORDS = Texts().words("en")


def pressed(cls, mark):
    """A button of this class with some value in each field."""
    values = {UUID: uuid4(), str: "a", int: 1, bool: True}
    fields = {name: field.annotation for name, field in cls.model_fields.items() if name != "mark"}
    some = {
        name: next(iter(kind)) if isinstance(kind, type) and issubclass(kind, Enum) else values.get(kind, 1)
        for name, kind in fields.items()
    }
    return cls(mark=mark, **some).pack()


class Harness:
    """One person before a bot in which the text "ask" opens a question, and every press that comes through is noted."""

    def __init__(self, harness, person):
        self.harness, self.person, self.kept = harness, person, Remembered()
        self.updates, self.came_through = itertools.count(77), []
        dispatcher = harness.inbox_worker.dispatcher
        dispatcher.message.register(self._ask, F.text == "ask")
        dispatcher.message.register(self._end, F.text == "end")
        dispatcher.callback_query.outer_middleware(self._note)

    async def _ask(self, turn):
        await turn.state.set_state(Sending.title)
        await turn.show.new(Screen("Question", keyboard([button("Cancel", CancelPressed())])))

    async def _end(self, turn):
        await turn.state.set_state(None)
        await turn.show.new(Screen("Done"))

    async def _note(self, _handler, event, _data):
        self.came_through.append(event.data)

    async def says(self, text):
        content = {"message_id": 1, "date": 1, "chat": self._chat(), "from": self._user(), "text": text}
        await self._feeds(message=content)
        return await self.person.last()

    async def presses(self, data, on):
        markup = {"inline_keyboard": []}
        message = {"message_id": on, "date": 1, "chat": self._chat(), "text": "x", "reply_markup": markup}
        query = {"id": "1", "from": self._user(), "chat_instance": "1", "data": data, "message": message}
        await self._feeds(callback_query=query)

    def _user(self):
        return {"id": self.person.id, "is_bot": False, "first_name": "Sample", "language_code": "en"}

    def _chat(self):
        return {"id": self.person.id, "type": "private"}

    async def _feeds(self, **content):
        update = Update.model_validate({"update_id": next(self.updates), **content}, context={"bot": self.harness.bot})
        memory = self.harness.inbox_worker.memory
        memory.recall(self.person.id, self.kept)
        await self.harness.inbox_worker.dispatcher.feed_update(self.harness.bot, update)
        self.kept = memory.changed(self.person.id) or self.kept


@pytest.fixture
async def harness(tmp_path):
    async with Sandbox(limits=False) as server, connect(server.url) as sandbox:
        settings = read_settings(
            bot_token=SAMPLE_TOKEN, bot_api_base=server.url, data_dir=tmp_path, messages_per_second=0, _env_file=None
        )
        container = make_container(settings)
        harness = await build_application(container)
        person = await sandbox.add_person("Some Body", language="en")
        await person.sends("/start")
        yield Harness(harness, person), sandbox
        await container.close()


async def told(sandbox):
    return [call["parameters"].get("text") for call in await sandbox.calls(method="answerCallbackQuery")]


def mark_in(message):
    return message.raw["reply_markup"]["inline_keyboard"][0][0]["callback_data"].partition(":")[2]


async def test_no_button_of_an_older_question_acts_and_the_open_one_is_shown_again(harness):
    chat, sandbox = harness
    older = await chat.says("ask")
    open_ = await chat.says("ask")
    assert mark_in(older) != mark_in(open_)
    kept = chat.kept
    for number, cls in enumerate(EVERY):
        await chat.presses(pressed(cls, mark_in(older)), 1_000 + number)
        assert (await told(sandbox))[-1] == WORDS.plain("keypad-older" if cls in KEYS else "dialogue-older"), cls
        if cls not in KEYS:
            shown = await chat.person.last()
            assert (shown.text, mark_in(shown)) == ("Question", mark_in(open_)), cls
            chat.kept = kept
    assert chat.came_through == []


async def test_a_second_press_on_the_same_old_message_does_not_show_the_question_again(harness):
    chat, _ = harness
    older = await chat.says("ask")
    await chat.says("ask")
    await chat.presses(pressed(CancelPressed, mark_in(older)), older.id)
    shown = await chat.person.last()
    await chat.presses(pressed(CancelPressed, mark_in(older)), older.id)
    assert (await chat.person.last()).id == shown.id


async def test_every_button_of_the_open_question_comes_through(harness):
    chat, _ = harness
    open_ = await chat.says("ask")
    buttons = [pressed(cls, mark_in(open_)) for cls in EVERY]
    for data in buttons:
        await chat.presses(data, open_.id)
    assert len(chat.came_through) == len(buttons)


async def test_no_button_acts_after_its_dialogue_ended(harness):
    chat, sandbox = harness
    open_ = await chat.says("ask")
    await chat.says("end")
    for cls in EVERY:
        await chat.presses(pressed(cls, mark_in(open_)), open_.id)
        assert (await told(sandbox))[-1] == WORDS.plain("keypad-over" if cls in KEYS else "dialogue-over")
    assert chat.came_through == []
