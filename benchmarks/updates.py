"""What an update costs, beside an idiomatic aiogram bot (`benchmarks/peer`).

`peer_us` and `ours_us` are microseconds of CPU (user and system, of the bot's process and its worker processes) for one
update of a kind; `ratio` is ours by the peer's:

- `start`: /start, answered with the menu;
- `menu`: a tap from the menu to one's own documents or back;
- `confirm`: the tap on Confirm that signs a document which asks for no PIN. Ours makes and stores its evidence.

Both bots serve as many people and documents, each against a sandbox of its own, and make the same calls to Telegram.
Each update waits for the answer to the one before. Both run side by side and are measured in turns, a block of updates
each, for a shared machine's pace changes by the minute. Figures are medians over the blocks, without the first block of
each; `ratio` is the median over pairs of neighbouring blocks.

`floor_us` tells what no bot with a durable inbox goes below on these libraries: `echo` is what the bare aiogram bot
takes for a text that it answers with one call, `inbox` what it takes to store one update and to mark it as done, and
`read` what a transaction of one statement takes that reads.

`start_ratio` is the time from start to first answer, and `rss_extra_mib` the idle memory with that of worker processes,
both beside a bare aiogram bot. `loaded_p95_ms` is the 95th percentile of the time until an answer is seen, while 100
people tap 25 times a second in all.
"""

import argparse
import asyncio
import json
import math
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from subprocess import Popen
from typing import Any

from benchmarks.organisation import database_url, drawn_pdf, sample_organisation
from benchmarks.peer.database import fill
from benchmarks.people import TITLE, Labels, Visitor, our_labels, peer_labels, visitors
from benchmarks.processes import TOKEN, bot_settings, children, cpu_seconds, rss_mib, running, sandbox, since
from bot.crypto.encryption import Cipher, MasterKeys, mint_master_key
from bot.inbox import StoredUpdate
from bot.signing.models import Confirmation
from sandbox.client import Person, SandboxClient, connect
from storage.engine import open_engine
from storage.migrations import migrate
from storage.transaction import Store

STARTS = 3
TAPPERS = 100
TAPS_PER_SECOND = 25
FIRST_ID = 5_000_000_000
HELLO = "https://t.me/countersign_demo_bot?start=hello"

Start = Callable[[], AbstractContextManager[Popen[bytes]]]
Act = Callable[[Visitor], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of update: what is done before the measurement, and what is measured."""

    name: str
    prepare: Act
    act: Act
    once: bool = False
    """Whether each person can do it once only."""


KINDS = (
    Kind("start", Visitor.starts, Visitor.starts),
    Kind("menu", Visitor.starts, Visitor.taps_menu),
    Kind("confirm", Visitor.opens_statement, Visitor.confirms, once=True),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """A running bot, the people it serves, and those of them who have signed nothing yet."""

    client: SandboxClient
    pid: int
    people: Sequence[Visitor]
    unsigned: Iterator[Visitor]

    async def block(self, kind: Kind, times: int) -> float:
        """Return the microseconds of CPU per update, over `times` updates."""
        chosen = list(islice(self.unsigned, times)) if kind.once else [self.people[0]]
        for visitor in chosen:
            await kind.prepare(visitor)
        await self.client.wait_until_idle(within=60)
        before = self._cpu()
        for visitor in chosen * (times // len(chosen)):
            await kind.act(visitor)
        await self.client.wait_until_idle(within=60)
        return (self._cpu() - before) / times * 1e6

    def _cpu(self) -> float:
        return sum(map(cpu_seconds, (self.pid, *children(self.pid))))


async def run(times: int, rounds: int, load_seconds: int) -> dict[str, Any]:
    """Measure, and return the figures."""
    idle = await idle_figures()
    people = 1 + TAPPERS + times * (rounds + 1)  # the first is the author of the document
    async with AsyncExitStack() as stack:
        peer = await stack.enter_async_context(running_peer(people))
        ours = await stack.enter_async_context(running_ours(people))
        costs = await compare(peer, ours, times, rounds)
        waits = await load(ours.people[:TAPPERS], load_seconds)
    floor = {"echo": await echo_us(times * rounds), **await storage_us(times * rounds)}
    return costs | idle | {"floor_us": floor, "loaded_p95_ms": round(1000 * percentile(waits, 0.95), 1)}


async def compare(peer: Measured, ours: Measured, times: int, rounds: int) -> dict[str, Any]:
    """Measure both bots in turns; return the medians of each kind, and of ours by the peer's."""
    figures: dict[str, Any] = {"peer_us": {}, "ours_us": {}, "ratio": {}}
    pairs: dict[str, list[tuple[float, float]]] = {kind.name: [] for kind in KINDS}
    for _ in range(rounds + 1):
        for kind in KINDS:
            pairs[kind.name].append((await peer.block(kind, times), await ours.block(kind, times)))
    for name, blocks in pairs.items():
        warm = blocks[1:]
        figures["peer_us"][name] = round(median(theirs for theirs, _ in warm))
        figures["ours_us"][name] = round(median(own for _, own in warm))
        figures["ratio"][name] = round(median(own / theirs for theirs, own in warm), 2)
    return figures


async def load(people: Sequence[Visitor], seconds: int) -> list[float]:
    """Have people tap in turn, at a steady rate; return the seconds that each waited for the answer."""
    for visitor in people:
        await visitor.starts()
    waits: list[float] = []

    async def tap(visitor: Visitor) -> None:
        began = time.perf_counter()
        await visitor.taps_menu()
        waits.append(since(began))

    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(seconds * TAPS_PER_SECOND):
            await asyncio.sleep(began + number / TAPS_PER_SECOND - time.perf_counter())
            group.create_task(tap(people[number % len(people)]))
    return waits


def percentile(waits: Sequence[float], share: float) -> float:
    """Return the least value that so large a share of all does not exceed."""
    return sorted(waits)[math.ceil(share * len(waits)) - 1]


@asynccontextmanager
async def running_peer(people: int) -> AsyncIterator[Measured]:
    """Run the peer over a database of so many people."""
    ids = range(FIRST_ID, FIRST_ID + people)
    with tempfile.TemporaryDirectory() as folder, sandbox() as url:
        database = f"sqlite+aiosqlite:///{folder}/peer.db"
        await fill(database, ids, TITLE)
        start = partial(running, "-m", "benchmarks.peer", url, TOKEN, database)
        async with _served(url, start, ids, peer_labels()) as measured:
            yield measured


@asynccontextmanager
async def running_ours(people: int) -> AsyncIterator[Measured]:
    """Run Countersign over a database of so many people, asked to sign a document."""
    with tempfile.TemporaryDirectory() as folder, sandbox() as url:
        master_key = mint_master_key()
        async with sample_organisation(Path(folder), people, master_key, datetime.now(UTC)) as organisation:
            await organisation.send_document(drawn_pdf(1), Confirmation.TAP, TITLE)
            ids = [one.account.telegram_id for one in organisation.people]
        settings = bot_settings(url, folder) | {"DATABASE_URL": database_url(Path(folder)), "MASTER_KEY": master_key}
        start = partial(running, "-m", "bot", "run", **settings)
        async with _served(url, start, ids, our_labels()) as measured:
            yield measured


@asynccontextmanager
async def _served(url: str, start: Start, ids: Sequence[int], labels: Labels) -> AsyncIterator[Measured]:
    async with connect(url) as client:
        author, *people = await visitors(client, ids, labels)
        await author.phone.sends("/start")  # so that the bot may write to the author, whose document it is
        with start() as bot:
            await client.wait_until_idle(within=120, idle_for=3)
            yield Measured(client, bot.pid, people, iter(people[TAPPERS:]))


async def echo_us(times: int) -> int:
    """Return the microseconds of CPU that the bare bot takes for a text."""
    with sandbox() as url:
        async with connect(url) as client:
            person = await client.add_person("Visitor Sample")
            with running("-m", "benchmarks.peer.bare", url, TOKEN) as bot:
                await _echoed(person, 20)
                before = cpu_seconds(bot.pid)
                await _echoed(person, times)
                return round((cpu_seconds(bot.pid) - before) / times * 1e6)


async def _echoed(person: Person, times: int) -> None:
    for number in range(times):
        await person.sends(f"text {number}")
        await person.sees(f"text {number}", within=90)


async def storage_us(times: int) -> dict[str, int]:
    """Return the microseconds of CPU that an update takes in the inbox, and what a statement takes that reads."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(database_url(Path(folder)))
        await migrate(engine)
        store = Store(engine, Cipher(MasterKeys.parse(mint_master_key())))
        lease = {"holder": "here", "now": datetime.now(UTC), "until": datetime.now(UTC) + timedelta(minutes=1)}

        async def keep(number: int) -> None:
            await store.inbox.store([StoredUpdate(number, FIRST_ID, bytes(600))], **lease)
            await store.inbox.done(FIRST_ID, number, None, **lease)

        async def read(_: int) -> None:
            async with store.reading() as tx:
                await tx.accounts.speakers(FIRST_ID)

        figures = {"inbox": await _own_us(keep, times), "read": await _own_us(read, times)}
        await store.close()
        return figures


async def _own_us(act: Callable[[int], Awaitable[None]], times: int) -> int:
    for number in range(20):
        await act(number)
    began = time.process_time()
    for number in range(20, 20 + times):
        await act(number)
    return round((time.process_time() - began) / times * 1e6)


async def idle_figures() -> dict[str, float]:
    """Measure the start and the idle memory, beside those of a bare aiogram bot."""
    with sandbox() as bare_url, sandbox() as our_url, tempfile.TemporaryDirectory() as folder:
        bare = partial(running, "-m", "benchmarks.peer.bare", bare_url, TOKEN)
        ours = partial(running, "-m", "bot", "run", **bot_settings(our_url, folder))
        async with connect(bare_url) as bare_client, connect(our_url) as our_client:
            pairs = [
                (await first_answer(bare, bare_client), await first_answer(ours, our_client)) for _ in range(STARTS)
            ]
            memory = [await idle_mib(bare, bare_client), await idle_mib(ours, our_client)]
    return {
        "rss_extra_mib": round(memory[1] - memory[0], 1),
        "start_ratio": round(median(own / theirs for theirs, own in pairs), 2),
    }


async def first_answer(start: Start, client: SandboxClient) -> float:
    """Return the seconds from a bot's start to its answer to a text that was waiting; stop the bot then."""
    waiting = await client.add_person("Stranger Sample")
    await waiting.opens(HELLO)
    began = time.perf_counter()
    with start():
        await waiting.sees(within=90)
        return since(began)


async def idle_mib(start: Start, client: SandboxClient) -> float:
    """Return the memory of a bot and its worker processes once it has answered somebody and fallen silent."""
    visitor = await client.add_person("Visitor Sample")
    await visitor.opens(HELLO)
    with start() as bot:
        await visitor.sees(within=90)
        await client.wait_until_idle(within=90, idle_for=3)
        return sum(map(rss_mib, (bot.pid, *children(bot.pid))))


def main(arguments: list[str]) -> None:
    """Measure and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks updates", description=__doc__)
    parser.add_argument("--times", type=int, default=30, help="updates in one block")
    parser.add_argument("--rounds", type=int, default=9, help="blocks of each kind, for each bot")
    parser.add_argument("--load-seconds", type=int, default=30, help="for how long 100 people tap")
    given = parser.parse_args(arguments)
    print(json.dumps(asyncio.run(run(given.times, given.rounds, given.load_seconds))))
