"""What the doctor finds, each in a sentence."""

import asyncio
import shutil
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import SimpleNamespace

import pytest
from aiohttp import web
from aiosmtpd.controller import Controller
from walk.staging import free_port

from bot.settings import read_settings
from bot.wiring.commands import doctor

TOKEN = "1000000001:sample-token"


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
