"""PINs: their format, and which are easy to guess."""

import re
from collections.abc import Container, Iterator
from datetime import date
from itertools import pairwise

_ON_THE_KEYPAD = frozenset(
    {
        "147258",
        "147369",
        "258369",
        "159357",
        "357159",
        "159753",
        "753159",
        "741852",
        "852963",
        "142536",
        "135790",
        "246810",
    }
)


def is_pin(text: str) -> bool:
    """Return whether the text is exactly six ASCII digits."""
    return re.fullmatch(r"[0-9]{6}", text) is not None


def pin_is_weak(pin: str) -> bool:
    """Return whether the PIN is among the first that anybody guesses; `pin` must satisfy `is_pin`.

    Weak are: one or two digits in all (000000, 112112), runs and pairs of runs (123456, 890123, 456123,
    102030), doubled digits (112299), repeated and mirrored halves (519519, 123321), lines on the keypad
    (147258) and days of a calendar (310185, 850131, 198501, 011985): 8 in 100 of all PINs.
    """
    halves, interleaved = (pin[:3], pin[3:]), (pin[0::2], pin[1::2])
    return (
        len(set(pin)) <= 2  # noqa: PLR2004 - two digits in six places are soon tried
        or all(map(_is_run, interleaved))
        or all(_is_run(half, steps=(0, 1, 9)) for half in halves)
        or interleaved[0] == interleaved[1]
        or halves[0] in {halves[1], halves[1][::-1]}
        or not _ON_THE_KEYPAD.isdisjoint({pin, pin[::-1]})
        or any(_is_day(*reading) for reading in _readings(pin))
    )


def _is_run(digits: str, steps: Container[int] = range(10)) -> bool:
    """Return whether each digit follows the one before, modulo 10, by one of `steps`."""
    found = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    return len(found) == 1 and found.pop() in steps


def _readings(pin: str) -> Iterator[tuple[int, int, int]]:
    """Yield every year, month and day that six digits can mean."""
    first, middle, last = int(pin[:2]), int(pin[2:4]), int(pin[4:])
    yield 2000 + last, middle, first
    yield 2000 + first, middle, last
    if pin[:2] in {"19", "20"}:
        yield int(pin[:4]), last, 1
    if pin[2:4] in {"19", "20"}:
        yield int(pin[2:]), first, 1


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
