"""Routers see only presses of the buttons that they handle."""

import pytest
from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, User

from handlers.filters import HasPrefix, skip_foreign_buttons


class ApplePressed(CallbackData, prefix="apple"):
    number: int


class PearPressed(CallbackData, prefix="pear"):
    pass


async def take(_):
    return "taken"


def press(data):
    sender = User(id=1, is_bot=False, first_name="Some")
    return CallbackQuery(id="1", chat_instance="1", data=data, from_user=sender)


@pytest.fixture
def routers():
    """Build a root with a router of apples, which contains one of pears."""
    root, apples, pears = Router(), Router(), Router()
    root.include_router(apples)
    apples.include_router(pears)
    apples.callback_query.register(take, ApplePressed.filter())
    pears.callback_query.register(take, PearPressed.filter())
    return root, apples, pears


async def handled(root, data):
    return await root.propagate_event("callback_query", press(data)) == "taken"


async def test_buttons_reach_their_handlers(routers):
    root, *_ = routers
    assert skip_foreign_buttons(root) == {"apple", "pear"}
    assert await handled(root, "apple:1")
    assert await handled(root, "pear")
    assert not await handled(root, "plum")
    assert not await handled(root, "apple:red")


async def test_the_filters_of_handlers_do_not_run_for_foreign_buttons(routers):
    root, apples, _ = routers
    seen = []

    async def look(callback):
        seen.append(callback.data)
        return False

    apples.callback_query.register(take, look, ApplePressed.filter())
    skip_foreign_buttons(root)
    for data in ("plum", "apples:1", "apple:1"):
        await handled(root, data)
    await handled(root, "apple:red")
    assert seen == ["apple:red"]


async def test_a_router_with_a_handler_of_any_button_sees_all_of_them(routers):
    root, _, pears = routers
    pears.callback_query.register(take)
    assert skip_foreign_buttons(root) is None
    assert await handled(root, "plum")


async def test_a_filter_of_prefixes_takes_the_whole_prefix():
    matches = HasPrefix({"me", "sg-my"})
    assert await matches(press("me"))
    assert await matches(press("sg-my:1:2"))
    assert not await matches(press("me-d"))
    assert not await matches(press(None))
