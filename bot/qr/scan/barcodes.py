"""Reading EAN-13 bar codes: a few attempts that differ in reader and scale.

A number counts when two different readings agree on it, because it has one check digit only.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

import zxingcpp
from PIL import Image

from bot.qr.scan.cascade import Attempt
from bot.qr.scan.readers import Reader, Reading

_FORMATS: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.EAN13)
_DIGITS: Final = 13


def read_ean_zxing(grey: Image.Image) -> Reading:
    """Read with zxing-cpp, the number without the digits of a supplement beside it."""
    try:
        codes = zxingcpp.read_barcodes(grey, formats=_FORMATS, ean_add_on_symbol=zxingcpp.EanAddOnSymbol.Ignore)
    except (RuntimeError, ValueError):  # what its C++ throws on a picture arrives as one of these
        return Reading()
    return Reading(_numbers(code.text for code in codes if code.valid))


def read_ean_zbar(grey: Image.Image) -> Reading:
    """Read with libzbar; nothing where it is not installed."""
    decode = _zbar()
    try:
        return Reading(_numbers(decode(grey)) if decode else ())
    except (ValueError, AssertionError):  # pyzbar 0.1.9: an orientation that it does not know
        return Reading()


_ATTEMPTS: Final = (
    Attempt(read_ean_zxing),
    Attempt(read_ean_zbar),
    Attempt(read_ean_zxing, 0.6),
    Attempt(read_ean_zxing, 1.6),
    Attempt(read_ean_zbar, 0.6),
)


def read_barcodes(picture: Image.Image) -> tuple[str, ...]:
    """Return the numbers on which two readings of a grey picture agree."""
    ways: dict[str, set[tuple[Reader, float]]] = {}
    for attempt in _ATTEMPTS:
        for number in attempt(picture).texts:
            ways.setdefault(number, set()).add((attempt.read, attempt.scale))
        if ways and all(len(found) > 1 for found in ways.values()):
            break
    return tuple(number for number, found in ways.items() if len(found) > 1)


def _numbers(texts: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text.isascii() and text.isdecimal() and len(text) == _DIGITS))


@cache
def _zbar() -> Callable[[Image.Image], Iterator[str]] | None:
    try:
        from pyzbar import pyzbar  # noqa: PLC0415 - importing it is what fails where libzbar is missing
    except (ImportError, OSError):
        return None

    def decode(grey: Image.Image) -> Iterator[str]:
        symbols = pyzbar.decode(grey, symbols=[pyzbar.ZBarSymbol.EAN13])
        return (symbol.data.decode("ascii", "replace") for symbol in symbols)

    return decode
