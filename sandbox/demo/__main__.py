"""`python -m sandbox.demo`: the sandbox, the real bot and a sample organisation. Nothing leaves this machine."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from sandbox.demo.demonstration import show
from sandbox.demo.labels import LANGUAGES
from sandbox.demo.processes import DemoError, is_free

PORT = 8081
PORT_TAKEN = "Port {port} is taken by another program. Choose another: --port 8090; --port 0 takes a free one."
DEFAULT_PORT_TAKEN = "\n  Port {port} is taken by another program, so the chat page gets a free one."
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.demo", description=__doc__)
    parser.add_argument("--port", type=int, help=f"of the chat page (default {PORT} if free); 0 takes a free one")
    parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0], help="of the sample people")
    parser.add_argument("--empty", action="store_true", help="without the sample organisation")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="take the documentation's pictures and exit")
    return parser.parse_args(arguments)


def main() -> int:
    """Run until it ends or is told to stop, and return the exit status."""
    try:
        asyncio.run(run_until_signal(_task(read_arguments(sys.argv[1:]))))
    except DemoError as error:
        print(error, file=sys.stderr)  # noqa: T201 - output for the person who started it
        return 1
    except asyncio.CancelledError:
        print("  Stopped; nothing of it is left.")  # noqa: T201 - as above
    return 0


def _task(given: argparse.Namespace) -> Coroutine[Any, Any, None]:
    if not given.pictures:
        return show(_port(given.port), given.language, empty=given.empty)
    from docs.photography import take_pictures  # noqa: PLC0415 - needs Pillow and, later, a browser

    return take_pictures(_port(given.port or 0), given.language, given.pictures)


async def run_until_signal(work: Coroutine[Any, Any, None]) -> None:
    """Run `work` and cancel it at the first signal; later signals do not interrupt the cleaning up."""
    running = asyncio.create_task(work)
    stopping = False

    def stop() -> None:
        nonlocal stopping
        if not stopping:
            print("\n  Stopping …", flush=True)  # noqa: T201 - as above
            running.cancel()
        stopping = True

    for number in SIGNALS:
        asyncio.get_running_loop().add_signal_handler(number, stop)
    await running


def _port(wanted: int | None) -> int:
    """Return the port to listen on; 0 means any free one. DemoError when the wanted one is taken."""
    if wanted is None:
        if is_free(PORT):
            return PORT
        print(DEFAULT_PORT_TAKEN.format(port=PORT))  # noqa: T201 - as above
        return 0
    if wanted and not is_free(wanted):
        raise DemoError(PORT_TAKEN.format(port=wanted))
    return wanted


if __name__ == "__main__":
    sys.exit(main())
