"""Number formats of workbooks (ECMA-376 part 1, 18.8.31), as far as they decide who is meant.

A personnel number 101 that is shown as 0101 is 0101, and a phone may get its ``+38`` from a format. Decimals and
thousands are not shown: they are no part of anybody's number.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

Shown = date | time | timedelta | str | float
Formatter = Callable[[float], Shown]

_DATES = {*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)}
"""The built-in formats of dates and times (18.8.30)."""
_TOKEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|.', re.DOTALL)
_DATE_LETTERS = frozenset("dmyhs")
_LITERALS = frozenset("$-+/(): !^&'~{}<>=№#0?123456789") - frozenset("#0?/")
_LONGEST = 64
_MARCH_1900 = 61
_LAST_DAY = 2_958_466
"""One more than 31 December 9999."""


def formatter(code: str, builtin: int) -> Formatter | None:
    """Return a function that shows a number in a format, None where a number is shown as it is."""
    if builtin in _DATES:
        return from_serial
    tokens = _TOKEN.findall(_first_section(code))
    if any(token.lower() in _DATE_LETTERS or token.lower().startswith(("[h", "[m", "[s")) for token in tokens):
        return from_serial
    mask = _mask(tokens)
    return None if mask is None else lambda number: _masked(number, mask)


def from_serial(number: float) -> Shown:
    """Return the date that a serial number stands for (18.17.4.1), the number itself where there is none."""
    if not 0 <= number < _LAST_DAY:
        return number
    days = int(number)
    seconds = round((number - days) * 86_400)
    # Spreadsheets know no time zones, and count 29 February 1900.
    first = datetime(1899, 12, 30 if days >= _MARCH_1900 else 31)  # noqa: DTZ001
    moment = first + timedelta(days=days, seconds=seconds)
    return moment if days else moment.time()


def _first_section(code: str) -> str:
    """Return the section for positive numbers; a semicolon in quotes separates nothing."""
    found = re.match(r'(?:"[^"]*"|\\.|[^;"\\])*', code, re.DOTALL)
    return found[0] if found else ""


def _mask(tokens: list[str]) -> list[str] | None:
    """Return the mask of a whole number: placeholders and literals; None if the format adds nothing to the digits."""
    mask = []
    for token in tokens:
        if token in "0#?":
            mask.append(token)
        elif token.startswith(('"', "\\")):
            mask += [f"={letter}" for letter in token.strip('"').removeprefix("\\")]
        elif token in _LITERALS:
            mask.append(f"={token}")
        elif not token.startswith(("_", "*", "[")):
            return None
    adds = mask.count("0") > 1 or any(part.strip("= ") for part in mask if part not in "0#?")
    return mask if adds and len(mask) <= _LONGEST and any(part in "0#?" for part in mask) else None


def _masked(number: float, mask: list[str]) -> Shown:
    if number < 0 or number != int(number):
        return number
    digits = list(str(int(number)))
    shown: list[str] = []
    places = [index for index, part in enumerate(mask) if part in "0#?"]
    for index in range(len(mask) - 1, -1, -1):
        part = mask[index]
        if part.startswith("="):
            shown.append(part[1:])
        elif digits:
            shown.append(digits.pop())
        elif part == "0":
            shown.append("0")
        if index == places[0]:
            shown += reversed(digits)
            digits = []
    return "".join(reversed(shown))
