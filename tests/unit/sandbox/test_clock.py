"""The clock: changes, pollers and their acknowledgements."""

import asyncio
from datetime import datetime, timedelta

import pytest

from sandbox.client import ControlError


async def test_clock_is_advanced_set_and_reset(sandbox):
    before = datetime.fromisoformat((await sandbox.clock.read())["now"])
    advanced = await sandbox.clock.advance(days=150, hours=1)
    assert (
        timedelta(days=150) < datetime.fromisoformat(advanced["now"]) - before < timedelta(days=150, hours=1, minutes=1)
    )
    assert advanced["acknowledged"] is True
    await sandbox.clock.advance(days=-150, hours=-1)
    assert (await sandbox.clock.read())["offset_seconds"] == 0
    was_set = await sandbox.clock.set("2031-01-01T00:00:00+00:00")
    assert was_set["now"].startswith("2031-01-01T00:00:0")
    assert (await sandbox.clock.reset())["offset_seconds"] == 0


async def test_change_waits_until_every_poller_has_acknowledged_it(sandbox):
    """A poller acknowledges a version by asking again with it; only then does the bot use the new time."""
    first = await sandbox.api.get("/sandbox/clock")
    poll = asyncio.create_task(sandbox.api.get("/sandbox/clock", seen=first["version"], poller="bot"))
    await asyncio.sleep(0.1)
    change = asyncio.create_task(sandbox.clock.advance(days=1))
    clock = await poll
    assert clock["version"] == first["version"] + 1
    await asyncio.sleep(0.2)
    assert not change.done()
    again = asyncio.create_task(sandbox.api.get("/sandbox/clock", seen=clock["version"], poller="bot"))
    assert (await asyncio.wait_for(change, 2))["acknowledged"] is True
    assert not again.done()
    again.cancel()


async def test_poller_with_an_old_version_gets_the_clock_at_once(sandbox):
    await sandbox.clock.advance(seconds=1)
    clock = await asyncio.wait_for(sandbox.api.get("/sandbox/clock", seen=1), 2)
    assert clock["version"] == 2


async def test_missing_poller_is_waited_for_until_the_timeout(sandbox, monkeypatch):
    monkeypatch.setattr("sandbox.control.simulation.ACKNOWLEDGEMENT_TIMEOUT", 0.3)
    await sandbox.api.get("/sandbox/clock", seen=0, poller="gone")
    assert (await sandbox.clock.advance(days=1))["acknowledged"] is False


@pytest.mark.parametrize("wrong", [{}, {"days": "many"}, {"now": "tomorrow"}, {"days": 1e9}, {"seconds": float("nan")}])
async def test_invalid_changes_do_not_move_the_clock(sandbox, wrong):
    with pytest.raises(ControlError) as refused:
        await sandbox.api.post("/sandbox/clock", wrong)
    assert refused.value.status == 400
    assert (await sandbox.clock.read())["version"] == 1
