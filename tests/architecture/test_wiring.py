"""The wiring: whatever a handler asks for by name, the gate, a filter or the composition root gives it."""

import inspect

import pytest
from aiogram import Router

from bot.wiring.actions import snake
from bot.wiring.verbs import PRESSED
from handlers import include_rooms

FROM_AIOGRAM = {"message", "callback", "event", "bot", "state", "command", "event_update"}
FROM_THE_GATE = {"speaker", "organisations", "words", "show", "event_id", "now"}
FROM_FILTERS = {"callback_data", "parsed", "payload"}
FROM_THE_ROOT = {"texts", "codes"} | {snake(cls.__name__) for cls in PRESSED}


def handlers_of(router):
    for observer in router.observers.values():
        for handler in observer.handlers:
            yield router.name, handler.callback
    for below in router.sub_routers:
        yield from handlers_of(below)


@pytest.fixture(scope="module")
def rooms():
    root = Router()
    include_rooms(root)
    return list(handlers_of(root))


def test_every_parameter_of_every_handler_is_known_to_the_wiring(rooms):
    known = FROM_AIOGRAM | FROM_THE_GATE | FROM_FILTERS | FROM_THE_ROOT
    assert len(rooms) > 50
    for room, handler in rooms:
        for parameter in list(inspect.signature(handler).parameters.values())[1:]:
            if parameter.kind is not parameter.VAR_KEYWORD:
                assert parameter.name in known, f"{room}: {handler.__name__} asks for {parameter.name}"


def test_every_action_asked_for_by_handlers_has_the_type_it_says(rooms):
    actions = {snake(cls.__name__): cls for cls in PRESSED}
    for room, handler in rooms:
        for name, parameter in inspect.signature(handler).parameters.items():
            if name in actions:
                assert parameter.annotation is actions[name], f"{room}: {handler.__name__}({name})"


def test_no_action_is_wired_that_nobody_asks_for(rooms):
    asked = {name for _, handler in rooms for name in inspect.signature(handler).parameters}
    in_the_gate = {"find_speakers", "find_guest"}
    assert {snake(cls.__name__) for cls in PRESSED} - asked <= in_the_gate
