"""The number under the bar code of a document in Diia: an EAN-13 (ISO/IEC 15420), 12 digits and a check digit. Pure."""

import re
from typing import Final

from bot.errors import InputRefused
from bot.passes.codes import strip_typed

DIIA_QR: Final = "https://diia.app/documents/"
"""How the text begins of the QR code that Diia shows beside the bar code."""

_LONGEST: Final = 60
_DIGITS: Final = re.compile(r"[0-9](?:[ \u00a0\u202f\u2010-\u2014\u2212-]*[0-9]){12}")
_GAPS: Final = re.compile(r"[^0-9]+")


class BarcodeMistypedRefused(InputRefused):
    """The check digit does not match: the number was mistyped, and nothing was sent to Diia."""


def parse_barcode(text: str) -> str | None:
    """Parse 13 digits as people type them, in groups or after a word; None for any other text.

    Raises BarcodeMistypedRefused where the check digit does not match.
    """
    if not is_barcode(text):
        return None
    barcode = _GAPS.sub("", strip_typed(text))
    if check_digit(barcode[:-1]) != barcode[-1]:
        raise BarcodeMistypedRefused
    return barcode


def is_barcode(text: str) -> bool:
    """Return whether a text is 13 digits, mistyped or not."""
    return len(text) <= _LONGEST and _DIGITS.fullmatch(strip_typed(text)) is not None


def check_digit(digits: str) -> str:
    """Return the check digit of 12 digits: they count once and three times in turn, and the sum ends with 0."""
    return str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10)
