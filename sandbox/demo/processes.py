"""The demonstration's processes: the sandbox and the bot.

Each runs in a session of its own, so that Ctrl+C reaches only the demonstration, which then stops them in order. They
never see the settings of another bot on this machine: the environment is clean, the working directory has no `.env`.
"""

import asyncio
import json
import os
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sandbox.state.web_apps import PUBLIC_KEY

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "1000000001:sample-token"
USERNAME = "countersign_demo_bot"
HOST = "127.0.0.1"
PAGES_PORT = 8082
STOP_TIMEOUT_SECONDS = 30
INHERITED = ("PATH", "HOME", "LANG", "TMPDIR", "TZ", "LD_LIBRARY_PATH")
"""Environment variables that a process needs to start; any other might be a setting of the bot."""


class DemoError(Exception):
    """The demonstration cannot start or go on; the message says what to do."""


def clean_environment() -> dict[str, str]:
    """Return an environment without settings of the bot, in which this checkout can be imported."""
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))}


@dataclass(frozen=True, slots=True)
class BotInstallation:
    """A bot that keeps its data in `folder` and uses the Bot API at `url`; `settings` are added to its environment."""

    url: str
    folder: Path
    settings: dict[str, str]

    @property
    def environment(self) -> dict[str, str]:
        """The environment of every command of this bot."""
        return {
            **clean_environment(),
            "BOT_TOKEN": TOKEN,
            "BOT_API_BASE": self.url,
            "DATA_DIR": str(self.folder),
            "SANDBOX_CLOCK_URL": f"{self.url}/sandbox/clock",
            "TELEGRAM_PUBLIC_KEY": PUBLIC_KEY,
            "LOG_LEVEL": "WARNING",
            **self.settings,
        }

    async def start(self, *arguments: str, stdout: int | None = None) -> Process:
        """Start a command of the bot in `folder`, which has no `.env`."""
        command = (sys.executable, "-m", "bot", *arguments)
        return await asyncio.create_subprocess_exec(
            *command, cwd=self.folder, env=self.environment, stdout=stdout, start_new_session=True
        )

    async def run(self, *arguments: str) -> str:
        """Run a command to its end and return the last line that it printed. DemoError when it fails."""
        process = await self.start(*arguments, stdout=PIPE)
        async with _stopping(process):
            printed, _ = await process.communicate()
        if process.returncode:
            raise DemoError(f"countersign {arguments[0]} failed; the reason is printed above.")
        return printed.decode().strip().splitlines()[-1]


def is_free(port: int) -> bool:
    """Return whether a server could listen on a port."""
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((HOST, port))
        except OSError:
            return False
    return True


def page_settings() -> dict[str, str]:
    """Return the settings with which the bot serves pages in the browser: on the usual port, if it is free."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        address = f"{HOST}:{PAGES_PORT if is_free(PAGES_PORT) else one.getsockname()[1]}"
    return {"WEB_LISTEN": address, "PUBLIC_URL": f"http://{address}"}


@asynccontextmanager
async def running_sandbox(port: int) -> AsyncIterator[str]:
    """Run the sandbox and yield its address."""
    arguments = ("--host", HOST, "--port", str(port), "--token", TOKEN, "--username", USERNAME)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", *arguments, env=clean_environment(), stdout=PIPE, start_new_session=True
    )
    async with _stopping(process):
        line = await process.stdout.readline() if process.stdout else b""
        if not line:
            raise DemoError("The sandbox did not start; the reason is printed above.")
        yield str(json.loads(line)["url"])


@asynccontextmanager
async def running_bot(installation: BotInstallation) -> AsyncIterator[Process]:
    """Run the bot."""
    process = await installation.start("run")
    async with _stopping(process):
        yield process


@asynccontextmanager
async def _stopping(process: Process) -> AsyncIterator[None]:
    """Stop a process after the block; kill it when it does not stop in time."""
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOP_TIMEOUT_SECONDS)
        except TimeoutError:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
