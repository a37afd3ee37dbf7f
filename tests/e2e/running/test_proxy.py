"""A proxy carries updates, calls and files; a failing proxy is reported in one sentence."""

import asyncio
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import pytest
from e2e.servers.proxy import HOST, QUOTED, proxy
from e2e.servers.stage import free_port, stage, words

from sandbox.demo import sample

KINDS = ("http", "socks5")
HELP = words("help").split("<")[0].splitlines()[0]
SHOWN = "TELEGRAM_PROXY: {kind}://127.0.0.1:{port} does not lead to http://telegram.invalid/"

pytestmark = [pytest.mark.timeout(300), pytest.mark.long]


@asynccontextmanager
async def behind_a_proxy(folder, kind, user=QUOTED):
    """A bot that knows Telegram by a name which the proxy alone can resolve."""
    async with stage(folder) as one:
        telegram = urlsplit(one.bot.environment["BOT_API_BASE"])
        async with proxy((telegram.hostname, telegram.port)) as way:
            address = f"{kind}://{user}@127.0.0.1:{way.port}"
            one.bot.environment |= {"BOT_API_BASE": f"http://{HOST}", "TELEGRAM_PROXY": address}
            yield one, way


async def goes_through(one, person):
    """An update comes in, a call goes out, and a file is fetched."""
    await person.sends("/help")
    await person.sees(HELP)
    await person.sends_file(sample.document(), "pravyla.pdf")
    await person.sees("Невідомий файл", within=60)


@pytest.mark.parametrize("kind", KINDS)
async def test_everything_goes_through_the_proxy(tmp_path, kind):
    async with behind_a_proxy(tmp_path, kind) as (one, way):
        await one.bot.start()
        person = await one.sandbox.add_person("Олена")
        await goes_through(one, person)
        methods = {call["method"] for call in await one.sandbox.calls()}
        assert {"getUpdates", "sendMessage", "getFile"} <= methods
        assert way.let_through > 1
        assert way.refused == 0
        _, said = await one.bot.command("doctor")
        for line in (f"ok   proxy: {kind}://127.0.0.1:{way.port} leads to http://{HOST}/", "ok   token: @"):
            assert line in said
        assert "ok   clock: " in said
        assert (await one.owner_link()).startswith("https://t.me/")
        assert await one.bot.stops() == 0
        assert "Traceback" not in one.bot.log.read_text()


@pytest.mark.parametrize("kind", KINDS)
async def test_a_proxy_that_comes_back_is_used_again(tmp_path, kind):
    async with behind_a_proxy(tmp_path, kind) as (one, way):
        await one.bot.start()
        person = await one.sandbox.add_person("Олена")
        await person.sends("/help")
        await person.sees(HELP)
        await way.stop()
        await person.sends("/help")
        await asyncio.sleep(3)
        await way.start()
        await person.sees(HELP, within=40)
        assert await one.bot.stops() == 0
        log = one.bot.log.read_text()
        assert "TelegramNetworkError" in log
        assert "Traceback" not in log
        assert "update failed" not in log


@pytest.mark.parametrize("kind", KINDS)
async def test_a_refusing_proxy_is_reported_in_one_sentence_without_the_password(tmp_path, kind):
    async with behind_a_proxy(tmp_path, kind, user="other:secret-word") as (one, way):
        sentence = SHOWN.format(kind=kind, port=way.port)
        status, said = await one.bot.command("run")
        assert status == 1
        assert said.splitlines()[-1].startswith(sentence)
        status, told = await one.bot.command("doctor")
        assert status == 1
        (failed,) = [line for line in told.splitlines() if line.startswith("FAIL proxy: ")]
        assert f"{kind}://127.0.0.1:{way.port} does not lead to http://{HOST}/" in failed
        assert "secret-word" not in said + told
        assert "Traceback" not in said + told
        assert way.let_through == 0


@pytest.mark.parametrize("kind", KINDS)
async def test_a_missing_proxy_is_reported_in_one_sentence(tmp_path, kind):
    async with stage(tmp_path) as one:
        port = free_port()
        one.bot.environment |= {"BOT_API_BASE": f"http://{HOST}", "TELEGRAM_PROXY": f"{kind}://127.0.0.1:{port}"}
        status, said = await one.bot.command("run")
        assert status == 1
        assert said.splitlines()[-1].startswith(SHOWN.format(kind=kind, port=port))
        assert "Traceback" not in said
