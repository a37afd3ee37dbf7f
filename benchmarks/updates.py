"""What an update costs: CPU of the bot per update, beside a bare aiogram echo bot against the same local server.

`start_us`, `menu_us`, `sign_us` and `echo_us` are microseconds of the bot's own CPU for one update, the inbox included;
`sign_us` is the press on Confirm that shows the PIN keypad (the PIN's own cost is apart, in `benchmarks signing`).
Each update waits for the answer to the one before, as people do; so each pays for a poll of its own. `menu_ratio` is
menu by echo, `rss_extra_mib` idle memory above the echo bot's, `start_ratio` the time from start to the first answer by
the echo bot's.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from benchmarks.stage import TOKEN, bot_settings, cpu_seconds, rss_mib, running, sandbox, since
from bot.texts import Texts
from bot.wiring.demo import acting, sample
from bot.wiring.demo.acting import Actor
from sandbox.client import Person, SandboxClient, connect

PEOPLE = 8


@dataclass(frozen=True, slots=True)
class Measured:
    """One bot's figures: microseconds of CPU by kind of update, idle memory, seconds from start to first answer."""

    us: dict[str, float]
    rss_mib: float
    first_answer_seconds: float


async def first_answer(person: Person, started: float) -> float:
    """Wait for the answer to a text that was waiting when the bot started."""
    await person.sees(within=90)
    return since(started)


async def cost(client: SandboxClient, pid: int, times: int, act: Callable[[int], Awaitable[object]]) -> float:
    """Answer the microseconds of CPU per update, over `times` updates."""
    await client.quiet(within=30)
    before = cpu_seconds(pid)
    for number in range(times):
        await act(number)
    await client.quiet(within=60)
    return (cpu_seconds(pid) - before) / times * 1e6


async def measure_echo(times: int) -> Measured:
    """Measure the peer."""
    with sandbox() as url:
        async with connect(url) as client:
            person = await client.person("Echo Sample")
            await person.opens("https://t.me/countersign_demo_bot?start=hello")
            started = time.perf_counter()
            with running("benchmarks/echo.py", url, TOKEN) as bot:
                answered = await first_answer(person, started)
                rss = rss_mib(bot.pid)
                us = await cost(client, bot.pid, times, _texts(person))
    return Measured({"echo": us}, rss, answered)


async def measure_bot(times: int) -> Measured:
    """Measure Countersign."""
    with sandbox() as url, tempfile.TemporaryDirectory() as folder:
        settings = bot_settings(url, folder)
        async with connect(url) as client:
            stranger = await client.person("Stranger Sample")
            await stranger.sends("/start")
            link = _owner_link(settings)
            started = time.perf_counter()
            with running("-m", "bot", "run", **settings) as bot:
                answered = await first_answer(stranger, started)
                rss = rss_mib(bot.pid)
                owner, employee = await _people(client, link)
                us = {"start": await cost(client, bot.pid, times, _texts(owner.phone, "/start"))}
                us["menu"] = await cost(client, bot.pid, times, await _taps(owner))
                us["sign"] = await cost(client, bot.pid, times, await _confirms(owner, employee))
    return Measured(us, rss, answered)


def _owner_link(settings: dict[str, str]) -> str:
    command = [sys.executable, "-m", "bot", "owner", sample.OWNER.name, "--organisation", sample.ORGANISATION]
    done = subprocess.run(command, env=settings, capture_output=True, text=True, check=True)
    return done.stdout.strip().splitlines()[-1]


async def _people(client: SandboxClient, link: str) -> tuple[Actor, Actor]:
    owner = Actor(await client.person(sample.OWNER.name, phone=sample.OWNER.phone))
    employee = Actor(await client.person(sample.EMPLOYEE.name, phone=sample.EMPLOYEE.phone))
    await owner.register(link)
    await acting.fill_list(owner)
    await employee.register(await acting.invite(owner, sample.EMPLOYEE))
    return owner, employee


def _texts(person: Person, text: str = "text") -> Callable[[int], Awaitable[object]]:
    async def send(_: int) -> None:
        await person.sends(text)
        await person.sees()

    return send


async def _taps(owner: Actor) -> Callable[[int], Awaitable[object]]:
    await owner.phone.sends("/menu")
    label = owner.label("signing-my-documents")
    shown = await owner.phone.sees(button=label)
    back = owner.label("menu-button")

    async def tap(number: int) -> None:
        await owner.phone.taps(back if number % 2 else label, on=shown)
        await owner.phone.sees(button=label if number % 2 else back)

    return tap


async def _confirms(owner: Actor, employee: Actor) -> Callable[[int], Awaitable[object]]:
    await acting.send_document(owner, sample.document(), "pravyla.pdf", sample.TITLE, sample.EMPLOYEE)
    await employee.press("signing-do-sign")
    shown = await employee.phone.sees(button=employee.label("signing-confirm-sign"))

    async def confirm(_: int) -> None:
        await employee.phone.taps(employee.label("signing-confirm-sign"), on=shown)
        await employee.phone.sees("○")

    return confirm


def main(arguments: list[str]) -> None:
    """Measure both bots and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks updates", description=__doc__)
    parser.add_argument("--times", type=int, default=200, help="updates of each kind")
    times = parser.parse_args(arguments).times
    Texts()
    echo, bot = asyncio.run(measure_echo(times)), asyncio.run(measure_bot(times))
    figures = {
        "echo_us": round(echo.us["echo"]),
        **{f"{kind}_us": round(us) for kind, us in bot.us.items()},
        "menu_ratio": round(bot.us["menu"] / echo.us["echo"], 2),
        "rss_extra_mib": round(bot.rss_mib - echo.rss_mib, 1),
        "start_ratio": round(bot.first_answer_seconds / echo.first_answer_seconds, 2),
    }
    print(json.dumps(figures))
