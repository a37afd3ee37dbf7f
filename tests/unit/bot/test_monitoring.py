"""Health and metrics, and that old rows are removed."""

import time
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from e2e.servers.stage import free_port

from bot.counters import Counters
from bot.crypto.encryption import Cipher, MasterKeys, mint_master_key
from bot.monitoring.health import Health
from bot.monitoring.metrics import TimedScanner, render
from bot.monitoring.queues import FailingRows, InboxStanding, OutboxStanding
from bot.notices.rates import Pauses
from bot.retention import KEPT_DAYS, PurgeOld
from bot.retention.remove_old_rows import RemoveOldRows
from bot.settings import SettingsError
from storage.engine import open_engine
from storage.tables import metadata
from storage.transaction import Store
from web.monitoring import MonitoringServer

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class Queues:
    """A database that answers, until it does not."""

    away = False

    async def answers(self):
        if self.away:
            raise ConnectionError

    async def inbox(self):
        return InboxStanding(waiting=2, oldest_at=NOW, dead=1)

    async def outbox(self, now):
        return OutboxStanding(pending=3, delivered=4, unreachable=5, dropped=6, oldest_due_at=now)

    async def pauses(self, _):
        return Pauses(2, 3599.8, 0)

    async def failing(self):
        return [FailingRows("finish_documents", "OSError", rows=2, since=NOW, attempts=7, most_attempts=5)]


@pytest.fixture
def health():
    return Health(Queues(), Counters(), ("inbox", "polling"))


def server_of(health, listen):
    return MonitoringServer(listen, health, health.queues, health.counters, lambda: NOW)


@pytest.fixture
async def server(health):
    server = server_of(health, f"127.0.0.1:{free_port()}")
    await server.start()
    yield server
    await server.stop()


async def fetch(server, path):
    async with aiohttp.ClientSession() as session, session.get(f"http://{server.listen}{path}") as response:
        return response.status, await response.text()


async def test_a_bot_that_polls_and_whose_database_answers_is_well(server):
    assert await fetch(server, "/healthz") == (200, "ok\n")


async def test_a_silent_loop_and_an_absent_database_are_named(health, server):
    health.counters.heartbeats["polling"] = time.monotonic() - 100
    health.queues.away = True
    status, text = await fetch(server, "/healthz")
    assert status == 503
    assert text.splitlines() == [
        "Telegram has answered no request for updates for 100 seconds",
        "the database does not answer (ConnectionError)",
    ]


class Hook:
    """A webhook as health sees it."""

    ailment = "Telegram could not deliver at 09:29:00 UTC: Connection refused"


async def test_a_webhook_that_telegram_cannot_reach_is_named(health, server):
    health.hook = Hook()
    assert await fetch(server, "/healthz") == (503, f"{Hook.ailment}\n")


async def test_metrics_come_in_prometheus_form(health, server):
    health.counters.received, health.counters.too_many = 7, 1
    health.counters.scans.took(0.3)
    health.counters.scans.took(60)
    status, text = await fetch(server, "/metrics")
    lines = text.splitlines()
    assert status == 200
    assert "countersign_updates_received_total 7" in lines
    assert "countersign_too_many_requests_total 1" in lines
    assert "countersign_inbox_waiting 2" in lines
    assert 'countersign_job_failing_rows{job="finish_documents",error="OSError"} 2' in lines
    assert 'countersign_job_failed_attempts{job="finish_documents",error="OSError"} 7' in lines
    assert 'countersign_outbox_notices{outcome="unreachable"} 5' in lines
    assert "countersign_paused_chats 2" in lines
    assert 'countersign_pause_seconds{of="chat"} 3600' in lines
    assert 'countersign_pause_seconds{of="notices"} 0' in lines
    assert 'countersign_scan_seconds_bucket{le="0.25"} 0' in lines
    assert 'countersign_scan_seconds_bucket{le="5.0"} 1' in lines
    assert 'countersign_scan_seconds_bucket{le="+Inf"} 2' in lines
    assert "countersign_scan_seconds_count 2" in lines


def test_every_sample_has_its_help_and_type():
    lines = render(Counters(), InboxStanding(0, None, 0), OutboxStanding(0, 0, 0, 0, None), [], Pauses()).splitlines()
    told = {line.split()[2] for line in lines if line.startswith("# HELP")}
    assert told == {line.split()[2] for line in lines if line.startswith("# TYPE")}
    for line in lines:
        name = line.split("{")[0].split()[0].removesuffix("_bucket").removesuffix("_sum").removesuffix("_count")
        assert line.startswith("#") or name in told


async def test_a_taken_port_is_a_clear_sentence(health, server):
    with pytest.raises(SettingsError, match="HEALTH_LISTEN"):
        await server_of(health, server.listen).start()


async def test_nothing_listens_without_an_address(health):
    server = server_of(health, "")
    await server.start()
    await server.stop()
    assert health.counters.heartbeats == {}


async def test_a_scan_is_timed_also_when_it_fails():
    class Broken:
        async def scan(self, picture, **_):
            raise RuntimeError(picture)

    counters = Counters()
    with pytest.raises(RuntimeError):
        await TimedScanner(Broken(), counters).scan(b"")
    assert sum(counters.scans.counts) == 1


@pytest.fixture
async def store(tmp_path):
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}")
    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    store = Store(engine, Cipher(MasterKeys.parse(mint_master_key())))
    yield store
    await store.close()


async def test_old_rows_are_removed_by_the_days_of_their_class(store):
    requested = []

    class Purge:
        async def remove(self, name, before, now):
            requested.append((name, before))
            return int(now < before)

    machine = NOW + timedelta(days=1)
    await RemoveOldRows(PurgeOld(Purge(), lambda: machine), store.transaction)(now=NOW)
    assert [name for name, _ in requested] == list(KEPT_DAYS)
    assert dict(requested)["notices"] == NOW - timedelta(days=30)
    assert dict(requested)["updates"] == machine - timedelta(days=3)
