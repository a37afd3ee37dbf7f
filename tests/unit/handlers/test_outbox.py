"""Notices sent by the real outbox worker, from a real database to the sandbox, and what Telegram may answer."""

import asyncio
import time
from collections import Counter
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from datetime import time as hour
from uuid import uuid4

import pytest
from aiogram.exceptions import TelegramServerError

from benchmarks.seed import seeded_database
from bot.ids import EventId
from bot.notices.outbox import Address, Delivered, Held, NewNotice
from bot.notices.rates import Limiter, Rates
from bot.notices.schedule import WorkingTime
from bot.settings import read_settings
from bot.signing.notices import DocumentFinished
from bot.staff.notices import PinUnlocked
from bot.texts.words import Texts
from handlers.bot_api.client import open_bot
from handlers.bot_api.files import Files
from handlers.bot_api.limits import BROADCAST, KeepLimits, OwnPace
from handlers.notice_screens import notice_screen
from handlers.outbox import OutboxWorker
from handlers.outbox.records import Records
from handlers.outbox.sending import Sender
from sandbox.client import connect
from sandbox.server import SAMPLE_TOKEN, Sandbox


@asynccontextmanager
async def telegram(pace=None):
    """A sandbox without limits, a client of it, and a bot that keeps `pace`."""
    async with Sandbox(limits=False) as server, connect(server.url) as client:
        settings = read_settings(bot_token=SAMPLE_TOKEN, bot_api_base=server.url, _env_file=None)
        limits = KeepLimits(pace)
        async with open_bot(settings, limits) as bot:
            yield client, bot, limits


class Post:
    """The outbox worker over a database of its own; `jump` sets its clock forward."""

    def __init__(self, rows, bot):
        self.rows, self.jump, self.arrived, self.lost = rows, timedelta(0), [], []
        sender = Sender(bot, Files(bot, None), Texts(), self.clock, notice_screen)
        records = Records(rows.store.transaction, self._note, self._note_lost)
        self.outbox_worker = OutboxWorker(rows.store.transaction, sender, records, self.clock, "here")

    def clock(self):
        return datetime.now(UTC) + self.jump

    async def answer(self, chat_id):
        """Send what a handler would send."""
        BROADCAST.set(False)
        await self.outbox_worker.send.bot.send_message(chat_id, "answer")

    async def _note(self, arrived):
        self.arrived += [each.notice.id for each in arrived]

    async def _note_lost(self, lost):
        self.lost += [each.notice.id for each in lost]

    async def until(self, what):
        """Wait until the numbers of the outbox are so."""
        for _ in range(400):
            standing = await self.rows.store.queues.outbox(self.clock())
            if what(standing):
                return standing
            await asyncio.sleep(0.05)
        raise AssertionError(standing)

    @asynccontextmanager
    async def open(self):
        running = asyncio.create_task(self.outbox_worker.run())
        try:
            yield self
        finally:
            self.outbox_worker.stop()
            await asyncio.wait_for(running, 30)


@asynccontextmanager
async def post(tmp_path, people, *, notices=(), pace=None):
    """People who can be written to, with so many notices for each of the first of them."""
    settings = {"BOT_TOKEN": SAMPLE_TOKEN, "DATA_DIR": str(tmp_path)}
    async with telegram(pace) as (client, bot, _), seeded_database(settings) as rows:
        phones = [await client.add_person(f"Person {number}") for number in range(people)]
        for phone in phones:
            await phone.sends("/start")
        registered = await rows.add_people([phone.id for phone in phones])
        readers = [person for person, times in zip(registered, notices, strict=False) for _ in range(times)]
        if readers:
            await rows.add_notices(readers, len(readers))
        yield client, phones, Post(rows, bot)


async def heard(phone):
    return [message.text for message in await phone.messages() if not message.outgoing]


async def test_every_notice_is_sent_once_in_order_and_noted(tmp_path):
    async with post(tmp_path, 3, notices=(4, 3, 2)) as (_, phones, office), office.open():
        await office.until(lambda standing: standing.delivered == 9)
        told = [await heard(phone) for phone in phones]
        assert [len(one) for one in told] == [4, 3, 2]
        numbers = [[int("".join(filter(str.isdigit, text))) for text in one] for one in told]
        assert numbers == [sorted(one) for one in numbers]
        assert Counter(office.arrived).most_common(1)[0][1] == 1
        assert len(office.arrived) == 9


KYIV = WorkingTime("Europe/Kyiv", frozenset({1, 2, 3, 4, 5}), hour(9), hour(18))
FRIDAY_EVENING = datetime(2026, 3, 13, 18, 30, tzinfo=UTC)
FINISHED = DocumentFinished("Order 17", "0" * 64, "order.pdf", 1, 1)


@pytest.mark.parametrize("telegram_id", [1, None])
async def test_a_finished_file_waits_for_working_hours(telegram_id):
    """Also where it would go by letter."""
    sender = Sender(None, None, Texts(), lambda: FRIDAY_EVENING, notice_screen)
    notice = NewNotice(uuid4(), uuid4(), FINISHED, EventId("job"), FRIDAY_EVENING).to(uuid4())
    held = await sender(Address(notice, telegram_id, "en", KYIV))
    assert held == Held(notice, datetime(2026, 3, 16, 7, tzinfo=UTC))


async def test_what_somebody_did_is_told_at_night(tmp_path):
    night = FRIDAY_EVENING
    async with telegram() as (client, bot, _):
        phone = await client.add_person("Person")
        await phone.sends("/start")
        sender = Sender(bot, Files(bot, None), Texts(), lambda: night, notice_screen)
        notice = NewNotice(uuid4(), uuid4(), PinUnlocked(), EventId("job"), night).to(uuid4())
        assert isinstance(await sender(Address(notice, phone.id, "en", KYIV)), Delivered)


async def test_a_page_instead_of_an_answer_is_no_fault_of_the_notice_however_often_it_comes(tmp_path):
    async with post(tmp_path, 1, notices=(1,)) as (client, phones, office):
        await client.add_fault("bad_gateway", method="sendMessage", times=8)
        async with office.open():
            for _ in range(8):
                await office.until(lambda standing: standing.pending == 1 and standing.oldest_due_at is None)
                office.jump += timedelta(minutes=16)
                office.outbox_worker.nudge()
            await office.until(lambda standing: standing.delivered == 1)
        assert len(await heard(phones[0])) == 1


async def test_who_blocked_the_bot_or_is_unknown_to_telegram_is_told_apart_from_trouble(tmp_path):
    async with post(tmp_path, 4, notices=(1, 1, 1, 1)) as (client, phones, office):
        await phones[0].blocks_the_bot()
        await phones[1].changes(deactivated=True)
        await client.add_fault("drop", method="sendMessage")
        async with office.open():
            await office.until(lambda standing: standing.pending == 1)
            office.jump += timedelta(seconds=10)
            office.outbox_worker.nudge()
            standing = await office.until(lambda standing: standing.pending == 0)
            assert (standing.unreachable, standing.delivered, standing.dropped) == (2, 2, 0)
        assert len(office.lost) == 2


async def test_somebody_with_hundreds_of_notices_holds_up_nobody_else(tmp_path):
    pace = OwnPace(Limiter())
    async with post(tmp_path, 41, notices=(200, *[1] * 40), pace=pace) as (_, phones, office), office.open():
        for _ in range(400):
            if all([await heard(phone) for phone in phones[1:]]):
                break
            await asyncio.sleep(0.05)
        told = [len(await heard(phone)) for phone in phones]
        assert told[1:] == [1] * 40
        assert told[0] < 20


async def test_notices_not_sent_when_the_sender_stops_are_released(tmp_path):
    pace = OwnPace(Limiter(Rates.of(2)))
    async with post(tmp_path, 10, notices=[1] * 10, pace=pace) as (_, _phones, office):
        async with office.open():
            await office.until(lambda standing: standing.delivered)
        async with office.rows.store.transaction() as tx:
            assert await tx.outbox.holders() == set()


async def test_an_answer_that_came_too_fast_for_its_chat_is_waited_for_and_holds_up_nobody_else():
    limiter = Limiter()
    async with telegram(OwnPace(limiter)) as (client, bot, limits):
        person = await client.add_person("Person")
        await person.sends("/start")
        await client.set_limits(enabled=True, chat_burst=2)
        for number in range(4):
            await bot.send_message(person.id, f"{number}")
        assert await heard(person) == ["0", "1", "2", "3"]
        assert limits.counters.too_many >= 1
        assert limiter.pauses(time.monotonic()).notices_seconds == 0


async def test_a_notice_told_to_wait_an_hour_holds_up_neither_answers_nor_other_notices(tmp_path):
    limiter = Limiter()
    async with post(tmp_path, 6, notices=(2, 1, 1, 1, 1, 1), pace=OwnPace(limiter)) as (client, phones, office):
        await client.add_fault("too_many_requests", method="sendMessage", seconds=3600)
        async with office.open():
            standing = await office.until(lambda standing: standing.delivered == 5)
            for phone in phones:
                await asyncio.wait_for(office.answer(phone.id), 10)
        assert standing.pending == 2  # both to the chat that Telegram paused
        assert limiter.pauses(time.monotonic()).chats == 1
        assert all(["answer" in await heard(phone) for phone in phones])


async def test_notices_pause_when_telegram_refuses_several_chats_and_answers_go_on(tmp_path):
    limiter = Limiter()
    async with post(tmp_path, 8, notices=[1] * 8, pace=OwnPace(limiter)) as (client, phones, office):
        await client.add_fault("too_many_requests", method="sendMessage", seconds=3600, times=3)
        async with office.open():
            await office.until(lambda _: limiter.pauses(time.monotonic()).notices_seconds > 25)
            for phone in phones:
                await asyncio.wait_for(office.answer(phone.id), 10)


async def test_an_answer_outlives_a_page_of_a_proxy_and_a_notice_leaves_it_to_the_outbox():
    async with telegram() as (client, bot, _):
        person = await client.add_person("Person")
        await person.sends("/start")
        await client.add_fault("bad_gateway", method="sendMessage", times=2)
        await bot.send_message(person.id, "answer")
        await client.add_fault("server_error", method="sendMessage")
        BROADCAST.set(True)
        with pytest.raises(TelegramServerError):
            await bot.send_message(person.id, "notice")
        assert await heard(person) == ["answer"]
