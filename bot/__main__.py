"""The command line: reads the settings, builds the house, runs it, closes it."""

import argparse
import sys

from bot.settings import SettingsError
from bot.wiring import commands


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 is success, 1 a clear no, 2 a wrong call."""
    parser = argparse.ArgumentParser(prog="countersign", description="People, signatures, passes: in a Telegram chat.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="COMMAND")
    for add in commands.ALL:
        add(verbs)
    given = parser.parse_args(arguments)
    try:
        return int(given.run(given) or 0)
    except SettingsError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the command line speaks by printing
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
