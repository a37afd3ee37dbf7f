"""The demonstration: it runs the processes, sets up the sample organisation and tells the visitor what to try."""

import os
import tempfile
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sandbox.client import NotSeenError, SandboxClient, connect
from sandbox.demo import guide
from sandbox.demo.processes import BotInstallation, DemoError, page_settings, running_bot, running_sandbox
from sandbox.demo.sample import ORGANISATION, OWNER
from sandbox.demo.steps import set_up_organisation

LOCAL_TIME = Path("/etc/localtime")
DEFAULT_TIME_ZONE = "Europe/Kyiv"
DAYS_IN_WEEK = 7
WORKDAYS = range(5)
MORNING, EVENING = 10, 17
"""Within the working hours that a new organisation has."""


@dataclass(frozen=True, slots=True)
class RunningDemo:
    """A sandbox with a running bot; `owner_link` registers the owner of an organisation that has no people yet."""

    client: SandboxClient
    owner_link: str
    bot: Process


@asynccontextmanager
async def running_demo(port: int, settings: dict[str, str]) -> AsyncIterator[RunningDemo]:
    """Run a sandbox at `port` and a bot with these settings; their data is deleted afterwards."""
    with tempfile.TemporaryDirectory(prefix="countersign-demo-") as folder:
        async with running_sandbox(port) as url:
            _print(guide.starting(url))
            installation = BotInstallation(url, Path(folder), settings)
            link = await installation.run("owner", OWNER.name, "--organisation", ORGANISATION)
            async with running_bot(installation) as bot, connect(url) as client:
                yield RunningDemo(client, link, bot)


async def show(port: int, language: str, *, empty: bool) -> None:
    """Show the demonstration until cancelled; `empty` leaves out the sample people. DemoError when it cannot go on."""
    pages = page_settings()
    async with running_demo(port, {"LANGUAGE": language, "TIME_ZONE": _time_zone(), **pages}) as demo:
        if empty:
            _print(guide.empty(demo.client.url, demo.owner_link))
        else:
            await _set_up(demo, language)
            _print(guide.ready(demo.client.url, language, pages["PUBLIC_URL"]))
        await demo.bot.wait()
        raise DemoError("The bot has stopped; the reason is printed above.")


async def _set_up(demo: RunningDemo, language: str) -> None:
    if not _works_at(now := datetime.now(ZoneInfo(_time_zone()))):
        await demo.client.clock.set(next_monday(now).isoformat())
        _print(guide.clock_set())
    try:
        await set_up_organisation(demo.client, demo.owner_link, language)
    except NotSeenError as error:
        raise DemoError(f"The bot did not answer the sample people in time.\n{error}") from None


def next_monday(now: datetime) -> datetime:
    """Return next Monday morning: reminders and finished files keep working hours."""
    monday = now + timedelta(days=DAYS_IN_WEEK - now.weekday())
    return monday.replace(hour=MORNING, minute=0, second=0, microsecond=0)


def _works_at(now: datetime) -> bool:
    return now.weekday() in WORKDAYS and MORNING <= now.hour < EVENING


def _time_zone() -> str:
    """Return this machine's time zone, so that the bot tells the same time as the browser."""
    name = os.environ.get("TZ") or str(LOCAL_TIME.resolve()).partition("/zoneinfo/")[2]
    return name if "/" in name else DEFAULT_TIME_ZONE


def _print(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - output for the person who started it
