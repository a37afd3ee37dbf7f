"""The keypad: six keys make a PIN, a new one is pressed twice, and nothing of it stays in the dialogue's memory."""

import itertools

import pytest
from aiogram import F
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Update

from bot.app import build_application
from bot.providers import make_container
from bot.settings import read_settings
from bot.staff.access import NotAllowedRefused
from bot.texts.words import Texts
from handlers.keypad import PinChosen, PinEntered, ask_pin, old_pin
from handlers.screen import Screen
from handlers.updates.fsm_storage import Remembered
from sandbox.client import connect
from sandbox.server import SAMPLE_TOKEN, Sandbox

PIN, OTHER, WEAK = "493817", "805264", "123456"
WORDS = Texts().words("en")


class Dialogue(StatesGroup):
    pin = State()
    chosen = State()


class Harness:
    """One person before a bot with one more dialogue; what that remembers is kept as the inbox keeps it."""

    def __init__(self, harness, person):
        self.harness, self.person, self.kept = harness, person, Remembered()
        self.pins, self.olds, self.refuses, self.updates = [], [], False, itertools.count(77)
        dispatcher = harness.inbox_worker.dispatcher
        dispatcher.message.register(self._asks, F.text.in_({"enter", "choose", "change"}))
        dispatcher.callback_query.register(self._entered, PinEntered(Dialogue.pin))
        dispatcher.callback_query.register(self._entered, PinChosen(Dialogue.chosen))

    async def _asks(self, turn):
        chosen, old = turn.message.text != "enter", OTHER if turn.message.text == "change" else ""
        await ask_pin(turn, Dialogue.chosen if chosen else Dialogue.pin, "The PIN", chosen=chosen, old=old)

    async def _entered(self, turn, pin):
        if self.refuses:
            raise NotAllowedRefused
        self.pins.append(pin)
        self.olds.append(await old_pin(turn))
        return Screen("Done")

    async def says(self, text):
        await self._feeds(
            message={"message_id": 1, "date": 1, "chat": self._chat(), "from": self._user(), "text": text}
        )

    async def presses(self, keys, on=None):
        for key in keys:
            on = on or await self.person.last()
            message = {"message_id": on.id, "date": 1, "chat": self._chat(), "text": "x"}
            shown = [one for row in on.raw["reply_markup"]["inline_keyboard"] for one in row]
            data = next(one["callback_data"] for one in shown if one["callback_data"].endswith(f":{key}"))
            query = {"id": "1", "from": self._user(), "chat_instance": "1", "data": data, "message": message}
            await self._feeds(callback_query=query)

    async def shows(self):
        return (await self.person.last()).text

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
        yield Harness(harness, person)
        await container.close()


async def test_six_keys_make_a_pin_and_the_handlers_screen_takes_the_keypads_place(harness):
    await harness.says("enter")
    await harness.presses(PIN[:3])
    assert "● ● ● ○ ○ ○" in await harness.shows()
    await harness.presses(["back"])
    await harness.presses(PIN[2:])
    assert harness.pins == [PIN]
    assert await harness.shows() == "Done"
    assert harness.kept.secret == b""


async def test_a_refused_pin_leaves_the_keypad_for_another_try(harness):
    await harness.says("enter")
    harness.refuses = True
    keypad = await harness.person.last()
    await harness.presses(OTHER)
    harness.refuses = False
    await harness.presses(["clear", *PIN], on=keypad)
    assert harness.pins == [PIN]


async def test_an_older_keypad_takes_no_key(harness):
    await harness.says("enter")
    older = await harness.person.last()
    await harness.says("enter")
    await harness.presses(PIN[:5])
    await harness.presses(PIN[5:], on=older)
    assert harness.pins == []
    await harness.presses(PIN[5:])
    assert harness.pins == [PIN]


async def test_a_new_pin_is_strong_and_pressed_twice_alike(harness):
    await harness.says("choose")
    await harness.presses(WEAK)
    await harness.says("choose")
    await harness.presses(PIN + OTHER)
    assert WORDS.plain("registration-pin-differs")[:20] in await harness.shows()
    await harness.presses(PIN + PIN)
    assert harness.pins == [PIN]


async def test_what_was_pressed_is_in_the_secret_alone(harness):
    await harness.says("change")
    await harness.presses(PIN + PIN[:5])
    for digits in (PIN, PIN[:5], OTHER):
        assert digits in harness.kept.secret.decode()
        assert digits not in harness.kept.memory.decode()
    await harness.presses(PIN[5:])
    assert (harness.pins, harness.olds) == ([PIN], [OTHER])


async def test_a_dialogue_whose_secret_was_erased_begins_anew(harness):
    await harness.says("change")
    await harness.presses(PIN + PIN[:5])
    harness.kept = Remembered(harness.kept.memory)
    await harness.presses(PIN)
    assert harness.pins == []
    await harness.presses(PIN)
    assert (harness.pins, harness.olds) == ([PIN], [None])
