"""The pages in a process of their own, beside a bot that serves none."""

import asyncio
import signal
import subprocess
import sys

import pytest
from aiohttp import ClientError, ClientSession
from e2e.servers.stage import free_port, stage, words

from sandbox.demo import sample
from sandbox.demo.actors import Actor

pytestmark = pytest.mark.timeout(120)


async def answer_of(url):
    """The status and the text, once the process listens."""
    async with ClientSession() as session:
        for _ in range(300):
            try:
                async with session.get(url) as answer:
                    return answer.status, await answer.text()
            except ClientError:
                await asyncio.sleep(0.1)
    raise AssertionError("nothing listens")


async def looks_at_the_landing_page(one, url, link):
    """Of the owner's personal link: it tells whose it is and leads to the bot, until it is used."""
    token = link.partition("start=")[2]
    status, text = await answer_of(f"{url}/i/{token}?lang=en")
    assert status == 200
    assert "ТОВ «Зразок»" in text
    assert sample.OWNER.name not in text
    assert f'href="{link}"' in text
    assert f'href="tg://resolve?domain={link.split("/")[3].partition("?")[0]}&amp;start={token}"' in text
    owner = Actor(await one.sandbox.add_person(sample.OWNER.name, phone=sample.OWNER.phone))
    await owner.register(link)
    used, unknown = await answer_of(f"{url}/i/{token}"), await answer_of(f"{url}/i/{'A' * 43}")
    assert used == unknown
    assert used[0] == 404


async def test_the_pages_run_beside_a_bot_on_the_same_database(tmp_path):
    url = f"http://127.0.0.1:{free_port()}"
    async with stage(tmp_path, PUBLIC_URL=url) as one:
        await one.bot.start()
        link = await one.owner_link()
        environment = {**one.bot.environment, "WEB_LISTEN": url.removeprefix("http://")}
        pages = subprocess.Popen([sys.executable, "-m", "bot", "web"], cwd=tmp_path, env=environment)
        try:
            status, text = await answer_of(f"{url}/v?lang=en")
            assert status == 200
            assert words("web-title", "en") in text
            assert (await answer_of(f"{url}/v/D{'A' * 44}"))[0] == 404
            assert (await answer_of(f"{url}/crl/00000000.crl"))[0] == 404
            await looks_at_the_landing_page(one, url, link)
        finally:
            pages.send_signal(signal.SIGTERM)
            assert await asyncio.to_thread(pages.wait, 30) == 0


async def test_without_an_address_the_command_says_what_is_missing(tmp_path):
    async with stage(tmp_path) as one:
        status, printed = await one.bot.command("web")
        assert status == 1
        assert printed.startswith("WEB_LISTEN is not set")
