"""Starting, monitoring and stopping: wrong settings are one sentence, and a stop loses nothing."""

import asyncio
from datetime import UTC, datetime, time
from uuid import uuid4

import aiohttp
import pytest
from e2e.servers.stage import TOKEN, BotProcess, free_port, stage, webhook_settings, words

from bot.crypto.authority import mint_ca
from bot.crypto.encryption import mint_master_key
from bot.ids import EventId
from bot.notices.outbox import NewNotice
from bot.settings import read_settings
from bot.staff.models import Account, Organisation, OrganisationKeys, Person, Role
from bot.staff.notices import PinUnlocked
from bot.startup.master_key import open_cipher
from storage.opening import open_store

HELP = words("help").split("<")[0].splitlines()[0]
UNLOCKED = words("notice-pin-unlocked")[:20]

pytestmark = [pytest.mark.timeout(300), pytest.mark.long]


async def fetch(address, path):
    async with aiohttp.ClientSession() as session, session.get(f"http://{address}{path}") as response:
        return response.status, await response.text()


async def test_health_and_metrics_report_the_state(tmp_path):
    address = f"127.0.0.1:{free_port()}"
    async with stage(tmp_path, HEALTH_LISTEN=address) as one:
        await one.bot.start()
        person = await one.sandbox.add_person("Олена Власенко")
        await person.sends("/help")
        await person.sees("")
        assert await fetch(address, "/healthz") == (200, "ok\n")
        status, metrics = await fetch(address, "/metrics")
        assert status == 200
        assert "countersign_updates_received_total 1\n" in metrics
        assert await one.bot.stops() == 0
    assert "Traceback" not in one.bot.log.read_text()


async def test_health_reports_a_webhook_set_to_another_address(tmp_path):
    address = f"127.0.0.1:{free_port()}"
    async with stage(tmp_path, **webhook_settings(), HEALTH_LISTEN=address) as one:
        await one.bot.start()
        assert await fetch(address, "/healthz") == (200, "ok\n")
        other = f"{one.bot.environment['BOT_API_BASE']}/bot{TOKEN}/setWebhook"
        async with aiohttp.ClientSession() as session:
            await session.post(other, json={"url": "http://127.0.0.1:9/other"})
        await logs(one.bot, "updates do not arrive", seconds=90)
        status, said = await fetch(address, "/healthz")
        assert (status, "Telegram calls http://127.0.0.1:9/other" in said) == (503, True), said
        assert await one.bot.stops() == 0


@pytest.mark.parametrize("settings", [dict, webhook_settings], ids=["polling", "webhook"])
async def test_each_message_gets_one_reply_when_stopped_during_a_burst(tmp_path, settings):
    async with stage(tmp_path, **settings()) as one:
        await one.bot.start()
        await one.sandbox.set_limits(enabled=False)
        people = [await one.sandbox.add_person(f"Person {n}") for n in range(5)]

        async def writes(person):
            for _ in range(10):
                await person.sends("/help")

        burst = asyncio.gather(*map(writes, people))
        await people[0].sees(HELP)
        assert await one.bot.stops() == 0
        await burst
        await one.bot.start()
        await one.sandbox.wait_until_idle(within=40, idle_for=2)
        answers = [sum(HELP in message.text for message in await person.messages()) for person in people]
        assert answers == [10] * 5
        assert await one.bot.stops() == 0
    assert "Traceback" not in one.bot.log.read_text()


async def test_each_notice_is_sent_once_when_stopped_while_sending(tmp_path):
    async with stage(tmp_path) as one:
        people = [await one.sandbox.add_person(f"Person {n}") for n in range(20)]
        for person in people:
            await person.sends("/help")
        await one.bot.start()
        await one.sandbox.wait_until_idle(within=40, idle_for=1)
        await write_notices(one, people, each=5)
        await people[0].sees(UNLOCKED, within=20)
        assert await one.bot.stops() == 0
        told = [await heard(person, UNLOCKED) for person in people]
        assert sum(told) < 100
        await one.bot.start()
        await one.sandbox.wait_until_idle(within=40, idle_for=2.5)
        assert [await heard(person, UNLOCKED) for person in people] == [5] * 20
        assert await one.bot.stops() == 0
    assert "Traceback" not in one.bot.log.read_text()


async def heard(person, text):
    return sum(text in message.text for message in await person.messages())


async def write_notices(stage_, people, each):
    """Write notices to people with accounts, as an action of a process beside the bot would."""
    given = {name.lower(): value for name, value in stage_.bot.environment.items()}
    settings = read_settings(**{name: given[name] for name in ("bot_token", "data_dir")})
    store = await open_store(settings, open_cipher(settings))
    now, days = datetime.now(UTC), frozenset({1, 2, 3, 4, 5, 6, 7})
    hours = (time(0), time(23))
    ca = mint_ca("Sample", now)
    works = Organisation(uuid4(), b"tag1", "Sample", "uk", "Europe/Kyiv", days, *hours, ca.certificate, b"", now)
    async with store.transaction() as tx:
        await tx.organisations.add(works, OrganisationKeys(ca.private, b""))
        for person in people:
            row = Person(uuid4(), works.id, None, person.name, "", "", None, None, Role.EMPLOYEE, now)
            await tx.people.add([row])
            bound = (person.id, "uk", person.phone, b"", b"", "1", "1", now, "link")
            await tx.accounts.add(Account(uuid4(), works.id, row.id, *bound))
            told = [NewNotice(works.id, uuid4(), PinUnlocked(), EventId(f"test:{n}"), now) for n in range(each)]
            await tx.outbox.add([one.to(row.id) for one in told])
    await store.close()


async def test_two_processes_that_poll_with_one_token_log_it(tmp_path):
    async with stage(tmp_path) as one:
        other = BotProcess({**one.bot.environment, "DATA_DIR": str(tmp_path / "other")}, tmp_path / "other.log")
        await one.bot.start()
        try:
            await other.start()
            await logs(one.bot, "another process polls with this token")
            await other.stops()
            await (await one.sandbox.add_person("Олена")).sends("/help")
        finally:
            other.close()
        assert await one.bot.stops() == 0
    assert "Traceback" not in one.bot.log.read_text()


async def test_a_wrong_token_is_reported_in_one_sentence(tmp_path):
    async with stage(tmp_path, BOT_TOKEN="1000000002:another-token") as one:
        status, said = await one.bot.command("run")
        assert status == 1
        assert said.splitlines()[-1].startswith("BOT_TOKEN: Telegram does not know this token")
        assert "Traceback" not in said
        assert "another-token" not in said


async def test_a_wrong_master_key_is_reported_in_one_sentence(tmp_path):
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
async def test_an_unreachable_service_is_reported_in_one_sentence(tmp_path, wrong, sentence):
    async with stage(tmp_path, **wrong) as one:
        one.bot.environment |= {"SANDBOX_CLOCK_URL": ""}
        status, said = await one.bot.command("run")
        assert status == 1
        assert said.splitlines()[-1].startswith(sentence)
        assert "Traceback" not in said


async def logs(bot, text, seconds=20):
    """Wait until the bot's log says this."""
    for _ in range(seconds * 10):
        if text in bot.log.read_text():
            return
        await asyncio.sleep(0.1)
    raise AssertionError(bot.log.read_text())
