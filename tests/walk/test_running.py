"""Running it: started wrongly it says so in a sentence, watched it tells how it is, stopped it loses nothing."""

import asyncio

import aiohttp
import pytest
from walk.staging import BotProcess, free_port, stage, webhook_settings, words

from bot.crypto.sealing import mint_master_key

HELP = words("help").split("<")[0].splitlines()[0]

pytestmark = pytest.mark.timeout(300)


async def fetch(address, path):
    async with aiohttp.ClientSession() as session, session.get(f"http://{address}{path}") as response:
        return response.status, await response.text()


async def test_who_watches_is_told_how_it_is(tmp_path):
    address = f"127.0.0.1:{free_port()}"
    async with stage(tmp_path, HEALTH_LISTEN=address) as one:
        await one.bot.start()
        person = await one.sandbox.person("Олена Власенко")
        await person.sends("/help")
        await person.sees("")
        assert await fetch(address, "/healthz") == (200, "ok\n")
        status, metrics = await fetch(address, "/metrics")
        assert status == 200
        assert "countersign_updates_received_total 1\n" in metrics
        assert await one.bot.stops() == 0
    assert "Traceback" not in one.bot.log.read_text()


@pytest.mark.parametrize("settings", [dict, webhook_settings], ids=["polling", "webhook"])
async def test_stopped_during_a_burst_it_answers_each_message_once(tmp_path, settings):
    async with stage(tmp_path, **settings()) as one:
        await one.bot.start()
        await one.sandbox.limits(enabled=False)
        people = [await one.sandbox.person(f"Person {n}") for n in range(5)]

        async def writes(person):
            for _ in range(10):
                await person.sends("/help")

        burst = asyncio.gather(*map(writes, people))
        await people[0].sees(HELP)
        assert await one.bot.stops() == 0
        await burst
        await one.bot.start()
        await one.sandbox.quiet(within=40, still=2)
        answers = [sum(HELP in message.text for message in await person.messages()) for person in people]
        assert answers == [10] * 5
        assert await one.bot.stops() == 0
    assert "Traceback" not in one.bot.log.read_text()


async def test_two_that_poll_with_one_token_say_so(tmp_path):
    async with stage(tmp_path) as one:
        other = BotProcess({**one.bot.environment, "DATA_DIR": str(tmp_path / "other")}, tmp_path / "other.log")
        await one.bot.start()
        try:
            await other.start()
            await logs(one.bot, "another process polls with this token")
            await other.stops()
            await (await one.sandbox.person("Олена")).sends("/help")
        finally:
            other.close()
        assert await one.bot.stops() == 0
    assert "Traceback" not in one.bot.log.read_text()


async def test_a_wrong_token_is_a_sentence(tmp_path):
    async with stage(tmp_path, BOT_TOKEN="1000000002:another-token") as one:
        status, said = await one.bot.command("run")
        assert status == 1
        assert said.splitlines()[-1].startswith("BOT_TOKEN: Telegram does not know this token")
        assert "Traceback" not in said
        assert "another-token" not in said


async def test_a_wrong_master_key_is_a_sentence(tmp_path):
    async with stage(tmp_path) as one:
        assert (await one.bot.command("inbox"))[0] == 0
        one.bot.environment["MASTER_KEY"] = mint_master_key()
        status, said = await one.bot.command("run")
        assert status == 1
        assert said.splitlines()[-1].startswith("MASTER_KEY: this database was written under a master key that is not")
        assert "Traceback" not in said


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"DATABASE_URL": "postgresql+asyncpg://nobody@127.0.0.1:1/none"}, "DATABASE_URL: the database cannot be"),
        ({"BOT_API_BASE": "http://127.0.0.1:1"}, "BOT_API_BASE: http://127.0.0.1:1/ does not answer as a Bot API"),
        ({"HEALTH_LISTEN": "192.0.2.1:80"}, "HEALTH_LISTEN: cannot listen on 192.0.2.1:80"),
    ],
)
async def test_what_cannot_be_reached_is_a_sentence(tmp_path, wrong, sentence):
    async with stage(tmp_path, **wrong) as one:
        one.bot.environment |= {"SANDBOX_CLOCK_URL": ""}
        status, said = await one.bot.command("run")
        assert status == 1
        assert said.splitlines()[-1].startswith(sentence)
        assert "Traceback" not in said


async def logs(bot, text):
    """Wait until the bot's log says this."""
    for _ in range(200):
        if text in bot.log.read_text():
            return
        await asyncio.sleep(0.1)
    raise AssertionError(bot.log.read_text())
