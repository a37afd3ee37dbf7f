"""One limiter for several processes: by whichever of them a message goes, the limits hold."""

import asyncio
import time
from datetime import UTC, datetime

import pytest

from bot.notices.rates import Limiter, Pauses, Rates
from storage.pace import SqlPace

BOT = 1000000001


def paces(harness, neighbour, rates=None):
    return [SqlPace(one.engine, BOT, rates or Rates()) for one in (harness, neighbour)]


async def test_two_processes_together_get_the_places_of_one(harness, neighbour):
    here, there = paces(harness, neighbour, Rates(overall=10, headroom=1))
    waits = [await (here, there)[turn % 2].reserve(turn, urgent=True) for turn in range(20)]
    assert waits[:10] == [0.0] * 10
    assert all(0 < wait <= 1.005 for wait in waits[10:])


async def test_processes_that_ask_at_once_never_get_one_place_twice(harness, neighbour):
    here, there = paces(harness, neighbour, Rates(overall=10, headroom=1))
    waits = await asyncio.gather(*((here, there)[turn % 2].reserve(turn, urgent=True) for turn in range(25)))
    assert sum(wait == 0 for wait in waits) == 10
    assert sum(wait > 1.005 for wait in waits) == 5


async def test_a_chat_rests_for_a_second_whoever_wrote_to_it(harness, neighbour):
    here, there = paces(harness, neighbour)
    assert await here.reserve(7, urgent=False) == 0
    assert 0 < await there.reserve(7, urgent=False) <= 1.005
    assert await there.reserve(7, urgent=True) == 0


async def test_what_telegram_tells_one_process_all_keep(harness, neighbour):
    here, there = paces(harness, neighbour)
    await here.pause(1, "send", 3600)
    assert 3599 < await there.reserve(1, urgent=False, kind="send") <= 3600
    assert await there.reserve(2, urgent=False, kind="send") == 0
    assert await there.reserve(1, urgent=True, kind="send") == 0


async def test_chats_paused_by_different_processes_pause_the_notices_of_all(harness, neighbour):
    here, there = paces(harness, neighbour)
    await here.pause(1, "send", 3600)
    await there.pause(2, "send", 3600)
    await here.pause(3, "send", 3600)
    for pace in (here, there):
        assert 29 < await pace.reserve(9, urgent=False, kind="send") <= 30
        assert await pace.reserve(9, urgent=True, kind="send") == 0


async def test_pauses_in_force_can_be_looked_at(harness, neighbour):
    here, there = paces(harness, neighbour)
    assert await harness.store.queues.pauses(datetime.now(UTC)) == Pauses()
    await here.pause(1, "send", 3600)
    await there.pause(2, "send", 60)
    pauses = await harness.store.queues.pauses(datetime.now(UTC))
    assert (pauses.chats, pauses.notices_seconds) == (2, 0)
    assert 3590 < pauses.longest_seconds <= 3600


async def test_another_bot_on_the_same_database_has_its_own_limits(harness):
    await SqlPace(harness.engine, BOT, Rates()).pause(1, "send", 30)
    assert await SqlPace(harness.engine, BOT + 1, Rates()).reserve(1, urgent=False, kind="send") == 0


async def test_the_clock_is_the_databases_and_tells_seconds(harness):
    pace = SqlPace(harness.engine, BOT, Rates())
    async with harness.engine.begin() as connection:
        _, first = await pace._recall(connection)
    assert first == pytest.approx(time.time(), abs=2)


def test_a_clock_set_back_takes_the_places_with_it():
    rates = Rates(overall=2, headroom=1)
    limiter = Limiter(rates)
    limiter.reserve(1, 5000.0, urgent=True)
    limiter.reserve(2, 5000.0, urgent=True)
    back = Limiter.recalled(rates, limiter.remembered(), 1000.0)
    assert back.reserve(3, 1000.5, urgent=True) == pytest.approx(0.505)


def test_a_limiter_is_remembered_whole():
    limiter = Limiter()
    for chat in range(40):
        limiter.reserve(chat, chat / 50, urgent=chat % 3 == 0)
    limiter.pause(7, "send", 1.0, 5)
    again = Limiter.recalled(Rates(), limiter.remembered(), 1.0)
    assert again.remembered() == limiter.remembered()
    assert Limiter.recalled(Rates(), Limiter().remembered(), 0.0).remembered() == Limiter().remembered()
