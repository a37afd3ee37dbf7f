"""`countersign run`: the bot itself."""

import asyncio
import contextlib
import gc
import signal
from typing import Any

from bot.cli.output import complain
from bot.settings import Settings, read_settings


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = verbs.add_parser("run", help="run the bot with the settings of the environment and .env")
    parser.set_defaults(run=_run)


def _run(_: object) -> int:
    settings = read_settings()
    gc.disable()
    import bot.app  # noqa: F401, PLC0415 - takes long, and no other command needs it
    from bot.startup.log import start_log  # noqa: PLC0415 - as above

    # What was imported stays: looking through it for garbage takes a seventh of a start, and later 0.2 s each time.
    gc.freeze()
    gc.enable()
    start_log(settings)
    try:
        asyncio.run(_run_until_signalled(settings))
    except PermissionError as error:
        complain(*str(error).split("\n"))
        return 1
    return 0


async def _run_until_signalled(settings: Settings) -> None:
    from bot.app import run_application  # noqa: PLC0415 - as above

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    await run_application(settings, stop)
