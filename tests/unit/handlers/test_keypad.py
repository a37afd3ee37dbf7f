"""The keypad: six keys make a PIN, a new one is pressed twice, and nothing of it stays in the dialogue's memory."""

import itertools
import json

import pytest
from aiogram import F
from aiogram.fsm.state import StatesGroup
from aiogram.types import Update

from bot.app import build_application
from bot.inbox import FROM_PAGES
from bot.providers import make_container
from bot.settings import read_settings
from bot.staff.access import NotAllowedRefused
from bot.texts.words import Texts
from handlers.dialogue.awaited import ANSWERED_ON_PAGE, Awaited, Awaiting
from handlers.keypad import PinChosen, PinEntered, ask_pin, old_pin, pin_question
from handlers.screen import Screen
from handlers.updates.fsm_storage import Remembered
from sandbox.client import connect
from sandbox.server import SAMPLE_TOKEN, Sandbox

PIN, OTHER, WEAK = "493817", "805264", "123456"
PAGES = "http://127.0.0.1:9"
WORDS = Texts().words("en")


class Entering(StatesGroup):
    pin = Awaiting(Awaited.PIN)


class Choosing(StatesGroup):
    pin = Awaiting(Awaited.PIN)


class Harness:
    """One person before a bot with one more dialogue; what that remembers is kept as the inbox keeps it."""

    def __init__(self, harness, person):
        self.harness, self.person, self.kept = harness, person, Remembered()
        self.pins, self.olds, self.refuses, self.updates = [], [], False, itertools.count(77)
        dispatcher = harness.inbox_worker.dispatcher
        dispatcher.message.register(self._asks, F.text.in_({"enter", "choose", "change"}))
        dispatcher.callback_query.register(self._entered, PinEntered(Entering.pin))
        dispatcher.callback_query.register(self._entered, PinChosen(Choosing.pin))

    async def _asks(self, turn):
        chosen, old = turn.message.text != "enter", OTHER if turn.message.text == "change" else ""
        await ask_pin(turn, Choosing.pin if chosen else Entering.pin, "The PIN", chosen=chosen, old=old)

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

    async def enters(self, pin, mark=None):
        """Enter a PIN on the page, for the open question unless another is named; answers what the page is told."""
        mark = self.question().mark if mark is None else mark
        message = {"message_id": (await self.person.last()).id, "date": 1, "chat": self._chat(), "text": ""}
        data = f"pin:{mark}:{pin}"
        query = {"id": "1", "from": self._user(), "chat_instance": "", "data": data, "message": message}
        await self._feeds(FROM_PAGES, callback_query=query)
        return self.memory()["data"][ANSWERED_ON_PAGE]["text"]

    def memory(self):
        return json.loads(self.kept.memory)

    def question(self):
        return pin_question(self.memory().get("state"), self.memory().get("data", {}))

    async def shows(self):
        return (await self.person.last()).text

    async def addresses(self):
        """Of the pages that the newest message opens."""
        rows = (await self.person.last()).raw.get("reply_markup", {}).get("inline_keyboard", [])
        return [one["web_app"]["url"] for row in rows for one in row if "web_app" in one]

    def _user(self):
        return {"id": self.person.id, "is_bot": False, "first_name": "Sample", "language_code": "en"}

    def _chat(self):
        return {"id": self.person.id, "type": "private"}

    async def _feeds(self, above=0, **content):
        numbered = {"update_id": above + next(self.updates), **content}
        update = Update.model_validate(numbered, context={"bot": self.harness.bot})
        memory = self.harness.inbox_worker.memory
        memory.recall(self.person.id, self.kept)
        await self.harness.inbox_worker.dispatcher.feed_update(self.harness.bot, update)
        self.kept = memory.changed(self.person.id) or self.kept


@pytest.fixture
def pages():
    """Where the bot's pages are; None without pages."""
    return


@pytest.fixture
async def harness(tmp_path, pages):
    async with Sandbox(limits=False) as server, connect(server.url) as sandbox:
        telegram = {"bot_token": SAMPLE_TOKEN, "bot_api_base": server.url, "messages_per_second": 0}
        settings = read_settings(**telegram, data_dir=tmp_path, public_url=pages, _env_file=None)
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


with_pages = pytest.mark.parametrize("pages", [PAGES])


@with_pages
async def test_where_the_bot_has_pages_a_button_opens_the_one_that_takes_the_pin(harness):
    await harness.says("enter")
    mark = harness.question().mark
    assert (harness.question().prompt, harness.question().chosen) == ("The PIN", False)
    assert await harness.addresses() == [f"{PAGES}/app/pin?mark={mark}&lang=en"]
    assert await harness.enters(PIN) == ""
    assert (harness.pins, await harness.shows(), harness.question()) == ([PIN], "Done", None)
    assert PIN not in harness.kept.memory.decode()
    assert harness.kept.secret == b""


@with_pages
async def test_what_refuses_the_pin_is_told_on_the_page_and_the_question_stays(harness):
    await harness.says("enter")
    question, harness.refuses = harness.question(), True
    assert await harness.enters(OTHER) == WORDS.plain("refused-not-allowed")
    assert harness.question() == question
    harness.refuses = False
    await harness.enters(PIN)
    assert harness.pins == [PIN]


@with_pages
async def test_the_page_of_an_older_question_takes_no_pin(harness):
    await harness.says("enter")
    older = harness.question().mark
    await harness.says("enter")
    assert harness.question().mark != older
    assert await harness.enters(PIN, older) == WORDS.plain("keypad-older")
    assert harness.pins == []
    assert await harness.addresses() != []
    await harness.enters(PIN)
    assert await harness.enters(PIN, older) == WORDS.plain("keypad-over")
    assert harness.pins == [PIN]


@with_pages
async def test_a_new_pin_from_the_page_is_strong_and_was_entered_twice_there(harness):
    await harness.says("change")
    assert await harness.enters(WEAK) == WORDS.plain("refused-pin-weak")
    assert harness.question().chosen
    assert await harness.enters(PIN) == ""
    assert (harness.pins, harness.olds) == ([PIN], [OTHER])


@with_pages
async def test_a_question_that_is_shown_again_opens_its_own_page(harness):
    await harness.says("enter")
    await harness.says("What is this?")
    assert await harness.addresses() == [f"{PAGES}/app/pin?mark={harness.question().mark}&lang=en"]
    await harness.says(PIN)
    assert await harness.addresses() == [f"{PAGES}/app/pin?mark={harness.question().mark}&lang=en"]
    await harness.enters(PIN)
    assert harness.pins == [PIN]


async def test_without_pages_no_button_opens_one(harness):
    await harness.says("enter")
    assert await harness.addresses() == []
    assert "⌫" in (await harness.person.last()).buttons
