"""``python -m sandbox``: start the stand-in for Telegram and print its addresses as one line of JSON."""

import argparse
import asyncio
import json
import signal
import sys

from sandbox.server import SAMPLE_TOKEN, SAMPLE_USERNAME, Sandbox
from sandbox.state.people import Person


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free one")
    parser.add_argument("--token", action="append", help="a bot's token; may be repeated")
    parser.add_argument("--username", action="append", help="its username; as many as tokens")
    parser.add_argument("--no-limits", action="store_true", help="answer no 429 for being too fast")
    parser.add_argument("--strict", action="store_true", help="refuse unknown fields and parts, which Telegram ignores")
    parser.add_argument("--person", action="append", default=[], help='"First Last,username,+380…,uk"; may be repeated')
    read = parser.parse_args(arguments)
    read.token = read.token or [SAMPLE_TOKEN]
    read.username = read.username or [SAMPLE_USERNAME]
    if len(read.token) != len(read.username):
        parser.error("--token and --username come in pairs")
    if not all(token.partition(":")[0].isdecimal() for token in read.token):
        parser.error("a token looks like 1000000001:sample-token")
    return read


def person_of(text: str, person_id: int) -> Person:
    """Read ``First Last,username,phone,language``; omitted values stay empty."""
    name, username, phone, language = (*text.split(","), "", "", "")[:4]
    first, _, last = name.strip().partition(" ")
    return Person(person_id, first, last or None, username.strip() or None, language.strip() or "uk", phone.strip())


async def serve(arguments: argparse.Namespace) -> None:
    """Listen until a signal comes."""
    bots = tuple(zip(arguments.token, arguments.username, strict=True))
    sandbox = Sandbox(bots, arguments.host, arguments.port, limits=not arguments.no_limits, strict=arguments.strict)
    for text in arguments.person:
        sandbox.add_person(person_of(text, sandbox.world.free_person_id()))
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with sandbox:
        sys.stdout.write(json.dumps(sandbox.addresses()) + "\n")
        sys.stdout.flush()
        await stopped.wait()


def main() -> None:
    """Start from the command line."""
    asyncio.run(serve(read_arguments(sys.argv[1:])))


if __name__ == "__main__":
    main()
