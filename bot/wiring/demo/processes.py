"""The demonstration's processes: the sandbox and the real bot.

Each is in a session of its own, so that Ctrl+C reaches the demonstration alone, which then ends them in their order.
They see none of the settings of the machine's own bot: neither its environment nor its `.env`.
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

from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
TOKEN = "1000000001:sample-token"
USERNAME = "countersign_demo_bot"
HOST = "127.0.0.1"
STOPS_WITHIN_SECONDS = 30


class StageError(Exception):
    """What the demonstration stands on did not start; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Household:
    """Where the demonstration's bot lives: its Bot API, its folder, what it is told besides."""

    url: str
    folder: Path
    wishes: dict[str, str]

    @property
    def environment(self) -> dict[str, str]:
        """The bot's environment."""
        return {**_clean_environment(), **_settings(self.url, self.folder), **self.wishes}

    async def start(self, *arguments: str, stdout: int | None = None) -> Process:
        """Start a command of countersign; in a folder without `.env`, lest the machine's own bot be touched."""
        command = (sys.executable, "-m", "bot", *arguments)
        return await asyncio.create_subprocess_exec(
            *command, cwd=self.folder, env=self.environment, stdout=stdout, start_new_session=True
        )

    async def asks(self, *arguments: str) -> str:
        """Run a command and return what it printed last."""
        started = await self.start(*arguments, stdout=PIPE)
        async with _ending(started):
            printed, _ = await started.communicate()
        if started.returncode:
            raise StageError(f"countersign {arguments[0]} failed; its reason stands above.")
        return printed.decode().strip().splitlines()[-1]


def _settings(url: str, folder: Path) -> dict[str, str]:
    return {
        "BOT_TOKEN": TOKEN,
        "BOT_API_BASE": url,
        "DATA_DIR": str(folder),
        "SANDBOX_CLOCK_URL": f"{url}/sandbox/clock",
        "LOG_LEVEL": "WARNING",
    }


def _clean_environment() -> dict[str, str]:
    own = {spelled for name in Settings.model_fields for spelled in (name.upper(), f"{name.upper()}_FILE")}
    kept = {name: value for name, value in os.environ.items() if name.upper() not in own}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))}


def is_free(port: int) -> bool:
    """Tell whether a server could listen there."""
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((HOST, port))
        except OSError:
            return False
    return True


@asynccontextmanager
async def sandbox(port: int) -> AsyncIterator[str]:
    """Run the sandbox; gives its address."""
    arguments = ("--host", HOST, "--port", str(port), "--token", TOKEN, "--username", USERNAME)
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", *arguments, env=_clean_environment(), stdout=PIPE, start_new_session=True
    )
    async with _ending(started):
        line = await started.stdout.readline() if started.stdout else b""
        if not line:
            raise StageError("The sandbox did not start; its reason stands above.")
        yield str(json.loads(line)["url"])


@asynccontextmanager
async def bot(household: Household) -> AsyncIterator[Process]:
    """Run the real bot over the household's data."""
    started = await household.start("run")
    async with _ending(started):
        yield started


@asynccontextmanager
async def _ending(process: Process) -> AsyncIterator[None]:
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await _gone(process)


async def _gone(process: Process) -> None:
    """Wait until it has ended by itself; what hangs is killed."""
    try:
        await asyncio.wait_for(process.wait(), STOPS_WITHIN_SECONDS)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
