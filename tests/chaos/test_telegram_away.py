"""Telegram refuses, stalls and answers with a proxy's page under load: nothing is lost, and nothing is told twice."""

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from chaos.organisation import account
from chaos.organisation.enduring import endures, told
from chaos.organisation.work import a_monday
from e2e.servers.company import company

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]

TROUBLES = (
    ("bad_gateway", 1.0, 30),
    ("drop", 1.0, 15),
    ("server_error", 0.5, 15),
    ("too_many_requests", 0.3, 10),
    ("slow", 0.3, 10),
)
"""Each with the share of the calls that meet it, and how many seconds it lasts; none of them carries a call out."""


async def test_telegram_is_away_for_a_while_in_every_way(tmp_path):
    async with company(tmp_path, at=a_monday(datetime.now(ZoneInfo("Europe/Kyiv")))) as staff:

        async def troubles():
            for kind, share, seconds in TROUBLES:
                await staff.sandbox.add_random_faults(share, 7, [kind])
                await staff.sandbox.add_fault(kind, method="getUpdates", times=3)
                await asyncio.sleep(seconds)
                await staff.sandbox.clear_faults()
                await asyncio.sleep(3)

        work, figures = await endures(staff, troubles())
        calls = [call for call in await staff.sandbox.calls() if not call["fault"] or call["fault"] == "slow"]
        account.nothing_was_told_twice_in_one_life(work.titles, [calls])
        told(**figures)
        assert await staff.stage.bot.stops() == 0
        unclear = [word for word in ("Traceback", "update failed", "lane left") if word in staff.log()]
        assert unclear == [], staff.log()[-6000:]
        assert "Telegram is away" in staff.log()
