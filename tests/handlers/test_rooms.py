"""Buttons go to the rooms that know them, in the order in which all rooms stand."""

from aiogram.filters.callback_data import CallbackQueryFilter

from handlers import include_rooms
from handlers.rooms import Rooms


def prefixes(router):
    for each in router.chain_tail:
        for handler in each.callback_query.handlers:
            for one in handler.filters:
                if isinstance(one.callback, CallbackQueryFilter):
                    yield one.callback.callback_data.__prefix__


def test_every_button_reaches_every_room_that_has_a_handler_for_it_in_order():
    rooms = Rooms()
    include_rooms(rooms)
    assert len({word for room in rooms.sub_routers for word in prefixes(room)}) > 50
    for room in rooms.sub_routers:
        for word in prefixes(room):
            asked = rooms._that_know(word)
            assert room in asked
            assert asked == [one for one in rooms.sub_routers if one in asked]


def test_a_button_that_nobody_knows_reaches_the_fallback_and_passes_most_rooms_by():
    rooms = Rooms()
    include_rooms(rooms)
    asked = rooms._that_know("made-up")
    assert asked[-1].name == "fallback"
    assert len(asked) < len(rooms.sub_routers) / 2
