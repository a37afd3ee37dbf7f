"""Long polling: stored first, acknowledged then; an update that nobody can read holds back no other."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiogram import Dispatcher

from bot.errors import UnavailableError
from bot.settings import read_settings
from bot.startup.master_key import open_cipher
from handlers.bot_api.client import open_bot
from handlers.updates.fsm_storage import Memory
from handlers.updates.inbox import InboxWorker
from handlers.updates.polling import Polling
from sandbox.client import connect
from sandbox.server import SAMPLE_TOKEN, Sandbox
from storage.inbox.inbox import SqlInbox
from storage.opening import open_store

UNREADABLE = {"message": {"message_id": 5, "date": "yesterday", "chat": {"id": 7}, "from": {"id": 7}}}


class Failing(SqlInbox):
    """An inbox that is away for the first `failures` batches."""

    failures = 0

    async def store(self, *args, **named):
        if self.failures:
            self.failures -= 1
            raise UnavailableError("the disk of the database is full")
        return await super().store(*args, **named)


class Harness:
    """A sandbox, and a bot that notes the texts it is told."""

    def __init__(self, sandbox, bot, inbox):
        self.sandbox, self.bot, self.inbox, self.heard = sandbox, bot, inbox, []
        self.memory = Memory()
        dispatcher = Dispatcher(storage=self.memory)
        dispatcher.message.register(self._hears)
        self.inbox_worker = InboxWorker(inbox, dispatcher, bot, self.memory, "here")
        self.polling = Polling(self.inbox_worker, bot)

    async def _hears(self, message):
        self.heard.append(message.text)

    @asynccontextmanager
    async def polls(self):
        running = asyncio.create_task(self.polling.run())
        yield running
        await self.polling.stop()
        running.cancel()
        await asyncio.wait([running])
        await self.inbox_worker.stop(5)

    async def hears(self, *texts):
        for _ in range(200):
            if self.heard == list(texts):
                return
            await asyncio.sleep(0.05)
        raise AssertionError(self.heard)


@pytest.fixture
async def harness(tmp_path):
    async with Sandbox(limits=False) as server, connect(server.url) as sandbox:
        settings = read_settings(bot_token=SAMPLE_TOKEN, bot_api_base=server.url, data_dir=tmp_path, _env_file=None)
        cipher = open_cipher(settings)
        store = await open_store(settings, cipher)
        async with open_bot(settings) as bot:
            yield Harness(sandbox, bot, Failing(store._engine, store._engine, cipher))
        await store.close()


async def test_an_unreadable_update_is_kept_and_those_around_it_are_handled(harness):
    person = await harness.sandbox.add_person("Some Body")
    await person.sends("before")
    await harness.sandbox.inject(UNREADABLE)
    await person.sends("after")
    async with harness.polls():
        await harness.hears("before", "after")
        await person.sends("later")
        await harness.hears("before", "after", "later")
        for _ in range(200):
            if harness.inbox_worker.counters.dead:
                break
            await asyncio.sleep(0.05)
    assert harness.inbox_worker.counters.dead == 1
    assert harness.inbox_worker.counters.received == 4


async def test_an_update_that_could_not_be_stored_is_fetched_again(harness):
    harness.inbox.failures = 2
    await (await harness.sandbox.add_person("Some Body")).sends("hello")
    async with harness.polls():
        await harness.hears("hello")
    assert harness.inbox_worker.counters.received == 1


async def test_polling_goes_on_once_telegram_is_back(harness):
    await harness.sandbox.add_fault("bad_gateway", method="getUpdates", times=2)
    await (await harness.sandbox.add_person("Some Body")).sends("hello")
    async with harness.polls():
        await harness.hears("hello")


async def test_a_token_that_telegram_does_not_know_ends_the_polling(harness):
    stranger = read_settings(
        bot_token="1000000002:another-token", bot_api_base=harness.sandbox.url, data_dir=".", _env_file=None
    )
    async with open_bot(stranger) as bot:
        with pytest.raises(PermissionError, match="BOT_TOKEN"):
            await Polling(harness.inbox_worker, bot).run()
