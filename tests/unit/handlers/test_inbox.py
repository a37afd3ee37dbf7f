"""The intake over a real inbox, and what it does while something that an update needs is away."""

import asyncio
import errno
import json
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from aiogram import Dispatcher
from aiogram.exceptions import TelegramRetryAfter, TelegramServerError
from aiogram.methods import GetMe

from bot.errors import UnavailableError
from bot.inbox import FROM_PAGES, SECRET_KEPT, StoredUpdate
from bot.settings import read_settings
from bot.startup.master_key import open_cipher
from handlers.bot_api.client import open_bot
from handlers.updates import inbox as inbox_worker
from handlers.updates.fsm_storage import Memory
from handlers.updates.inbox import CRASHES, LEASE, InboxWorker
from sandbox.server import SAMPLE_TOKEN
from storage.inbox.inbox import SqlInbox
from storage.opening import open_store

TELEGRAM = TelegramServerError(GetMe(), "Bad Gateway")
FLOOD = TelegramRetryAfter(GetMe(), "Too Many Requests", 1)
DATABASE = UnavailableError("the disk of the database is full")
DISK = OSError(errno.ENOSPC, "No space left on device")


class Handling:
    """A dispatcher with one handler of messages; each of `troubles` is met by one try."""

    def __init__(self, *troubles):
        self.troubles, self.tried, self.memory = list(troubles), [], Memory()
        self.dispatcher = Dispatcher(storage=self.memory)
        self.dispatcher.message.register(self.handle)

    async def handle(self, _, event_update):
        self.tried.append(event_update.update_id)
        if self.troubles:
            raise self.troubles.pop(0)


class Faulty(SqlInbox):
    """An inbox whose next answers are `troubles`, though what was asked for may be done."""

    troubles = ()

    async def done(self, *args, **named):
        answer = await super().done(*args, **named)
        if self.troubles:
            self.troubles, (trouble, *_) = self.troubles[1:], self.troubles
            raise trouble
        return answer


@asynccontextmanager
async def working(tmp_path, monkeypatch, handling):
    monkeypatch.setattr(inbox_worker, "UNAVAILABLE_PAUSES", (0.01,) * 5)
    nobody = "http://127.0.0.1:1"
    settings = read_settings(bot_token=SAMPLE_TOKEN, bot_api_base=nobody, data_dir=tmp_path, _env_file=None)
    cipher = open_cipher(settings)
    store = await open_store(settings, cipher)
    async with open_bot(settings) as bot:
        yield InboxWorker(
            Faulty(store._engine, store._engine, cipher), handling.dispatcher, bot, handling.memory, "here"
        )
    await store.close()


def update(number):
    person = {"id": 7, "is_bot": False, "first_name": "Sample"}
    chat = {"id": 7, "type": "private"}
    at = int(datetime.now(UTC).timestamp())
    return {"update_id": number, "message": {"message_id": 1, "date": at, "chat": chat, "from": person, "text": "x"}}


async def settles(taken):
    await asyncio.wait_for(asyncio.gather(*taken._working.values()), 20)


@pytest.mark.parametrize("trouble", [TELEGRAM, FLOOD, DATABASE, DISK], ids=["telegram", "flood", "database", "disk"])
async def test_an_update_waits_until_what_it_needs_is_back(tmp_path, monkeypatch, trouble):
    handling = Handling(trouble, trouble, trouble, trouble)
    async with working(tmp_path, monkeypatch, handling) as taken:
        await taken.take([update(1), update(2)])
        await settles(taken)
        assert handling.tried == [1] * 5 + [2]
        assert (taken.counters.handled, taken.counters.failed) == (2, 0)
        assert await taken.inbox.holders() == set()


async def test_trouble_that_does_not_end_for_one_update_holds_up_its_sender_no_longer_than_some_tries(
    tmp_path, monkeypatch
):
    handling = Handling(*[TELEGRAM] * 5)
    async with working(tmp_path, monkeypatch, handling) as taken:
        await taken.take([update(1)])
        await settles(taken)
        assert handling.tried == [1] * 6
        assert (taken.counters.handled, taken.counters.failed) == (1, 1)


async def test_what_was_handled_is_not_handled_again_because_the_database_went_away_before_it_was_marked(
    tmp_path, monkeypatch
):
    handling = Handling()
    async with working(tmp_path, monkeypatch, handling) as taken:
        taken.inbox.troubles = [DATABASE, DATABASE]
        await taken.take([update(1)])
        await settles(taken)
        await taken.take([update(2), update(3)])
        await settles(taken)
        assert handling.tried == [1, 2, 3]


async def test_a_queue_whose_lease_may_have_expired_is_left_to_other_processes(tmp_path, monkeypatch):
    monkeypatch.setattr(inbox_worker, "HELD_SECONDS", -1)
    handling = Handling(DATABASE)
    async with working(tmp_path, monkeypatch, handling) as taken:
        await taken.take([update(1)])
        await settles(taken)
        assert handling.tried == [1]
        assert await taken.inbox.holders() == {"here"}  # until the lease has run out


async def test_what_a_page_sent_before_a_long_stop_is_given_up_when_a_process_starts(tmp_path, monkeypatch):
    handling, late = Handling(), datetime.now(UTC) - SECRET_KEPT
    async with working(tmp_path, monkeypatch, handling) as taken:
        for number in (FROM_PAGES, 1):
            stored = StoredUpdate(number, 7, json.dumps(update(number)).encode())
            await taken.inbox.store([stored], holder="", now=late, until=late, most=0)
        starting = asyncio.create_task(taken.keep_going())
        for _ in range(1000):
            if not await taken.inbox.is_busy(7):
                break
            await asyncio.sleep(0.02)
        starting.cancel()
        await asyncio.gather(starting, return_exceptions=True)
        assert handling.tried == [1]


async def test_an_update_that_ends_its_process_each_time_becomes_a_dead_letter(tmp_path, monkeypatch):
    handling = Handling()
    async with working(tmp_path, monkeypatch, handling) as taken:
        await taken.inbox.store(
            [StoredUpdate(1, 7, json.dumps(update(1)).encode()), StoredUpdate(2, 7, json.dumps(update(2)).encode())],
            holder="dead",
            now=datetime.now(UTC),
            until=datetime.now(UTC) + LEASE,
        )
        for _ in range(CRASHES - 1):
            await taken.inbox.release(holder="dead", died=True)
            await taken.inbox.claim(holder="dead", now=datetime.now(UTC), until=datetime.now(UTC) + LEASE, most=9)
        await taken.inbox.release(holder="dead", died=True)
        await taken._take_up(9)
        await settles(taken)
        assert handling.tried == [2]
        assert (taken.counters.dead, taken.counters.handled) == (1, 1)
