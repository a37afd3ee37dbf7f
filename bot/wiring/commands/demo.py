"""`countersign demo`: the sandbox, the real bot and a sample organisation; nothing of it leaves this machine."""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TOKEN = "1000000001:sample-token"
USERNAME = "countersign_demo_bot"
STOPS_WITHIN_SECONDS = 30


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = verbs.add_parser("demo", help="the sandbox, the bot and a sample organisation, on this machine alone")
    parser.add_argument("--port", type=int, default=8081, help="of the chat page; 0 takes a free one")
    parser.add_argument("--empty", action="store_true", help="without the sample organisation")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="countersign-demo-") as folder, sandbox(given.port) as url:
        environment = {**os.environ, **settings(url, Path(folder))}
        print(f"\n  The chat page: {url}\n", flush=True)  # noqa: T201 - the command line speaks by printing
        with process("run", environment):
            asyncio.run(_play(url, environment, empty=given.empty))
    return 0


def settings(url: str, folder: Path) -> dict[str, str]:
    """Point a bot at the sandbox at `url`, with its data in `folder`."""
    return {
        "BOT_TOKEN": TOKEN,
        "BOT_API_BASE": url,
        "DATA_DIR": str(folder),
        "DATABASE_URL": "",
        "MASTER_KEY": "",
        "DELIVERY": "polling",
        "SANDBOX_CLOCK_URL": f"{url}/sandbox/clock",
        "LANGUAGE": "uk",
    }


@contextmanager
def sandbox(port: int) -> Iterator[str]:
    """Run the sandbox in a process of its own; gives its address."""
    command = [sys.executable, "-m", "sandbox", "--port", str(port), "--token", TOKEN, "--username", USERNAME]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as started:
        try:
            line = started.stdout.readline() if started.stdout else b""
            if not line:
                raise SystemExit(f"The sandbox did not start: is port {port} taken? Try --port 0.")
            yield str(json.loads(line)["url"])
        finally:
            started.terminate()


@contextmanager
def process(verb: str, environment: dict[str, str]) -> Iterator[None]:
    """Run another command of countersign beside this one, and end it gracefully."""
    with subprocess.Popen([sys.executable, "-m", "bot", verb], env=environment) as started:
        try:
            yield
        finally:
            started.terminate()
            started.wait(STOPS_WITHIN_SECONDS)


async def _play(url: str, environment: dict[str, str], *, empty: bool) -> None:
    from bot.wiring.demo.acting import play  # noqa: PLC0415 - wanted only here
    from sandbox.client import connect  # noqa: PLC0415 - as above

    async with connect(url) as client:
        link = await _owner_link(environment)
        if not empty:
            await play(client, link)
        print(f"  {'The owner opens ' + link if empty else 'Ready.'} Stop with Ctrl+C.\n", flush=True)  # noqa: T201
        await asyncio.Event().wait()


async def _owner_link(environment: dict[str, str]) -> str:
    from bot.wiring.demo.sample import ORGANISATION, OWNER  # noqa: PLC0415 - wanted only here

    command = [sys.executable, "-m", "bot", "owner", OWNER.name, "--organisation", ORGANISATION]
    started = await asyncio.create_subprocess_exec(*command, env=environment, stdout=asyncio.subprocess.PIPE)
    printed, _ = await started.communicate()
    return printed.decode().strip().splitlines()[-1]
