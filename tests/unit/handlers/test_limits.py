"""Strangers are answered with the capacity that registered people leave; edits of one message keep their order."""

import asyncio
import time

import pytest
from aiogram.methods import EditMessageText, SendMessage

from bot.notices.rates import Limiter
from bot.settings import read_settings
from handlers.bot_api.client import open_bot
from handlers.bot_api.limits import (
    BROADCAST,
    MOST_STRANGERS_WAITING,
    STILL_WANTED,
    STRANGER,
    AnswerDroppedError,
    KeepLimits,
    OwnPace,
    StrangersLimit,
    SupersededError,
)
from sandbox.client import connect
from sandbox.server import SAMPLE_TOKEN, Sandbox


async def answer(bot, chat_id, *, stranger):
    STRANGER.set(stranger)
    began = time.monotonic()
    await bot.send_message(chat_id, "answer")
    return time.monotonic() - began


async def test_a_registered_person_is_answered_before_a_crowd_of_strangers():
    async with Sandbox(limits=False) as server, connect(server.url) as client:
        settings = read_settings(bot_token=SAMPLE_TOKEN, bot_api_base=server.url, _env_file=None)
        async with open_bot(settings, KeepLimits(OwnPace(Limiter()))) as bot:
            people = [await client.add_person(f"Person {number}") for number in range(61)]
            for person in people:
                await person.sends("/start")
            crowd = [asyncio.create_task(answer(bot, one.id, stranger=True)) for one in people[1:]]
            waits = []
            for _ in range(5):
                await asyncio.sleep(0.1)
                waits.append(await asyncio.create_task(answer(bot, people[0].id, stranger=False)))
            assert sum(task.done() for task in crowd) < len(crowd)
            assert max(waits) < 1
            await asyncio.gather(*crowd)


async def test_few_strangers_are_handled_at_once_and_a_flood_of_them_is_cut_off():
    limit, handled, go_on = StrangersLimit(at_once=3, most_waiting=5), [], asyncio.Event()

    async def handle(number):
        async with limit.turn():
            handled.append(number)
            await go_on.wait()

    crowd = [asyncio.create_task(handle(number)) for number in range(8)]
    await asyncio.sleep(0.01)
    assert handled == [0, 1, 2]
    with pytest.raises(AnswerDroppedError):
        await handle(8)
    crowd[7].cancel()
    await asyncio.sleep(0.01)
    crowd.append(asyncio.create_task(handle(9)))
    go_on.set()
    await asyncio.gather(*crowd, return_exceptions=True)
    assert handled == [0, 1, 2, 3, 4, 5, 6, 9]
    await asyncio.wait_for(handle(10), 1)


class Full:
    """A pace without capacity."""

    async def reserve(self, *_, **__):
        return 60.0


async def test_a_flood_of_strangers_is_cut_off():
    keep = KeepLimits(Full())
    STRANGER.set(True)
    message = SendMessage(chat_id=7, text="answer")
    waiting = [asyncio.create_task(keep._wait(message)) for _ in range(MOST_STRANGERS_WAITING)]
    await asyncio.sleep(0.01)
    with pytest.raises(AnswerDroppedError):
        await keep._wait(message)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert keep._strangers_waiting == 0


def edit(text, message_id=5):
    return EditMessageText(chat_id=7, message_id=message_id, text=text)


async def test_a_page_opened_while_an_edit_of_its_message_is_under_way_is_shown_after_it():
    limits, arrived, go_on = KeepLimits(None), [], asyncio.Event()

    async def telegram(_, method):
        if method.text == "board":
            await go_on.wait()
        arrived.append(method.text)

    board = asyncio.create_task(limits(telegram, None, edit("board")))
    await asyncio.sleep(0.01)
    page = asyncio.create_task(limits(telegram, None, edit("page")))
    await limits(telegram, None, edit("another message", message_id=6))
    await asyncio.sleep(0.01)
    assert arrived == ["another message"]
    go_on.set()
    await asyncio.gather(board, page)
    assert arrived == ["another message", "board", "page"]


class OnceBusy:
    """A pace that lets the first call wait for a moment."""

    def __init__(self):
        self.waits = [0.3]

    async def reserve(self, *_, **__):
        return self.waits.pop() if self.waits else 0.0


@pytest.mark.parametrize("opened", [True, False])
async def test_an_edit_asks_after_it_waited_whether_its_message_still_shows_the_same(opened):
    limits, arrived, shown = KeepLimits(OnceBusy()), [], ["board"]

    async def telegram(_, method):
        arrived.append(method.text)

    async def refresh():
        BROADCAST.set(True)
        STILL_WANTED.set(still_wanted)
        await limits(telegram, None, edit("board"))

    async def still_wanted():
        return shown == ["board"]

    refreshing = asyncio.create_task(refresh())
    await asyncio.sleep(0.05)
    if opened:
        shown[:] = ["page"]
    (result,) = await asyncio.gather(refreshing, return_exceptions=True)
    assert (type(result), arrived) == ((SupersededError, []) if opened else (type(None), ["board"]))
