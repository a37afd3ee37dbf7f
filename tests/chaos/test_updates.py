"""Updates that arrive twice, at once or much later, and in any order."""

import asyncio
import random

import aiohttp
import pytest
from chaos.organisation import checks
from chaos.processes.forked_bot import ForkedBot
from e2e.inputs import forging
from e2e.servers.company import Company
from e2e.servers.stage import stage, webhook_settings, words

from sandbox.demo.actors import Actor

HELP = words("help").split("<")[0].splitlines()[0]
EACH = 6

pytestmark = [pytest.mark.long, pytest.mark.timeout(180)]


async def post_update(session, one, update):
    """Post one update to the bot's webhook as Telegram does; return the status."""
    given = one.bot.environment
    headers = {"X-Telegram-Bot-Api-Secret-Token": given["WEBHOOK_SECRET"]}
    async with session.post(given["WEBHOOK_URL"], json=update, headers=headers) as response:
        return response.status


async def test_each_update_is_handled_once_in_any_order_and_however_often_it_arrives(tmp_path):
    async with stage(tmp_path, ForkedBot, **webhook_settings()) as one, aiohttp.ClientSession() as session:
        await one.sandbox.set_limits(enabled=False)
        await one.bot.start()
        people = [Actor(await one.sandbox.add_person(f"Person {n}")) for n in range(3)]
        for actor in people:
            await actor.phone.sends("/start")
        staff = Company(one, people[0], *people)
        await checks.wait_until_settled(staff)
        first = max(update["update_id"] for update in await one.sandbox.updates()) + 1
        made = [forging.typed(actor, "/help") for _ in range(EACH) for actor in people]
        made = [{"update_id": first + number, **update} for number, update in enumerate(made)]
        shuffled = made * 3
        random.Random(7).shuffle(shuffled)  # noqa: S311 - a reproducible order, not a secret
        assert set(await asyncio.gather(*(post_update(session, one, update) for update in shuffled))) == {200}
        await checks.wait_until_settled(staff)
        assert {await post_update(session, one, update) for update in reversed(made)} == {200}  # already handled
        await one.bot.dies_and_returns()
        assert {await post_update(session, one, update) for update in made} == {200}
        await checks.wait_until_settled(staff)
        answers = [sum(HELP in said.text for said in await actor.phone.messages()) for actor in people]
        assert answers == [EACH] * 3
        assert await checks.check_updates_handled_once(staff) == len(made) + 3
