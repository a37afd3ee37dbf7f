"""What an update costs: CPU of the bot per update, beside a bare aiogram echo bot against the same local server.

`start_us`, `menu_us`, `sign_us` and `echo_us` are microseconds of the bot's own CPU for one update, the inbox included;
`sign_us` is the press on Confirm that shows the PIN keypad (the PIN's own cost is apart, in `benchmarks signing`).
Each update waits for the answer to the one before, as people do; so each pays for a poll of its own. Both bots run side
by side and are measured in turns, a block of updates each, because a shared machine's pace changes from one minute to
the next; told is the median block, after one that warms up. `menu_ratio` is menu by echo, `rss_extra_mib` idle memory
above the echo bot's (of the bot itself; `children_mib` is what its idle worker processes hold), `start_ratio` the
median time from start to the first answer by the echo bot's.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from statistics import median
from subprocess import Popen

from benchmarks.stage import TOKEN, bot_settings, children, cpu_seconds, rss_mib, running, sandbox, since
from bot.texts import Texts
from sandbox.client import Person, SandboxClient, connect
from sandbox.demo import sample, steps
from sandbox.demo.actors import Actor

STARTS = 3
HELLO = "https://t.me/countersign_demo_bot?start=hello"

Act = Callable[[int], Awaitable[object]]
Start = Callable[[], AbstractContextManager[Popen[bytes]]]


@dataclass(frozen=True, slots=True)
class Turn:
    """One kind of update: who sends it, to which process, through which sandbox."""

    kind: str
    client: SandboxClient
    pid: int
    act: Act


async def block(turn: Turn, times: int) -> float:
    """Return the microseconds of CPU per update, over `times` updates."""
    await turn.client.wait_until_idle(within=30)
    before = cpu_seconds(turn.pid)
    for number in range(times):
        await turn.act(number)
    await turn.client.wait_until_idle(within=60)
    return (cpu_seconds(turn.pid) - before) / times * 1e6


async def measure(turns: list[Turn], times: int, rounds: int) -> dict[str, float]:
    """Take turns, and return the median microseconds of each kind."""
    taken: dict[str, list[float]] = {turn.kind: [] for turn in turns}
    for _ in range(rounds + 1):
        for turn in turns:
            taken[turn.kind].append(await block(turn, times))
    return {kind: median(blocks[1:]) for kind, blocks in taken.items()}


async def first_answer(start: Start, client: SandboxClient) -> float:
    """Return the seconds from a bot's start to its answer to a text that was waiting; it is ended then."""
    waiting = await client.add_person("Stranger Sample")
    await waiting.opens(HELLO)
    began = time.perf_counter()
    with start():
        await waiting.sees(within=90)
        return since(began)


async def run(times: int, rounds: int) -> dict[str, float]:
    """Measure both bots and return the figures."""
    with sandbox() as echo_url, sandbox() as bot_url, tempfile.TemporaryDirectory() as folder:
        settings = bot_settings(bot_url, folder)
        starts = _starts(echo_url, settings)
        link = _owner_link(settings)
        async with connect(echo_url) as echo_side, connect(bot_url) as bot_side:
            waited = [
                (await first_answer(starts[0], echo_side), await first_answer(starts[1], bot_side))
                for _ in range(STARTS)
            ]
            with starts[0]() as echo, starts[1]() as bot:
                turns = [await _echo_turn(echo_side, echo.pid)]
                visitor = await bot_side.add_person("Visitor Sample")
                await visitor.opens(HELLO)  # the first answer: from here on it idles
                await bot_side.wait_until_idle(within=90, idle_for=3)
                memory = _memory(echo.pid, bot.pid)
                turns += await _bot_turns(bot_side, bot.pid, link)
                us = await measure(turns, times, rounds)
    costs = {f"{kind}_us": round(cost) for kind, cost in us.items()}
    start_ratio = median(bot for _, bot in waited) / median(echo for echo, _ in waited)
    return costs | {"menu_ratio": round(us["menu"] / us["echo"], 2)} | memory | {"start_ratio": round(start_ratio, 2)}


def _starts(echo_url: str, settings: dict[str, str]) -> tuple[Start, Start]:
    return partial(running, "benchmarks/echo.py", echo_url, TOKEN), partial(running, "-m", "bot", "run", **settings)


def _memory(echo: int, bot: int) -> dict[str, float]:
    own, workers = rss_mib(bot) - rss_mib(echo), sum(map(rss_mib, children(bot)))
    return {"rss_extra_mib": round(own, 1), "children_mib": round(workers, 1)}


def _owner_link(settings: dict[str, str]) -> str:
    command = [sys.executable, "-m", "bot", "owner", sample.OWNER.name, "--organisation", sample.ORGANISATION]
    done = subprocess.run(command, env=settings, capture_output=True, text=True, check=True)
    return done.stdout.strip().splitlines()[-1]


async def _echo_turn(client: SandboxClient, pid: int) -> Turn:
    person = await client.add_person("Echo Sample")
    await person.opens(HELLO)
    await person.sees(within=90)
    return Turn("echo", client, pid, _texts(person))


async def _bot_turns(client: SandboxClient, pid: int, link: str) -> list[Turn]:
    owner = Actor(await client.add_person(sample.OWNER.name, phone=sample.OWNER.phone))
    employee = Actor(await client.add_person(sample.EMPLOYEE.name, phone=sample.EMPLOYEE.phone))
    await owner.register(link)
    await steps.import_staff_list(owner)
    guard = Actor(await client.add_person(sample.GUARD.name, phone=sample.GUARD.phone))
    await employee.register(await steps.invite(owner, sample.EMPLOYEE))
    await guard.register(await steps.invite(owner, sample.GUARD))
    await steps.send_document(owner, sample.document(), "pravyla.pdf", sample.TITLE, sample.EMPLOYEE)
    acts = {"start": _texts(owner.phone, "/start"), "menu": await _taps(guard), "sign": await _confirms(employee)}
    return [Turn(kind, client, pid, act) for kind, act in acts.items()]


def _texts(person: Person, text: str = "text") -> Act:
    async def send(_: int) -> None:
        await person.sends(text)
        await person.sees()

    return send


async def _taps(guard: Actor) -> Act:
    await guard.phone.sends("/menu")
    label = guard.label("signing-my-documents")
    shown = await guard.phone.sees(button=label)
    back = guard.label("menu-button")

    async def tap(number: int) -> None:
        await guard.phone.taps(back if number % 2 else label, on=shown)
        await guard.phone.sees(button=label if number % 2 else back)

    return tap


async def _confirms(employee: Actor) -> Act:
    label = employee.label("signing-confirm-sign")
    await employee.press("signing-do-sign")
    shown = await employee.phone.sees(button=label)

    async def confirm(_: int) -> None:
        await employee.phone.taps(label, on=shown)
        await employee.phone.sees("○")

    return confirm


def main(arguments: list[str]) -> None:
    """Measure both bots and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks updates", description=__doc__)
    parser.add_argument("--times", type=int, default=30, help="updates of a kind in one block (even)")
    parser.add_argument("--rounds", type=int, default=9, help="blocks of each kind")
    chosen = parser.parse_args(arguments)
    Texts()
    print(json.dumps(asyncio.run(run(chosen.times, chosen.rounds))))
