"""What commands print.

Titles, names and errors come from files and from the database, and a terminal obeys control codes. So whatever could
start a line, move the cursor or turn the direction of text is printed as an escape.
"""

import sys


def printable(text: str) -> str:
    r"""Return text for one line of a terminal: what cannot be seen becomes \uXXXX, as JSON writes it."""
    return "".join(one if one.isprintable() else _escaped(one) for one in text)


def say(*lines: str) -> None:
    """Print lines: an argument is one line, whatever it contains."""
    if lines:
        print("\n".join(map(printable, lines)), flush=True)  # noqa: T201 - the command line speaks by printing


def complain(*lines: str) -> None:
    """Print lines to the standard error."""
    print("\n".join(map(printable, lines)), file=sys.stderr)  # noqa: T201 - as above


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
