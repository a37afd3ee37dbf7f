"""Kills the bot with SIGKILL at random moments while an organisation works: nothing is lost or happens twice.

`COUNTERSIGN_SOAK_KILLS` is the number of kills (100), `COUNTERSIGN_SOAK_SEED` the seed of the moments.
"""

import asyncio
import os
import time
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

import pytest
from chaos.organisation import checks
from chaos.organisation.under_fault import print_figures
from chaos.organisation.work import RetryingActor, Work, next_monday
from chaos.processes.forked_bot import ForkedBot
from chaos.processes.killer import Killer
from e2e.servers.company import Company, company
from e2e.servers.stage import stage

from sandbox.demo import sample, steps

SEED = int(os.environ.get("COUNTERSIGN_SOAK_SEED") or time.time())
KILLS = int(os.environ.get("COUNTERSIGN_SOAK_KILLS") or 100)
UNEXPECTED = (
    "update failed",
    "queue released",
    "never retrieved",
    "job failed",
    "row failed",
    "notice failed",
    "worker failed",
)
"""What no log may contain after kills alone."""

pytestmark = [pytest.mark.timeout(120 + 30 * KILLS)]


def seeded_random():
    return Random(SEED)  # noqa: S311 - reproducible moments, not a secret


@pytest.mark.long
async def test_nothing_is_lost_or_repeated_when_the_bot_is_killed_many_times(tmp_path):
    start = next_monday(datetime.now(ZoneInfo("Europe/Kyiv")))
    async with company(tmp_path, at=start, bot_of=ForkedBot) as staff:
        killer, work = Killer(staff, seeded_random()), Work(staff)
        print_figures(seed=SEED, kills=KILLS)
        killing = asyncio.create_task(killer.kill_repeatedly(KILLS))
        await work.repeat_until(killing)
        await killing
        await checks.wait_until_settled(staff)
        await killer.collect_calls()
        print_figures(
            killed=killer.killed,
            days=work.days,
            updates=await checks.check_updates_handled_once(staff),
            signatures=checks.check_one_signature_per_request(staff),
            checks=checks.check_used_codes_have_checks(staff),
            notices=await checks.check_notices_delivered(staff),
            sent_again=checks.count_repeated_notices(work.titles, killer.runs),
        )
        checks.check_ledger_acts_unique(staff)
        checks.check_database_integrity(staff)
        await checks.check_ledger(staff)
        assert await killer.surviving_workers() == set()
        assert [event for event in UNEXPECTED if event in staff.log()] == []


async def test_registration_continues_when_the_bot_is_killed(tmp_path):
    async with stage(tmp_path, ForkedBot) as one:
        await one.sandbox.set_limits(enabled=False)
        await one.bot.start()
        owner = RetryingActor(await one.sandbox.add_person(sample.OWNER.name, phone=sample.OWNER.phone))
        staff = Company(one, owner, owner, owner, owner)
        killer = Killer(staff, seeded_random())
        link = await one.owner_link()
        killing = asyncio.create_task(killer.kill_repeatedly(3))
        await owner.register(link)
        await steps.import_staff_list(owner)
        await killing
        await checks.wait_until_settled(staff)
        print_figures(seed=SEED, killed=killer.killed, updates=await checks.check_updates_handled_once(staff))
        checks.check_ledger_acts_unique(staff)
        checks.check_database_integrity(staff)
        assert staff.count("person") == 1 + 7
