"""`countersign run`: the bot itself."""

import asyncio
import contextlib
import gc
import signal
from collections.abc import Awaitable, Callable
from typing import Any

from bot.cli.output import complain
from bot.settings import Settings, read_settings


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = commands.add_parser("run", help="run the bot with the settings of the environment and .env")
    parser.set_defaults(run=_run)


def _run(_: object) -> int:
    settings = read_settings()
    gc.disable()
    import bot.app  # noqa: PLC0415 - takes long, and no other command needs it
    from bot.startup.log import start_log  # noqa: PLC0415 - as above

    # What was imported stays: looking through it for garbage takes a seventh of a start, and later 0.2 s each time.
    gc.freeze()
    gc.enable()
    start_log(settings)
    try:
        asyncio.run(run_until_signalled(bot.app.run_application, settings))
    except PermissionError as error:
        complain(*str(error).split("\n"))
        return 1
    return 0


async def run_until_signalled(work: Callable[[Settings, asyncio.Event], Awaitable[None]], settings: Settings) -> None:
    """Run until SIGTERM or SIGINT sets the event that `work` is given."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    await work(settings, stop)
