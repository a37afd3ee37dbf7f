"""`kill -9` at random moments while an organisation works: nothing is lost, and nothing happens twice.

`COUNTERSIGN_SOAK_KILLS` says how often (100), `COUNTERSIGN_SOAK_SEED` which moments.
"""

import asyncio
import os
import time
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

import pytest
from chaos.organisation import account
from chaos.organisation.enduring import told
from chaos.organisation.work import Patient, Work, a_monday
from chaos.processes.forked_bot import Prepared
from chaos.processes.reaper import Reaper
from e2e.servers.company import Company, company
from e2e.servers.stage import stage

from sandbox.demo import sample, steps

SEED = int(os.environ.get("COUNTERSIGN_SOAK_SEED") or time.time())
KILLS = int(os.environ.get("COUNTERSIGN_SOAK_KILLS") or 100)
LOGGED = ("update failed", "lane left", "never retrieved", "bell failed", "notice failed", "stumbled")

pytestmark = [pytest.mark.timeout(120 + 30 * KILLS)]


def moments():
    return Random(SEED)  # noqa: S311 - moments that can be had again, no secret


@pytest.mark.long
async def test_killed_again_and_again_an_organisation_loses_nothing(tmp_path):
    start = a_monday(datetime.now(ZoneInfo("Europe/Kyiv")))
    async with company(tmp_path, at=start, bot_of=Prepared) as staff:
        reaper, work = Reaper(staff, moments()), Work(staff)
        told(seed=SEED, kills=KILLS)
        killing = asyncio.create_task(reaper.kills(KILLS))
        await work.goes_on_until(killing)
        await killing
        await account.rests(staff)
        await reaper.listens()
        told(
            died=reaper.died,
            days=work.days,
            updates=await account.every_update_was_handled_once(staff),
            signatures=account.every_request_has_one_answer(staff),
            checks=account.every_used_code_has_its_verdict(staff),
            notices=await account.every_notice_arrived(staff),
            sent_again=account.nothing_was_told_twice_in_one_life(work.titles, reaper.lives),
        )
        account.every_act_is_told_once(staff)
        account.the_database_is_whole(staff)
        await account.the_ledger_holds(staff)
        assert await reaper.lingering() == set()
        assert [word for word in LOGGED if word in staff.log()] == []


async def test_killed_while_the_first_people_register_the_bot_goes_on(tmp_path):
    async with stage(tmp_path, Prepared) as one:
        await one.sandbox.set_limits(enabled=False)
        await one.bot.start()
        owner = Patient(await one.sandbox.add_person(sample.OWNER.name, phone=sample.OWNER.phone))
        staff = Company(one, owner, owner, owner, owner)
        reaper = Reaper(staff, moments())
        link = await one.owner_link()
        killing = asyncio.create_task(reaper.kills(3))
        await owner.register(link)
        await steps.import_staff_list(owner)
        await killing
        await account.rests(staff)
        told(seed=SEED, died=reaper.died, updates=await account.every_update_was_handled_once(staff))
        account.every_act_is_told_once(staff)
        account.the_database_is_whole(staff)
        assert staff.count("person") == 1 + 7
