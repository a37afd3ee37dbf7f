"""Fixtures: a new sandbox for every test, reached by raw HTTP, by an aiogram Bot and by the sandbox's client."""

import io
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import ClientSession, FormData
from PIL import Image

from sandbox.client import Person, SandboxClient, connect
from sandbox.server import Sandbox

LINK = "https://t.me/countersign_demo_bot?start=hello"
Response = tuple[int, dict[str, Any]]
Call = Callable[..., Awaitable[Response]]


@pytest.fixture
async def server() -> AsyncIterator[Sandbox]:
    async with Sandbox(limits=False) as server:
        yield server


@pytest.fixture
async def sandbox(server: Sandbox) -> AsyncIterator[SandboxClient]:
    async with connect(server.url) as client:
        yield client


@pytest.fixture(scope="session")
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest.fixture
def call(server: Sandbox, http: ClientSession) -> Call:
    """Call the Bot API with a form: text as it is, bytes as file parts, other values as JSON."""

    async def make(method: str, *, token: str = server.token, **parameters: object) -> Response:
        form = FormData(quote_fields=False)
        for name, value in parameters.items():
            if isinstance(value, bytes):
                form.add_field(name, io.BytesIO(value), filename=f"{name}.bin")
            else:
                form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        async with http.post(f"{server.url}/bot{token}/{method}", data=form) as response:
            return response.status, await response.json()

    return make


@pytest.fixture
def result_of(call: Call) -> Callable[..., Awaitable[Any]]:
    """Call a method and return the result; fail when it is refused."""

    async def make(method: str, **parameters: object) -> Any:
        status, body = await call(method, **parameters)
        assert (status, body.get("description")) == (200, None)
        return body["result"]

    return make


@pytest.fixture
def error_of(call: Call) -> Callable[..., Awaitable[str]]:
    """Call a method and return the description of its error; fail when it succeeds."""

    async def make(method: str, **parameters: object) -> str:
        status, body = await call(method, **parameters)
        assert body["ok"] is False
        assert body["error_code"] == status
        return str(body["description"])

    return make


@pytest.fixture(scope="session")
async def aiogram_session() -> AsyncIterator[AiohttpSession]:
    async with AiohttpSession() as session:
        yield session


@pytest.fixture
def bot(server: Sandbox, aiogram_session: AiohttpSession) -> Bot:
    aiogram_session.api = TelegramAPIServer.from_base(server.url)
    return Bot(server.token, session=aiogram_session)


@pytest.fixture
async def alice(sandbox: SandboxClient) -> Person:
    alice = await sandbox.add_person("Аліса Зразок", phone="+380501112233", username="alice_sample")
    await alice.opens(LINK)
    return alice


@pytest.fixture
async def boris(sandbox: SandboxClient) -> Person:
    return await sandbox.add_person("Борис Зразок", phone="+380671112233", language="ru")


@pytest.fixture
def picture() -> Callable[..., bytes]:
    """Draw a picture with enough noise not to compress to a few bytes."""

    def draw(width: int, height: int, kind: str = "PNG") -> bytes:
        out = io.BytesIO()
        tile = Image.effect_noise((64, 64), 80).convert("RGB")
        image = Image.new("RGB", (width, height), "white")
        for x in range(0, width, 128):
            image.paste(tile, (x, (x * 7) % max(height - 64, 1)))
        image.save(out, kind)
        return out.getvalue()

    return draw
