"""Running it: started wrongly it says so in a sentence, watched it tells how it is, stopped it loses nothing."""


import aiohttp
import pytest
from walk.staging import free_port, stage

pytestmark = pytest.mark.timeout(120)


async def fetch(address, path):
    async with aiohttp.ClientSession() as session, session.get(f"http://{address}{path}") as response:
        return response.status, await response.text()


async def test_who_watches_is_told_how_it_is(tmp_path):
    address = f"127.0.0.1:{free_port()}"
    async with stage(tmp_path, HEALTH_LISTEN=address) as one:
        await one.bot.start()
        person = await one.sandbox.person("Олена Власенко")
        await person.sends("/help")
        await person.sees("")
        assert await fetch(address, "/healthz") == (200, "ok\n")
        status, metrics = await fetch(address, "/metrics")
        assert status == 200
        assert "countersign_updates_received_total 1\n" in metrics
        assert "countersign_inbox_waiting 0\n" in metrics
        assert await one.bot.stops() == 0
    assert "Traceback" not in one.bot.log.read_text()
