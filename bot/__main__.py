"""The `countersign` command: parses the command line and runs one subcommand."""

import argparse
import os
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 is success, 1 a clear no, 2 a wrong call."""
    # Worker processes import this module when the `countersign` script was started, and need none of the commands.
    from bot import __version__, cli  # noqa: PLC0415
    from bot.cli.output import complain  # noqa: PLC0415
    from bot.errors import UnavailableError  # noqa: PLC0415
    from bot.settings import SettingsError  # noqa: PLC0415

    parser = argparse.ArgumentParser(prog="countersign", description="People, signatures, passes: in a Telegram chat.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in cli.ALL:
        add(commands)
    given = parser.parse_args(arguments)
    try:
        code = int(given.run(given) or 0)
        sys.stdout.flush()  # here, where a reader that went away is still expected
    except (SettingsError, UnavailableError) as error:
        complain(*str(error).split("\n"))
        return 1
    except BrokenPipeError:
        # Whoever read along (`| head`) has enough; what Python still wants to flush at its end goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        return 130
    return code


if __name__ == "__main__":
    sys.exit(main())
