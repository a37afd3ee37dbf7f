"""Updates as a network brings them: the same one twice, at once or much later, and in any order."""

import asyncio
import random

import aiohttp
import pytest
from chaos.organisation import account
from chaos.processes.forked_bot import Prepared
from e2e.inputs import forging
from e2e.servers.company import Company
from e2e.servers.stage import stage, webhook_settings, words

from sandbox.demo.actors import Actor

HELP = words("help").split("<")[0].splitlines()[0]
EACH = 6

pytestmark = [pytest.mark.long, pytest.mark.timeout(180)]


async def posts(session, one, update):
    """Hand one update to the bot as Telegram would; return the status."""
    given = one.bot.environment
    headers = {"X-Telegram-Bot-Api-Secret-Token": given["WEBHOOK_SECRET"]}
    async with session.post(given["WEBHOOK_URL"], json=update, headers=headers) as response:
        return response.status


async def test_each_update_is_handled_once_however_often_and_in_whatever_order_it_comes(tmp_path):
    async with stage(tmp_path, Prepared, **webhook_settings()) as one, aiohttp.ClientSession() as session:
        await one.sandbox.set_limits(enabled=False)
        await one.bot.start()
        people = [Actor(await one.sandbox.add_person(f"Person {n}")) for n in range(3)]
        for actor in people:
            await actor.phone.sends("/start")
        staff = Company(one, people[0], *people)
        await account.rests(staff)
        first = max(update["update_id"] for update in await one.sandbox.updates()) + 1
        made = [forging.typed(actor, "/help") for _ in range(EACH) for actor in people]
        made = [{"update_id": first + number, **update} for number, update in enumerate(made)]
        mixed = made * 3
        random.Random(7).shuffle(mixed)  # noqa: S311 - a disorder that can be had again, no secret
        assert set(await asyncio.gather(*(posts(session, one, update) for update in mixed))) == {200}
        await account.rests(staff)
        assert {await posts(session, one, update) for update in reversed(made)} == {200}  # long since answered
        await one.bot.dies_and_returns()
        assert {await posts(session, one, update) for update in made} == {200}
        await account.rests(staff)
        answers = [sum(HELP in said.text for said in await actor.phone.messages()) for actor in people]
        assert answers == [EACH] * 3
        assert await account.every_update_was_handled_once(staff) == len(made) + 3
