"""`countersign run`: the bot itself."""

import asyncio
import gc
import sys
from typing import Any

from bot.settings import read_settings


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = verbs.add_parser("run", help="run the bot with the settings of the environment and .env")
    parser.set_defaults(run=_run)


def _run(_: object) -> int:
    settings = read_settings()
    gc.disable()
    import aiogram_later  # noqa: F401, PLC0415 - before aiogram, which takes long to import

    from bot.wiring.house import run_until_signalled  # noqa: PLC0415 - as above
    from bot.wiring.log import start_log  # noqa: PLC0415 - as above

    # What was imported stays: looking through it for garbage takes a seventh of a start, and later 0.2 s each time.
    gc.freeze()
    gc.enable()
    start_log(settings)
    try:
        asyncio.run(run_until_signalled(settings))
    except PermissionError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the command line speaks by printing
        return 1
    return 0
