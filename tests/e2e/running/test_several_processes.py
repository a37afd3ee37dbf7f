"""Several processes behind a load balancer on one PostgreSQL act as one bot, and any of them may die."""

import asyncio
import json
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from e2e.servers.balancer import Balancer, Nginx
from e2e.servers.postgres import Database, postgres
from e2e.servers.stage import BotProcess, Stage, free_port, monday_morning, stage, words

from bot.crypto.encryption import mint_master_key
from bot.inbox import StoredUpdate
from bot.settings import read_settings
from bot.startup.master_key import open_cipher
from sandbox.client.control_api import NotSeenError
from sandbox.demo import sample, steps
from sandbox.demo.actors import Actor
from storage.opening import open_store

pytestmark = [pytest.mark.timeout(600), pytest.mark.long]

TROUBLE = ("update failed", "queue released", "Traceback", "never retrieved")


@dataclass
class Several:
    """The stage, with several processes of the bot on it."""

    stage: Stage
    bots: list[BotProcess]
    database: Database
    balancer: Balancer | Nginx | None = None

    async def rests(self):
        """Until every update is answered and every notice whose time has come is sent, by whichever process."""
        for _ in range(400):
            await self.stage.sandbox.wait_until_idle(within=60, idle_for=0.3)
            waiting = await self.database.rows(
                "SELECT id::text, holder FROM notice WHERE outcome = 'pending' AND send_after_at <= now()"
                ' UNION SELECT id::text, error FROM "update" WHERE done_at IS NULL AND dead_at IS NULL'
            )
            if not waiting:
                return
            await asyncio.sleep(0.2)
        raise AssertionError(waiting)


@asynccontextmanager
async def several(folder, amount, kind=Balancer):
    """Start so many processes by webhook behind a balancer; the first is the one that the stage runs commands with."""
    ports = [free_port() for _ in range(amount)]
    balancer = kind(ports, folder)
    async with postgres() as database, balancer.listening():
        common = {
            "DATABASE_URL": database.url,
            "MASTER_KEY": mint_master_key(),
            "DELIVERY": "webhook",
            "WEBHOOK_URL": f"http://127.0.0.1:{balancer.port}/telegram",
            "WEBHOOK_SECRET": "sample-secret",
        }
        async with stage(folder, **common, WEBHOOK_LISTEN=f"127.0.0.1:{ports[0]}") as one:
            others = [
                BotProcess({**one.bot.environment, "WEBHOOK_LISTEN": f"127.0.0.1:{port}"}, folder / f"bot-{port}.log")
                for port in ports[1:]
            ]
            bots = [one.bot, *others]
            try:
                await asyncio.gather(*(bot.start() for bot in bots))  # at once: they race for the migrations, too
                await one.sandbox.set_limits(enabled=False)
                yield Several(one, bots, database, balancer)
            finally:
                for bot in others:
                    bot.close()


@asynccontextmanager
async def one_polls(folder, workers):
    """Start one process that polls and so many that work beside it; each tells how it is on a port of its own."""
    ports = [free_port() for _ in range(1 + workers)]
    async with postgres() as database:
        common = {"DATABASE_URL": database.url, "MASTER_KEY": mint_master_key(), "MESSAGES_PER_SECOND": "0"}
        async with stage(folder, **common, HEALTH_LISTEN=f"127.0.0.1:{ports[0]}") as one:
            beside = {**one.bot.environment, "DELIVERY": "none"}
            others = [
                BotProcess({**beside, "HEALTH_LISTEN": f"127.0.0.1:{port}"}, folder / f"bot-{port}.log")
                for port in ports[1:]
            ]
            try:
                await asyncio.gather(*(bot.start() for bot in (one.bot, *others)))
                await one.sandbox.set_limits(enabled=False)
                yield Several(one, [one.bot, *others], database)
            finally:
                for bot in others:
                    bot.close()


async def handled_by(bot):
    """How many updates a process has handled since its start."""
    address = f"http://{bot.environment['HEALTH_LISTEN']}/metrics"
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        return int(re.search(r"^countersign_updates_handled_total (\d+)", await response.text(), re.MULTILINE)[1])


async def signs(actor):
    """Sign; whom a killed process had just shown a keypad gets another one, and only the last one counts."""
    try:
        await steps.sign(actor)
    except NotSeenError:
        await actor.press_pin()
        await actor.sees("✅")


async def gathered(these):
    """Register the owner, the employee and the guard, each by presses that land on one process after the other."""
    owner, employee, guard = await steps.add_sample_people(these.stage.sandbox, "uk")
    await owner.register(await these.stage.owner_link())
    await steps.import_staff_list(owner)
    for actor, person in ((employee, sample.EMPLOYEE), (guard, sample.GUARD)):
        await actor.register(await steps.invite(owner, person))
    return owner, employee, guard


async def test_each_press_has_one_effect_when_a_process_is_killed(tmp_path):
    async with several(tmp_path, 3) as these:
        owner, *others = everyone = await gathered(these)
        assert min(these.balancer.carried.values()) > 10
        await steps.send_document(owner, sample.document(), "pravyla.pdf", sample.TITLE, None)
        await these.rests()
        for actor in others:
            files = [one for one in await actor.phone.messages() if one.file and sample.TITLE in one.text]
            assert len(files) == 1
        killed = these.bots[1]
        signing = asyncio.gather(*(signs(actor) for actor in everyone))
        await owner.sees(button="⌫")
        await killed.dies()
        await signing
        await these.rests()
        rows = these.database.rows
        assert await rows("SELECT state, count(*) FROM request GROUP BY 1") == [("signed", 3)]
        assert await rows("SELECT count(*), count(DISTINCT request_id) FROM signature") == [(3, 3)]
        assert await rows('SELECT count(*) FROM "update" WHERE dead_at IS NOT NULL') == [(0,)]
        async with asyncio.timeout(150):  # what the killed process had claimed is sent when its lease has run out
            while await rows("SELECT count(*) FROM notice WHERE outcome <> 'delivered'") != [(0,)]:  # noqa: ASYNC110 - another process does it
                await asyncio.sleep(1)
        assert (await these.stage.bot.command("ledger", "verify"))[0] == 0
        for bot in these.bots:
            assert not [word for word in TROUBLE if word in bot.log.read_text()], bot.log.read_text()[-4000:]


async def test_one_persons_updates_are_handled_in_order_across_processes(tmp_path):
    async with several(tmp_path, 2) as these:
        owner = Actor(await these.stage.sandbox.add_person(sample.OWNER.name, phone=sample.OWNER.phone))
        await owner.start_registration(await these.stage.owner_link())
        await owner.sees(button="⌫")
        # Twelve keys, pressed without looking: a PIN and the same again. One out of order, and they would differ.
        for digit in sample.PIN * 2:
            await owner.phone.taps(digit)
        await owner.sees("✅")
        handled = await these.database.rows('SELECT count(*) FROM "update" WHERE attempts > 0')
        assert handled == [(0,)]
        assert len(these.balancer.carried) == 2


@pytest.mark.parametrize("amount", [1, 2])
async def test_nginx_configured_as_documented_sends_updates_to_running_processes(tmp_path, amount):
    async with several(tmp_path, amount, Nginx) as these:
        people = [await these.stage.sandbox.add_person(f"Person {n}") for n in range(6)]
        await asyncio.gather(*(person.sends("/help") for person in people))
        await asyncio.gather(*(person.sees(words("help").splitlines()[0], within=30) for person in people))
        async with aiohttp.ClientSession() as session:
            forged = await session.post(f"http://127.0.0.1:{these.balancer.port}/telegram", json={"update_id": 1})
        assert forged.status == 404  # nobody is told that there is something
        if amount > 1:
            await these.bots[-1].dies()
            await asyncio.gather(*(person.sends("/help") for person in people))
            await asyncio.gather(*(person.sees(words("help").splitlines()[0], within=60) for person in people))
        assert await these.database.rows('SELECT count(*) FROM "update"') == [(6 * amount,)]


async def test_a_sqlite_database_moves_to_postgresql_as_documented(tmp_path):
    passphrase, backup = tmp_path / "passphrase", tmp_path / "move.backup"
    passphrase.write_text("correct horse battery\n")
    async with postgres() as database, stage(tmp_path) as one:
        await one.sandbox.clock.set(monday_morning().isoformat())  # finished files keep working hours
        await one.bot.start()
        owner, employee, _ = await gathered(Several(one, [one.bot], database))
        await steps.send_document(owner, sample.document(), "pravyla.pdf", sample.TITLE, sample.EMPLOYEE)
        await employee.sees(sample.TITLE, kind="document")
        assert await one.bot.stops() == 0
        status, said = await one.bot.command("backup", backup, "--passphrase-file", passphrase)
        assert status == 0, said
        one.bot.environment["DATABASE_URL"] = database.url
        status, said = await one.bot.command("restore", backup, "--passphrase-file", passphrase)
        assert status == 0, said
        assert (await one.bot.command("ledger", "verify"))[0] == 0
        await one.bot.start()
        await steps.sign(employee)  # with the button that was there before, and the key that moved with it
        await owner.sees(sample.TITLE, kind="document")
        assert await database.rows("SELECT state, count(*) FROM request GROUP BY 1") == [("signed", 1)]
        assert "Traceback" not in one.bot.log.read_text()


async def test_all_processes_together_keep_telegrams_limit(tmp_path):
    async with several(tmp_path, 2) as these:
        people = [await these.stage.sandbox.add_person(f"Person {n}") for n in range(70)]
        await these.stage.sandbox.set_limits(enabled=True)
        await asyncio.gather(*(person.sends("/help") for person in people))
        await these.rests()
        sent = [call for call in await these.stage.sandbox.calls(method="sendMessage") if call["ok"]]
        times = sorted(datetime.fromisoformat(call["at"]) for call in sent)
        assert len(times) == 70
        assert times[-1] - times[0] >= timedelta(seconds=2)
        assert not await these.stage.sandbox.refused_calls()


async def test_nothing_is_lost_or_doubled_when_the_poller_or_a_worker_process_is_killed(tmp_path):
    async with one_polls(tmp_path, workers=2) as these:
        poller, killed, other = these.bots
        people = [await these.stage.sandbox.add_person(f"Person {n}") for n in range(60)]

        async def everyone_writes(times):
            await asyncio.gather(*(person.sends(f"/help {n}") for n in range(times) for person in people))

        await everyone_writes(2)
        await these.rests()
        shares = [await handled_by(bot) for bot in these.bots]
        assert sum(shares) == 120
        assert min(shares) > 0, shares
        for dying in (killed, poller):
            writing = asyncio.create_task(everyone_writes(2))
            await people[0].marks_read()
            await asyncio.sleep(0.3)
            await dying.dies()
            await writing
            await dying.start()
            await these.rests()
        said = words("help").split("<")[0].splitlines()[0]
        answered = [sum(said in message.text for message in await person.messages()) for person in people]
        # What was being answered when its process was killed is answered once more, by a process that cannot know.
        assert min(answered) == 6
        assert sum(answered) - 360 <= 2 * 16, answered
        rows = these.database.rows
        assert await rows('SELECT count(*), count(done_at) FROM "update"') == [(360, 360)]
        assert (await handled_by(other)) > shares[2]
        for bot in these.bots:
            assert not [word for word in TROUBLE if word in bot.log.read_text()], bot.log.read_text()[-4000:]


async def test_a_document_is_signed_with_one_polling_process_and_others_handling(tmp_path):
    async with one_polls(tmp_path, workers=2) as these:
        owner, *others = everyone = await gathered(these)
        await steps.send_document(owner, sample.document(), "pravyla.pdf", sample.TITLE, None)
        await these.rests()
        for actor in others:
            files = [one for one in await actor.phone.messages() if one.file and sample.TITLE in one.text]
            assert len(files) == 1
        signing = asyncio.gather(*(signs(actor) for actor in everyone))
        await owner.sees(button="⌫")
        await these.bots[2].dies()
        await signing
        await these.rests()
        rows = these.database.rows
        assert await rows("SELECT state, count(*) FROM request GROUP BY 1") == [("signed", 3)]
        assert await rows("SELECT count(*), count(DISTINCT request_id) FROM signature") == [(3, 3)]
        assert (await these.stage.bot.command("ledger", "verify"))[0] == 0


async def test_a_process_that_receives_no_updates_handles_those_another_left(tmp_path):
    async with postgres() as database:
        given = {"DATABASE_URL": database.url, "MASTER_KEY": mint_master_key(), "DELIVERY": "none"}
        async with stage(tmp_path, **given) as one:
            person = await one.sandbox.add_person("Олена Власенко")
            await person.sends("/help")
            (update,) = await one.sandbox.updates()
            await left_by_a_dead_poller(one, update)
            await person.marks_read()
            await one.bot.start()
            await person.sees(words("help").split("<")[0].splitlines()[0], within=30)
            assert await one.bot.stops() == 0
        assert "Traceback" not in one.bot.log.read_text()


async def left_by_a_dead_poller(one, update):
    names = ("bot_token", "data_dir", "database_url", "master_key")
    given = {name.lower(): value for name, value in one.bot.environment.items()}
    settings = read_settings(**{name: given[name] for name in names})
    store = await open_store(settings, open_cipher(settings))
    now = datetime.now(UTC)
    stored = StoredUpdate(update["update_id"], update["message"]["from"]["id"], json.dumps(update).encode())
    await store.inbox.store([stored], holder="elsewhere/1/dead", now=now, until=now)
    await store.close()


def test_a_process_that_receives_no_updates_needs_postgresql():
    with pytest.raises(ValueError, match="several processes need PostgreSQL"):
        read_settings(bot_token="1000000001:sample-token", delivery="none", _env_file=None)
