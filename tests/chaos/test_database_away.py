"""PostgreSQL goes away under load, and comes back: nothing is lost, nothing happens twice, nobody restarts the bot."""

import asyncio

import pytest
from chaos.organisation.enduring import endures, told
from chaos.processes.on_postgres import company_on_postgres

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]


async def test_postgresql_is_restarted_under_load(tmp_path):
    async with company_on_postgres(tmp_path) as staff:

        async def restarts():
            for pause in (2, 5, 5):
                await asyncio.sleep(pause)
                await staff.server.control("restart")
            await asyncio.sleep(2)
            await staff.server.control("stop")
            await asyncio.sleep(8)
            await staff.server.control("start")

        _, figures = await endures(staff, restarts())
        told(**figures)
        assert await staff.stage.bot.stops() == 0
        unclear = [word for word in ("Traceback", "update failed", "never retrieved") if word in staff.log()]
        assert unclear == [], staff.log()[-6000:]
        assert "PostgreSQL is away" in staff.log()
