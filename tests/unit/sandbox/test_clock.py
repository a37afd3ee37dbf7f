"""The clock: pushed, followed, acknowledged."""

import asyncio
from datetime import datetime, timedelta

import pytest

from sandbox.client import ControlError


async def test_time_is_pushed_and_returns(sandbox):
    before = datetime.fromisoformat((await sandbox.clock.reads())["now"])
    pushed = await sandbox.clock.passes(days=150, hours=1)
    assert (
        timedelta(days=150) < datetime.fromisoformat(pushed["now"]) - before < timedelta(days=150, hours=1, minutes=1)
    )
    assert pushed["acknowledged"] is True
    await sandbox.clock.passes(days=-150, hours=-1)
    assert (await sandbox.clock.reads())["offset_seconds"] == 0
    stands = await sandbox.clock.stands_at("2031-01-01T00:00:00+00:00")
    assert stands["now"].startswith("2031-01-01T00:00:0")
    assert (await sandbox.clock.returns())["offset_seconds"] == 0


async def test_a_push_waits_until_every_follower_knows(sandbox):
    """A bot that follows asks again with the version it has seen; only then does it live in the new time."""
    first = await sandbox.wire.get("/sandbox/clock")
    following = asyncio.create_task(sandbox.wire.get("/sandbox/clock", seen=first["version"], poller="bot"))
    await asyncio.sleep(0.1)
    push = asyncio.create_task(sandbox.clock.passes(days=1))
    told = await following
    assert told["version"] == first["version"] + 1
    await asyncio.sleep(0.2)
    assert not push.done()
    again = asyncio.create_task(sandbox.wire.get("/sandbox/clock", seen=told["version"], poller="bot"))
    assert (await asyncio.wait_for(push, 2))["acknowledged"] is True
    assert not again.done()
    again.cancel()


async def test_a_version_not_seen_is_told_at_once(sandbox):
    await sandbox.clock.passes(seconds=1)
    told = await asyncio.wait_for(sandbox.wire.get("/sandbox/clock", seen=1), 2)
    assert told["version"] == 2


async def test_a_follower_that_went_away_is_not_waited_for_longer_than_five_seconds(sandbox, monkeypatch):
    monkeypatch.setattr("sandbox.control.tools.ACKNOWLEDGED_WITHIN", 0.3)
    await sandbox.wire.get("/sandbox/clock", seen=0, poller="gone")
    assert (await sandbox.clock.passes(days=1))["acknowledged"] is False


@pytest.mark.parametrize("wrong", [{}, {"days": "many"}, {"now": "tomorrow"}, {"days": 1e9}, {"seconds": float("nan")}])
async def test_nonsense_does_not_move_time(sandbox, wrong):
    with pytest.raises(ControlError) as refused:
        await sandbox.wire.post("/sandbox/clock", wrong)
    assert refused.value.status == 400
    assert (await sandbox.clock.reads())["version"] == 1
