"""`countersign demo`: the sandbox, the real bot and a sample organisation; nothing of it leaves this machine."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path
from typing import Any

from bot.staff.models import Language

PORT = 8081
TAKEN = "Port {port} is taken by another program. Choose another one: countersign demo --port 8090; 0 takes a free one."
TAKEN_WITHOUT_ASKING = "\n  Port {port} is taken by another program, so the chat page gets a free one."
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def add(verbs: Any) -> None:  # noqa: ANN401 - argparse keeps the type of its subparsers to itself
    """Add the command."""
    parser = verbs.add_parser("demo", help="the sandbox, the bot and a sample organisation, on this machine alone")
    parser.add_argument(
        "--port", type=int, help=f"of the chat page (default {PORT}, or a free one); 0 takes a free one"
    )
    parser.add_argument("--language", choices=[*Language], default=Language.UK, help="that the sample people speak")
    parser.add_argument("--empty", action="store_true", help="without the sample organisation")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="take the pictures of the docs instead, and end")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    from bot.wiring.demo.processes import StageError  # noqa: PLC0415 - wanted only here

    try:
        asyncio.run(_until_told(given))
    except StageError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the command line speaks by printing
        return 1
    except asyncio.CancelledError:
        print("  Stopped; nothing of it is left.")  # noqa: T201 - as above
    return 0


async def _until_told(given: argparse.Namespace) -> None:
    """Run until a signal; only the first counts, so that nothing is left behind by an impatient second."""
    from bot.wiring.demo.show import show  # noqa: PLC0415 - wanted only here

    running = asyncio.create_task(show(given, _port(given)))
    told: list[signal.Signals] = []

    def tell(number: signal.Signals) -> None:
        if not told:
            print("\n  Stopping …", flush=True)  # noqa: T201 - as above
            running.cancel()
        told.append(number)

    for number in SIGNALS:
        asyncio.get_running_loop().add_signal_handler(number, tell, number)
    await running


def _port(given: argparse.Namespace) -> int:
    from bot.wiring.demo.processes import StageError, is_free  # noqa: PLC0415 - wanted only here

    wanted = 0 if given.pictures and given.port is None else given.port
    if wanted is None:
        if is_free(PORT):
            return PORT
        print(TAKEN_WITHOUT_ASKING.format(port=PORT))  # noqa: T201 - as above
        return 0
    if wanted and not is_free(wanted):
        raise StageError(TAKEN.format(port=wanted))
    return int(wanted)
