"""The wiring: every use case is provided, and every handler is given what it asks for."""

import dataclasses
import importlib
import inspect
import pkgutil
from typing import Annotated, get_args, get_origin, get_type_hints

import pytest
from aiogram import Router
from aiogram.types import User
from dishka import Provider, Scope, provide
from e2e.staging import TOKEN

import bot
from bot.jobs import PERIODIC
from bot.providers import make_container
from bot.providers.by_name import snake_case, use_cases_by_name
from bot.providers.telegram import BotUser
from bot.settings import read_settings
from handlers import include_rooms

BUILDING = ("bot.__main__", "bot.app", "bot.cli", "bot.jobs", "bot.providers")
OF_THE_COMMAND_LINE = {"NameOwner"}
FROM_AIOGRAM = {"message", "callback", "event", "bot", "state", "command", "event_update"}
FROM_MIDDLEWARES = {"turn", "button", "pin", "speaker", "organisations", "words", "show", "event_id", "now"}
FROM_FILTERS = {"callback_data", "parsed", "payload"}


class WithoutTelegram(Provider):
    """Knows who the bot is without asking."""

    scope = Scope.APP

    @provide
    def user(self) -> BotUser:
        return BotUser(User(id=1_000_000_001, is_bot=True, first_name="Sample", username="countersign_demo_bot"))


@pytest.fixture(scope="module")
async def container(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    settings = read_settings(bot_token=TOKEN, data_dir=folder, tsa_url="https://tsa.example.org/")
    container = make_container(settings, WithoutTelegram())
    yield container
    await container.close()


def is_use_case(found):
    """Frozen dataclasses that are called and waited for; one of them opens files, as an asynchronous context."""
    call = inspect.unwrap(found.__dict__.get("__call__", is_use_case))
    frozen = dataclasses.is_dataclass(found) and found.__dataclass_params__.frozen
    return frozen and (inspect.iscoroutinefunction(call) or inspect.isasyncgenfunction(call))


def use_cases():
    """Every use case in the modules of the features."""
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        if not module.name.startswith(BUILDING):
            for found in vars(importlib.import_module(module.name)).values():
                if inspect.isclass(found) and found.__module__ == module.name and is_use_case(found):
                    yield found


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


async def test_every_use_case_is_provided(container):
    found = [one for one in use_cases() if one.__name__ not in OF_THE_COMMAND_LINE]
    assert len(found) > 100
    for use_case in found:
        assert type(await container.get(use_case)) is use_case


def injected(handler):
    """What the handler asks the container for: the names of parameters, each with its type."""
    hints = get_type_hints(handler, include_extras=True).items()
    return {name: get_args(hint)[0] for name, hint in hints if get_origin(hint) is Annotated}


async def test_every_parameter_of_every_handler_is_known_to_the_wiring(rooms, container):
    known = FROM_AIOGRAM | FROM_MIDDLEWARES | FROM_FILTERS | {"texts"} | (await use_cases_by_name(container)).keys()
    assert len(rooms) > 50
    for room, handler in rooms:
        for parameter in list(inspect.signature(handler).parameters.values())[1:]:
            if parameter.kind is not parameter.VAR_KEYWORD and parameter.name not in injected(handler):
                assert parameter.name in known, f"{room}: {handler.__name__} asks for {parameter.name}"


async def test_every_dependency_of_handlers_is_provided_with_its_declared_type(rooms, container):
    given = await use_cases_by_name(container)
    for room, handler in rooms:
        for name, parameter in inspect.signature(handler).parameters.items():
            if name in given and name not in injected(handler):
                assert parameter.annotation is type(given[name]), f"{room}: {handler.__name__}({name})"


def test_no_use_case_is_provided_that_nobody_asks_for(rooms):
    dependency = {name for _, handler in rooms for name in inspect.signature(handler).parameters}
    dependency |= {snake_case(cls.__name__) for _, handler in rooms for cls in injected(handler).values()}
    dependency |= {snake_case(one.use_case.__name__) for one in PERIODIC}
    found = list(use_cases())
    parts = {field.type for one in found for field in dataclasses.fields(one)}
    elsewhere = {"FindSpeakers", "FindGuest", "CountDown", "NoteDelivered", "NoteUnreached", "NoteLetters", "Faces"}
    for one in found:
        used = snake_case(one.__name__) in dependency or one in parts or one.__name__ in elsewhere | OF_THE_COMMAND_LINE
        assert used, f"{one.__name__} is asked for by nobody"
