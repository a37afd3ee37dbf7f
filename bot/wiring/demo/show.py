"""The demonstration as a whole: processes up, people in, visitor told; then it stands until it is cancelled."""

import argparse
import os
import tempfile
from pathlib import Path

from bot.wiring.demo import guide
from bot.wiring.demo.acting import play
from bot.wiring.demo.letterbox import letterbox
from bot.wiring.demo.pictures import KYIV, picture
from bot.wiring.demo.processes import Household, StageError, bot, sandbox
from bot.wiring.demo.sample import ORGANISATION, OWNER
from sandbox.client import NotSeenError, SandboxClient, connect

LOCAL_TIME = Path("/etc/localtime")


async def show(given: argparse.Namespace, port: int) -> None:
    """Show it at `port` until cancelled; with `given.pictures`, take these and return. StageError when it cannot."""
    with tempfile.TemporaryDirectory(prefix="countersign-demo-") as folder:
        async with sandbox(port) as url, letterbox() as ways:
            _say(guide.starting(url))
            household = Household(url, Path(folder), _wishes(given) | (ways if given.pictures else {}))
            link = await household.asks("owner", OWNER.name, "--organisation", ORGANISATION)
            async with bot(household) as running, connect(url) as client:
                if given.pictures:
                    await picture(client, link, given.language, given.pictures)
                    return
                _say(await _stage(client, link, given))
                await running.wait()
                raise StageError("The bot has stopped; its reason stands above.")


async def _stage(client: SandboxClient, link: str, given: argparse.Namespace) -> str:
    """Let the sample people act; return what the visitor is told."""
    if given.empty:
        return guide.empty(client.url, link)
    try:
        await play(client, link, given.language)
    except NotSeenError as error:
        raise StageError(f"The sample people waited too long for the bot.\n{error}") from None
    return guide.ready(client.url, given.language)


def _wishes(given: argparse.Namespace) -> dict[str, str]:
    return {"LANGUAGE": given.language, "TIME_ZONE": KYIV if given.pictures else _time_zone()}


def _time_zone() -> str:
    """Name the machine's zone: the phones on the page tell the browser's time, the bot is to tell the same."""
    named = os.environ.get("TZ") or str(LOCAL_TIME.resolve()).partition("/zoneinfo/")[2]
    return named if "/" in named else KYIV


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - the command line speaks by printing
