"""PostgreSQL stops and starts again under load: nothing is lost or happens twice, and nobody restarts the bot."""

import asyncio

import pytest
from chaos.organisation.under_fault import print_figures, work_during
from chaos.processes.on_postgres import company_on_postgres

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]


async def test_nothing_is_lost_when_postgresql_restarts_under_load(tmp_path):
    async with company_on_postgres(tmp_path) as staff:

        async def restarts():
            for pause in (2, 5, 5):
                await asyncio.sleep(pause)
                await staff.server.control("restart")
            await asyncio.sleep(2)
            await staff.server.control("stop")
            await asyncio.sleep(8)
            await staff.server.control("start")

        _, figures = await work_during(staff, restarts())
        print_figures(**figures)
        assert await staff.stage.bot.stops() == 0
        unexpected = [word for word in ("Traceback", "update failed", "never retrieved") if word in staff.log()]
        assert unexpected == [], staff.log()[-6000:]
        assert "PostgreSQL is unavailable" in staff.log()
