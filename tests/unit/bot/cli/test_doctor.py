"""What the doctor finds, each in a sentence."""

import asyncio
import shutil
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest
from aiohttp import web
from aiosmtpd.controller import Controller
from e2e.servers.stage import free_port

from bot.cli import doctor
from bot.cli.bot_api import offline
from bot.due_rows import JobFailure
from bot.notices.rates import Rates
from bot.settings import read_settings
from bot.startup.master_key import open_cipher
from storage.opening import open_store

TOKEN = "1000000001:sample-token"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def settings(tmp_path, **given):
    return read_settings(bot_token=TOKEN, data_dir=tmp_path, **given)


@pytest.fixture
async def bot_api():
    """A Bot API whose clock is `off`; answers 404 as Telegram's root may."""
    off = timedelta(0)

    async def answer(_):
        date = format_datetime(datetime.now(UTC) + off, usegmt=True)
        return web.Response(status=404, headers={"Date": date})

    app, port = web.Application(), free_port()
    app.router.add_get("/", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()

    def turned(by):
        nonlocal off
        off = by
        return f"http://127.0.0.1:{port}"

    yield turned
    await runner.cleanup()


async def test_a_right_clock_is_well_and_a_wrong_one_is_told(tmp_path, bot_api):
    right = settings(tmp_path, bot_api_base=bot_api(timedelta(0)))
    assert "within 30 seconds" in await asyncio.to_thread(doctor._clock, right)
    wrong = settings(tmp_path, bot_api_base=bot_api(timedelta(minutes=5)))
    with pytest.raises(RuntimeError, match=r"-(300|299) seconds off"):
        await asyncio.to_thread(doctor._clock, wrong)


HOOKED = {"url": "https://bot.example.org/telegram", "pending_update_count": 3}
HOOK = {"delivery": "webhook", "webhook_url": HOOKED["url"], "webhook_secret": "sample-secret"}


def test_how_updates_come_is_told(tmp_path):
    def told(given, **info):
        return doctor.delivery_noted(settings(tmp_path, **given), {"pending_update_count": 3, **info}, NOW)

    assert told({}, url="") == "polling, 3 updates wait at Telegram"
    assert "a webhook is set" in told({}, url="https://other.example.org/")
    assert "not set before the bot starts" in told(HOOK, url="")
    long_ago = int((NOW - timedelta(hours=1)).timestamp())
    assert told(HOOK, **HOOKED, last_error_date=long_ago) == "webhook, 3 updates wait at Telegram"


def test_a_webhook_that_fails_or_leads_elsewhere_is_told(tmp_path):
    hooked = settings(tmp_path, **HOOK)
    failed = {"last_error_date": int(NOW.timestamp()) - 60, "last_error_message": "Connection timed out"}
    with pytest.raises(RuntimeError, match=r"at 09:29:00 UTC: Connection timed out; 3 updates wait"):
        doctor.delivery_noted(hooked, HOOKED | failed, NOW)
    with pytest.raises(
        RuntimeError, match=r"Telegram calls https://other.example.org/, and WEBHOOK_URL is https://bot"
    ):
        doctor.delivery_noted(hooked, HOOKED | {"url": "https://other.example.org/"}, NOW)


def test_a_full_disk_is_told(tmp_path, monkeypatch):
    assert "GiB free" in doctor._disk(settings(tmp_path))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1 << 20))
    with pytest.raises(RuntimeError, match="make room"):
        doctor._disk(settings(tmp_path))


def test_a_mail_server_is_greeted_and_an_absent_one_told(tmp_path):
    port = free_port()
    given = {"smtp_url": f"smtp://127.0.0.1:{port}?tls=none", "smtp_from": "bot@example.org"}
    assert doctor._smtp(settings(tmp_path)) == "none set"
    with pytest.raises(ConnectionRefusedError):
        doctor._smtp(settings(tmp_path, **given))
    server = Controller(object(), hostname="127.0.0.1", port=port)
    server.start()
    try:
        assert doctor._smtp(settings(tmp_path, **given)) == "127.0.0.1 takes letters from bot@example.org"
    finally:
        server.stop()


def record(given, *failures):
    async def write():
        store = await open_store(given, open_cipher(given))
        async with store.transaction() as tx:
            for failure in failures:
                await tx.job_failures.record(failure)
        await store.close()

    asyncio.run(write())


def test_rows_that_jobs_fail_to_handle_are_told_and_are_a_fault_from_the_third_attempt_on(tmp_path):
    given = settings(tmp_path)
    assert doctor._jobs(given) == "no row fails"
    failure = JobFailure("end_shifts", uuid4(), uuid4(), 2, "ValueError", NOW, NOW + timedelta(minutes=2))
    record(given, failure, replace(failure, row_id=uuid4(), attempts=1))
    told = "end_shifts: 2 x ValueError since 2026-03-02 09:30 UTC, up to 2 attempts"
    assert doctor._jobs(given) == told
    record(given, replace(failure, attempts=3), replace(failure, job="make_copies", error="OSError"))
    with pytest.raises(RuntimeError, match=r"up to 3 attempts; make_copies: 1 x OSError since .* the log"):
        doctor._jobs(given)


def run_doctor(monkeypatch, capsys, **given):
    for name, value in {"bot_token": TOKEN, **given}.items():
        monkeypatch.setenv(name.upper(), str(value))
    return doctor._run(None), capsys.readouterr().out.splitlines()


def test_an_offline_machine_is_told_so_once(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(doctor, "ANSWERS_WITHIN_SECONDS", 5)
    where = {"data_dir": tmp_path, "telegram_proxy": f"socks5://127.0.0.1:{free_port()}"}
    status, told = run_doctor(monkeypatch, capsys, **where)
    assert status == 1
    assert [line.partition(":")[0] for line in told if not line.startswith("ok")] == [
        "FAIL proxy",
        "--   Telegram",
        "--   token",
        "--   delivery",
        "--   clock",
    ]


def test_a_bot_api_that_is_not_there_is_told(tmp_path, monkeypatch, capsys):
    given = {"data_dir": tmp_path, "bot_api_base": f"http://127.0.0.1:{free_port()}"}
    status, told = run_doctor(monkeypatch, capsys, **given)
    assert status == 1
    (failed,) = [line for line in told if line.startswith("FAIL")]
    assert "FAIL Telegram: http://127.0.0.1" in failed
    assert "cannot be reached: is BOT_API_BASE right?" in failed
    assert "--   token: not checked, Telegram cannot be reached" in told


def test_where_telegram_cannot_be_reached_the_sentence_names_the_way_out(tmp_path):
    assert offline(settings(tmp_path)).endswith("set TELEGRAM_PROXY.")
    proxied = settings(tmp_path, telegram_proxy="http://user:secret@proxy.example.org:3128")
    assert "through http://proxy.example.org:3128: is this machine online, and the proxy?" in offline(proxied)


async def test_pauses_that_telegram_demands_are_told(tmp_path):
    made = settings(tmp_path)
    assert await asyncio.to_thread(doctor._sending, made) == "Telegram demands no pause"
    store = await open_store(made, open_cipher(made))
    await store.pace(made.bot_id, Rates()).pause(7, "send", 3600)
    with pytest.raises(
        RuntimeError, match=r"in 1 chat, the longest for (3600|3599) s more; notices to these chats wait"
    ):
        await asyncio.to_thread(doctor._sending, made)
    for chat in (8, 9):
        await store.pace(made.bot_id, Rates()).pause(chat, "send", 20)
    with pytest.raises(RuntimeError, match=r"all notices wait (20|19) s, then one is tried"):
        await asyncio.to_thread(doctor._sending, made)
    await store.close()


def test_the_gateway_of_sms_is_reached_and_no_sms_is_sent(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as gateway:
        given = {"sms_url": f"http://127.0.0.1:{gateway.getsockname()[1]}/sms?to={{phone}}&text={{text}}"}
        told = doctor._sms(settings(tmp_path, **given))
        assert told == "127.0.0.1 can be reached; no kiosks: they need PUBLIC_URL"
        told = doctor._sms(settings(tmp_path, public_url="https://pages.example.org", **given))
        assert told == "127.0.0.1 can be reached; people can sign at kiosks"
        for _ in range(2):
            connection, _ = gateway.accept()
            with connection:
                assert connection.recv(1) == b""
    with pytest.raises(RuntimeError, match="cannot be reached"):
        doctor._sms(settings(tmp_path, **given))
    assert doctor._sms(settings(tmp_path)) == "none set"
