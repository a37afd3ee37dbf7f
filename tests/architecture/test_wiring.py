"""The wiring: whatever a handler asks for by name, the gate, a filter or the composition root gives it."""

import inspect
from typing import Annotated, get_args, get_origin, get_type_hints

import pytest
from aiogram import Router

from bot.wiring.actions import snake
from bot.wiring.verbs import PRESSED
from handlers import include_rooms

FROM_AIOGRAM = {"message", "callback", "event", "bot", "state", "command", "event_update"}
FROM_MIDDLEWARES = {"turn", "button", "pin", "speaker", "organisations", "words", "show", "event_id", "now"}
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


def injected(handler):
    """What the handler asks the container for: the names of parameters, each with its type."""
    hints = get_type_hints(handler, include_extras=True).items()
    return {name: get_args(hint)[0] for name, hint in hints if get_origin(hint) is Annotated}


def test_every_parameter_of_every_handler_is_known_to_the_wiring(rooms):
    known = FROM_AIOGRAM | FROM_MIDDLEWARES | FROM_FILTERS | FROM_THE_ROOT
    assert len(rooms) > 50
    for room, handler in rooms:
        assert set(injected(handler).values()) <= set(PRESSED), f"{room}: {handler.__name__}"
        for parameter in list(inspect.signature(handler).parameters.values())[1:]:
            if parameter.kind is not parameter.VAR_KEYWORD and parameter.name not in injected(handler):
                assert parameter.name in known, f"{room}: {handler.__name__} asks for {parameter.name}"


def test_every_action_asked_for_by_handlers_has_the_type_it_says(rooms):
    actions = {snake(cls.__name__): cls for cls in PRESSED}
    for room, handler in rooms:
        for name, parameter in inspect.signature(handler).parameters.items():
            if name in actions and name not in injected(handler):
                assert parameter.annotation is actions[name], f"{room}: {handler.__name__}({name})"


def test_no_action_is_wired_that_nobody_asks_for(rooms):
    asked = {name for _, handler in rooms for name in inspect.signature(handler).parameters}
    asked |= {snake(cls.__name__) for _, handler in rooms for cls in injected(handler).values()}
    in_the_gate = {"find_speakers", "find_guest"}
    assert {snake(cls.__name__) for cls in PRESSED} - asked <= in_the_gate
