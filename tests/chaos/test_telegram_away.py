"""Telegram refuses, stalls and responds with a proxy's page under load: nothing is lost or sent twice."""

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from chaos.organisation import checks
from chaos.organisation.under_fault import print_figures, work_during
from chaos.organisation.work import next_monday
from e2e.servers.company import company

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]

FAULTS = (
    ("bad_gateway", 1.0, 30),
    ("drop", 1.0, 15),
    ("server_error", 0.5, 15),
    ("too_many_requests", 0.3, 10),
    ("slow", 0.3, 10),
)
"""Kind, share of the calls that it hits, and seconds that it lasts. None of them carries the call out."""


async def test_nothing_is_lost_or_sent_twice_while_telegram_is_unavailable(tmp_path):
    async with company(tmp_path, at=next_monday(datetime.now(ZoneInfo("Europe/Kyiv")))) as staff:

        async def faults():
            for kind, share, seconds in FAULTS:
                await staff.sandbox.add_random_faults(share, 7, [kind])
                await staff.sandbox.add_fault(kind, method="getUpdates", times=3)
                await asyncio.sleep(seconds)
                await staff.sandbox.clear_faults()
                await asyncio.sleep(3)

        work, figures = await work_during(staff, faults())
        calls = [call for call in await staff.sandbox.calls() if not call["fault"] or call["fault"] == "slow"]
        checks.count_repeated_notices(work.titles, [calls])
        print_figures(**figures)
        assert await staff.stage.bot.stops() == 0
        unexpected = [word for word in ("Traceback", "update failed", "queue released") if word in staff.log()]
        assert unexpected == [], staff.log()[-6000:]
        assert "Telegram is unavailable" in staff.log()
