"""Updates go to the handlers they are for, in the order in which all rooms stand."""

from types import SimpleNamespace

import pytest
from aiogram import Bot, F, Router
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Update

from bot.errors import Refused
from handlers import include_rooms
from handlers.fsm_storage import Memory
from handlers.rooms import KINDS, Rooms

PERSON = {"id": 7, "is_bot": False, "first_name": "Sample"}
CHAT = {"id": 7, "type": "private", "first_name": "Sample"}
BOT = Bot("1000000001:sample-token")


class Asking(StatesGroup):
    name = State()


async def open_gate(enter, update, data):
    data["words"] = "of the person"
    await enter(update, data)


def rooms_of(root):
    memory = Memory()
    memory.recall(7, b"")
    return Rooms(root, open_gate, memory, {}), memory


def said(text):
    return Update.model_validate(
        {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": CHAT, "from": PERSON, "text": text}}
    )


def pressed(data):
    return Update.model_validate(
        {"update_id": 1, "callback_query": {"id": "1", "from": PERSON, "chat_instance": "1", "data": data}}
    )


def telling(told, name):
    async def handler(_):
        told.append(name)

    return handler


@pytest.fixture(scope="module")
def harness():
    root = Router()
    include_rooms(root)
    return root


def test_every_button_reaches_every_door_that_is_for_it_in_order(harness):
    rooms, _ = rooms_of(harness)
    every = rooms._buttons[None]
    words = {door.word for doors in rooms._buttons.values() for door in doors if door.word}
    assert len(words) > 50
    whole = [handler for each in harness.chain_tail for handler in each.callback_query.handlers]
    for word in words:
        asked = rooms.that_know(SimpleNamespace(data=f"{word}:x"))
        assert [door for door in asked if door.word is None] == every
        order = [whole.index(next(one for one in whole if one.callback is door.handler.call)) for door in asked]
        assert order == sorted(order)


def test_a_button_that_nobody_knows_reaches_the_fallback_alone(harness):
    rooms, _ = rooms_of(harness)
    assert [door.handler.call.__name__ for door in rooms.that_know(SimpleNamespace(data="made-up"))] == [
        "on_outdated_button"
    ]


def test_the_rooms_register_nothing_that_the_doors_do_not_know(harness):
    for room in harness.chain_tail:
        for kind, observer in room.observers.items():
            assert not observer.handlers or kind in KINDS
            assert not list(observer.middleware)
            assert not list(observer.outer_middleware)


async def test_a_rooms_own_handlers_come_before_those_of_the_rooms_in_it():
    told = []
    outer, inner, last = Router(), Router(), Router()
    outer.include_router(inner)
    inner.message.register(telling(told, "inner"))
    outer.message.register(telling(told, "outer"), F.text == "out")
    last.message.register(telling(told, "last"))
    root = Router()
    root.include_routers(outer, last)
    rooms, _ = rooms_of(root)
    await rooms.handle(BOT, said("out"))
    await rooms.handle(BOT, said("in"))
    assert told == ["outer", "inner"]


async def test_whom_a_room_is_for_is_asked_once_an_update_and_its_answer_stays_in_the_room():
    told, asked = [], []

    async def is_for(_, words):
        asked.append(words)
        return {"words": "of the room"}

    async def inside(_, words):
        told.append(words)

    room, last = Router(), Router()
    room.message.filter(is_for)
    room.message.register(inside, F.text == "a")
    room.message.register(inside, F.text == "b")
    last.message.register(inside)
    root = Router()
    root.include_routers(room, last)
    rooms, _ = rooms_of(root)
    await rooms.handle(BOT, said("b"))
    await rooms.handle(BOT, said("c"))
    assert asked == ["of the person"] * 2
    assert told == ["of the room", "of the person"]


async def test_a_state_a_command_and_a_button_are_told_apart():
    told = []
    root = Router()
    root.message.register(telling(told, "waiting"), Asking.name)
    root.message.register(telling(told, "anything"))
    root.callback_query.register(telling(told, "button"))
    rooms, memory = rooms_of(root)
    await rooms.handle(BOT, said("x"))
    memory._user_queues[7]["state"] = Asking.name.state
    await rooms.handle(BOT, said("x"))
    await rooms.handle(BOT, pressed("x"))
    await rooms.handle(BOT, Update(update_id=1))
    assert told == ["anything", "waiting", "button"]


async def test_a_refusal_is_for_the_room_that_words_it_and_a_bug_for_nobody():
    told = []

    async def refuse(message):
        raise Refused if message.text == "refused" else LookupError

    async def on_refused(event, **now):
        told.append((type(event.exception), now["event_from_user"].id))

    root = Router()
    root.message.register(refuse)
    root.errors.register(on_refused, lambda event: isinstance(event.exception, Refused))
    rooms, _ = rooms_of(root)
    await rooms.handle(BOT, said("refused"))
    with pytest.raises(LookupError):
        await rooms.handle(BOT, said("a bug"))
    assert told == [(Refused, 7)]
