"""`countersign web`: the pages in the browser, in a process of their own."""

import asyncio
from typing import Any

from bot.cli.run import run_until_signalled
from bot.settings import SettingsError, read_settings


def add(commands: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = commands.add_parser("web", help="serve the pages alone, beside a bot without WEB_LISTEN")
    parser.set_defaults(run=_run)


def _run(_: object) -> int:
    settings = read_settings()
    if not settings.web_listen:
        raise SettingsError("WEB_LISTEN is not set: write host:port, such as 127.0.0.1:8082.")
    from bot.app import run_pages  # noqa: PLC0415 - takes long, and no other command needs it
    from bot.startup.log import start_log  # noqa: PLC0415 - as above

    start_log(settings)
    asyncio.run(run_until_signalled(run_pages, settings))
    return 0
