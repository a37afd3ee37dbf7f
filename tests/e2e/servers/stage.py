"""The sandbox and the bot as separate processes, driven over HTTP."""

import asyncio
import json
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.texts.words import Texts
from sandbox.client import SandboxClient, connect
from sandbox.demo.processes import clean_environment
from sandbox.state.web_apps import PUBLIC_KEY

ROOT = Path(__file__).resolve().parents[3]
TOKEN = "1000000001:sample-token"
STARTS_WITHIN = 60


def words(text_id, language="uk", **variables):
    """A button's label or a piece of text as the bot words it."""
    return Texts().words(language).plain(text_id, **variables)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def with_pages():
    """The settings of a bot that serves pages in the browser."""
    address = f"127.0.0.1:{free_port()}"
    return {"WEB_LISTEN": address, "PUBLIC_URL": f"http://{address}"}


def monday_morning():
    """The next Monday, 10:00 in Kyiv: reminders keep working hours, so the test starts within them."""
    now = datetime.now(ZoneInfo("Europe/Kyiv"))
    return (now + timedelta(days=7 - now.weekday())).replace(hour=10, minute=0, second=0, microsecond=0)


@dataclass
class BotProcess:
    """`countersign run` in a process of its own, which can be killed and started again over the same data.

    Its working directory is the folder of its log, so that it never reads the `.env` of this checkout.
    """

    environment: dict
    log: Path
    process: subprocess.Popen | None = None
    deaths: int = 0
    _streams: list = field(default_factory=list)

    async def start(self):
        stream = self.log.open("ab")
        self._streams.append(stream)
        before = self.log.read_bytes().count(b"running")
        self.process = self.launch(stream)
        for _ in range(STARTS_WITHIN * 20):
            await asyncio.sleep(0.05)
            if self.log.read_bytes().count(b"running") > before:
                return
            if self.process.poll() is not None:
                break
        raise RuntimeError(f"the bot did not start:\n{self.log.read_text()[-4000:]}")

    def launch(self, stream):
        command = [sys.executable, "-m", "bot", "run"]
        return subprocess.Popen(command, cwd=self.log.parent, env=self.environment, stdout=stream, stderr=stream)

    async def dies(self):
        """As by a power cut."""
        self.process.send_signal(signal.SIGKILL)
        await asyncio.to_thread(self.process.wait)
        self.deaths += 1

    async def dies_and_returns(self):
        await self.dies()
        await self.start()

    async def stops(self):
        """As by systemd; answers the exit status."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            await asyncio.to_thread(self.process.wait, 40)
        return self.process.returncode if self.process else 0

    async def command(self, *arguments):
        """Run another command of `countersign` over the same data; answers (exit status, what it printed)."""
        done = await asyncio.to_thread(
            subprocess.run,
            [sys.executable, "-m", "bot", *map(str, arguments)],
            cwd=self.log.parent,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        return done.returncode, done.stdout + done.stderr

    def close(self):
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for stream in self._streams:
            stream.close()


@dataclass
class Stage:
    """A sandbox and a bot in front of it."""

    sandbox: SandboxClient
    bot: BotProcess
    folder: Path

    async def owner_link(self, name="Олена Власенко", organisation="ТОВ «Зразок»"):
        """`countersign owner`, as the administrator runs it."""
        status, printed = await self.bot.command("owner", name, "--organisation", organisation, "--found")
        assert status == 0, printed
        return printed.strip().splitlines()[-1]


@asynccontextmanager
async def stage(folder: Path, bot_of=BotProcess, **settings: str) -> AsyncIterator[Stage]:
    """Start a sandbox and prepare a bot; the bot is started by the test."""
    named = ("--token", TOKEN, "--username", "countersign_demo_bot")
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--strict", *named]
    with (folder / "sandbox.log").open("wb") as log:
        sandbox = subprocess.Popen(command, cwd=folder, env=clean_environment(), stdout=subprocess.PIPE, stderr=log)
        url = json.loads(await asyncio.to_thread(sandbox.stdout.readline))["url"]
        environment = {
            **clean_environment(),
            "BOT_TOKEN": TOKEN,
            "BOT_API_BASE": url,
            "DATA_DIR": str(folder / "data"),
            "SANDBOX_CLOCK_URL": f"{url}/sandbox/clock",
            "TELEGRAM_PUBLIC_KEY": PUBLIC_KEY,
            "LANGUAGE": "uk",
            "PYTHONUNBUFFERED": "1",
            **settings,
        }
        bot = bot_of(environment, folder / "bot.log")
        try:
            async with connect(url) as client:
                yield Stage(client, bot, folder)
        finally:
            bot.close()
            sandbox.terminate()
            sandbox.wait(20)
            sandbox.stdout.close()


def webhook_settings():
    """Delivery by webhook to a free port of this machine."""
    port = free_port()
    return {
        "DELIVERY": "webhook",
        "WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "WEBHOOK_LISTEN": f"127.0.0.1:{port}",
        "WEBHOOK_SECRET": "sample-secret",
    }
