"""The wiring: every use case is provided, and every handler is given what it asks for."""

import dataclasses
import importlib
import inspect
import pkgutil
from typing import Annotated, get_args, get_origin, get_type_hints

import pytest
from aiogram import Router
from aiogram.types import User
from aiohttp import web as http
from dishka import Provider, Scope, provide
from e2e.servers.stage import TOKEN

import bot
from bot.jobs import PERIODIC
from bot.providers import make_container
from bot.providers.telegram import BotUser
from bot.settings import read_settings
from handlers import include_routers
from web import crl
from web.app import routes as app_pages
from web.kiosk import routes as kiosk
from web.landing import routes as landing
from web.scan import routes as scan
from web.verify import routes as verify

BUILDING = ("bot.__main__", "bot.app", "bot.cli", "bot.jobs", "bot.providers")
OF_THE_COMMAND_LINE = {"AddOwner", "CountFiles", "MarkFiles"}
GIVEN = {"turn", "button", "pin", "bot", "command", "parsed", "payload"}
"""What middlewares and filters give to handlers, by name."""
ELSEWHERE = {
    "FindOrganisation",
    "FindGuestSession",
    "FindAtKiosk",
    "FindSession",
    "FindSpeakers",
    "FindGuest",
    "ClaimBoards",
    "CountDown",
    "IsBoardShown",
    "MarkBoardFresh",
    "NoteDelivered",
    "NoteUnreached",
    "NoteLetters",
    "Faces",
}
"""Use cases that middlewares, filters, the access of pages, workers and other use cases call."""


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


def handlers_of_pages():
    app = http.Application()
    verify.add_routes(app)
    app_pages.add_routes(app)
    landing.add_routes(app)
    crl.add_routes(app)
    scan.add_routes(app)
    kiosk.add_routes(app)
    for route in app.router.routes():
        yield "pages", route.handler.__dishka_orig_func__


@pytest.fixture(scope="module")
def handlers():
    root = Router()
    include_routers(root)
    return [*handlers_of(root), *handlers_of_pages()]


async def test_every_use_case_is_provided(container):
    found = [one for one in use_cases() if one.__name__ not in OF_THE_COMMAND_LINE]
    assert len(found) > 100
    for use_case in found:
        assert type(await container.get(use_case)) is use_case


def injected(handler):
    """What the handler asks the container for: the names of parameters, each with its type."""
    hints = get_type_hints(handler, include_extras=True).items()
    return {name: get_args(hint)[0] for name, hint in hints if get_origin(hint) is Annotated}


async def test_handlers_ask_for_nothing_but_the_turn_filter_results_and_injected_use_cases(handlers):
    assert len(handlers) > 50
    for router, handler in handlers:
        for parameter in list(inspect.signature(handler).parameters.values())[1:]:
            known = parameter.name in GIVEN or parameter.name in injected(handler)
            assert known, f"{router}: {handler.__name__} asks for {parameter.name}"


async def test_everything_that_handlers_have_injected_is_provided(handlers, container):
    for wanted in {one for _, handler in handlers for one in injected(handler).values()}:
        assert await container.get(wanted) is not None


def test_no_use_case_is_provided_that_nobody_asks_for(handlers):
    requested = {one for _, handler in handlers for one in injected(handler).values()} | {
        one.use_case for one in PERIODIC
    }
    found = list(use_cases())
    parts = {field.type for one in found for field in dataclasses.fields(one)}
    for one in found:
        used = one in requested or one in parts or one.__name__ in ELSEWHERE | OF_THE_COMMAND_LINE
        assert used, f"{one.__name__} is asked for by nobody"
