"""Health, metrics, and the daily tidying."""

import time
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from e2e.staging import free_port

from bot.counters import Counters
from bot.retention import KEPT_DAYS, PurgeOld
from bot.settings import SettingsError
from bot.wiring.health import Health
from bot.wiring.metrics import TimedScanner, render
from bot.wiring.retention import Retention
from storage.inbox.queues import InboxStanding, OutboxStanding, SealingStanding

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class Queues:
    """A database that answers, until it does not."""

    away = False

    async def answers(self):
        if self.away:
            raise ConnectionError

    async def inbox(self):
        return InboxStanding(waiting=2, oldest_at=NOW, aside=1)

    async def outbox(self, now):
        return OutboxStanding(pending=3, delivered=4, unreachable=5, dropped=6, oldest_due_at=now)

    async def sealing(self):
        return SealingStanding(retry_later=2, attempts=5)


@pytest.fixture
async def health():
    health = Health(f"127.0.0.1:{free_port()}", Queues(), Counters(), lambda: NOW, ("inbox", "polling"))
    await health.start()
    yield health
    await health.stop()


async def fetch(health, path):
    async with aiohttp.ClientSession() as session, session.get(f"http://{health.listen}{path}") as response:
        return response.status, await response.text()


async def test_a_bot_that_polls_and_whose_database_answers_is_well(health):
    assert await fetch(health, "/healthz") == (200, "ok\n")


async def test_a_silent_loop_and_an_absent_database_are_named(health):
    health.counters.beats["polling"] = time.monotonic() - 100
    health.queues.away = True
    status, text = await fetch(health, "/healthz")
    assert status == 503
    assert text.splitlines() == [
        "Telegram has answered no request for updates for 100 seconds",
        "the database does not answer (ConnectionError)",
    ]


class Hook:
    """A webhook as health sees it."""

    ailment = "Telegram could not deliver at 09:29:00 UTC: Connection refused"


async def test_a_webhook_that_telegram_cannot_reach_is_named(health):
    health.hook = Hook()
    assert await fetch(health, "/healthz") == (503, f"{Hook.ailment}\n")


async def test_metrics_come_in_prometheus_form(health):
    health.counters.received, health.counters.too_many = 7, 1
    health.counters.scans.took(0.3)
    health.counters.scans.took(60)
    status, text = await fetch(health, "/metrics")
    lines = text.splitlines()
    assert status == 200
    assert "countersign_updates_received_total 7" in lines
    assert "countersign_too_many_requests_total 1" in lines
    assert "countersign_inbox_waiting 2" in lines
    assert "countersign_files_put_off 2" in lines
    assert 'countersign_outbox_notices{outcome="unreachable"} 5' in lines
    assert 'countersign_scan_seconds_bucket{le="0.25"} 0' in lines
    assert 'countersign_scan_seconds_bucket{le="5.0"} 1' in lines
    assert 'countersign_scan_seconds_bucket{le="+Inf"} 2' in lines
    assert "countersign_scan_seconds_count 2" in lines


def test_every_sample_has_its_help_and_type():
    lines = render(
        Counters(), InboxStanding(0, None, 0), OutboxStanding(0, 0, 0, 0, None), SealingStanding(0, 0)
    ).splitlines()
    told = {line.split()[2] for line in lines if line.startswith("# HELP")}
    assert told == {line.split()[2] for line in lines if line.startswith("# TYPE")}
    for line in lines:
        name = line.split("{")[0].split()[0].removesuffix("_bucket").removesuffix("_sum").removesuffix("_count")
        assert line.startswith("#") or name in told


async def test_a_taken_port_is_a_clear_sentence(health):
    with pytest.raises(SettingsError, match="HEALTH_LISTEN"):
        await Health(health.listen, Queues(), Counters(), lambda: NOW, ()).start()


async def test_a_scan_is_timed_also_when_it_fails():
    class Broken:
        async def scan(self, picture):
            raise RuntimeError(picture)

    counters = Counters()
    with pytest.raises(RuntimeError):
        await TimedScanner(Broken(), counters).scan(b"")
    assert sum(counters.scans.counts) == 1


async def test_old_rows_are_removed_once_a_day():
    asked = []

    class Purge:
        async def remove(self, name, before, now):
            asked.append((name, before))
            return int(now < before)

    machine = NOW + timedelta(days=1)
    retention = Retention(PurgeOld(Purge(), lambda: machine))
    for hours in (0, 1, 23, 24, 25):
        await retention(now=NOW + timedelta(hours=hours))
    first, second = asked[: len(KEPT_DAYS)], asked[len(KEPT_DAYS) :]
    assert [name for name, _ in first] == [name for name, _ in second] == list(KEPT_DAYS)
    assert dict(first)["notices"] == NOW - timedelta(days=30)
    assert dict(second)["notices"] == NOW - timedelta(days=29)
    assert dict(first)["updates"] == dict(second)["updates"] == machine - timedelta(days=3)
