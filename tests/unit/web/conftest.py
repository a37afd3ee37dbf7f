import pytest
from aiogram.types import User
from aiohttp import ClientSession
from dishka import Provider, Scope, provide
from e2e.servers.stage import TOKEN, free_port

from bot.providers import make_container
from bot.providers.telegram import BotUser
from bot.settings import read_settings
from web.server import WebServer


class WithoutTelegram(Provider):
    """Knows who the bot is without asking."""

    scope = Scope.APP

    @provide
    def user(self) -> BotUser:
        return BotUser(User(id=1_000_000_001, is_bot=True, first_name="Sample", username="countersign_demo_bot"))


@pytest.fixture
async def serve(tmp_path):
    """Start the pages with these settings, and return their address."""
    started = []

    async def start(*providers, **settings):
        address = f"127.0.0.1:{free_port()}"
        given = {"web_listen": address, "public_url": f"http://{address}", **settings}
        read = read_settings(bot_token=TOKEN, data_dir=tmp_path, **given)
        container = make_container(read, WithoutTelegram(), *providers)
        pages = WebServer(address, container)
        started.append((pages, container))
        await pages.start()
        return f"http://{address}"

    yield start
    for pages, container in started:
        await pages.stop()
        await container.close()


@pytest.fixture
async def http():
    async with ClientSession() as session:
        yield session
