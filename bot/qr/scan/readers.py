"""The two readers of QR codes, each with the settings that it needs.

Promises: a reader gives the texts it sees or none, and no picture makes it raise. zxing-cpp is the first: it reads
`QRCodeModel2` alone (its `QRCode` takes Micro QR codes out of noise) and gives `Plain` text (the default escapes
control characters). libzbar is the second, where it loads: it guesses character sets wrongly, so that only its
printable ASCII counts, and pyzbar raises on some orientations. OpenCV hangs for a minute on hostile pictures:
never used. One part of a structured append reads as if it were whole; we mint none, so it is somebody else's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import zxingcpp
from PIL import Image

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Unread:
    """A code that was located and not read: its corners, clockwise from the top left one, and its side in modules."""

    corners: tuple[Point, Point, Point, Point]
    modules: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What one attempt saw: texts, which share of the picture their codes cover, and the codes that stayed unread.

    `missed` says that there are unread ones, also where they could not be located.
    """

    texts: tuple[str, ...] = ()
    covered: float = 0.0
    missed: bool = False
    unread: tuple[Unread, ...] = ()


Reader = Callable[[Image.Image], Reading]
_NOTHING: Final = Reading()


def read_zxing(grey: Image.Image) -> Reading:
    """Read with a local threshold: the reader's own judgement of light and shadow."""
    return _zxing(grey, zxingcpp.Binarizer.LocalAverage)


def read_zxing_global(grey: Image.Image) -> Reading:
    """Read with one threshold for the whole picture: for evenly lit and for already prepared pictures."""
    return _zxing(grey, zxingcpp.Binarizer.GlobalHistogram)


def read_zbar(grey: Image.Image) -> Reading:
    """Read with libzbar; nothing where it is not installed."""
    decode = _zbar()
    if decode is None:
        return _NOTHING
    try:
        found = decode(grey)
    except (ValueError, AssertionError):  # pyzbar 0.1.9: an orientation that it does not know
        return _NOTHING
    texts = [data.decode("ascii", "replace") for data, _ in found]
    covered = sum(area for _, area in found) / (grey.width * grey.height)
    return Reading(tuple(text for text in texts if text.isascii() and text.isprintable()), covered)


def zbar_loads() -> bool:
    """Tell whether the second reader is there."""
    return _zbar() is not None


def _zxing(grey: Image.Image, binarizer: zxingcpp.Binarizer) -> Reading:
    try:
        codes = zxingcpp.read_barcodes(
            grey,
            formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2),
            text_mode=zxingcpp.TextMode.Plain,
            binarizer=binarizer,
            return_errors=True,
        )
    except (RuntimeError, ValueError):  # what its C++ throws on a picture arrives as one of these
        return _NOTHING
    found = [code for code in codes if code.valid and code.text]
    covered = sum(_area(code.position) for code in found) / (grey.width * grey.height)
    missed = [code for code in codes if not code.valid]
    unread = tuple(located for code in missed if (located := _located(code)))
    return Reading(tuple(code.text for code in found), covered, len(found) < len(codes), unread)


def _located(code: zxingcpp.Barcode) -> Unread | None:
    """Return where a code is whose version could be read."""
    extra: Any = code.extra
    version = str(extra.get("Version")) if extra else ""
    if not version.isdecimal():  # noise may look like a Micro QR code, such as "M4"
        return None
    at = code.position
    corners = [(corner.x, corner.y) for corner in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]
    return Unread((corners[0], corners[1], corners[2], corners[3]), 17 + 4 * int(version))


def _area(corners: zxingcpp.Position) -> float:
    """Measure a quadrilateral by its diagonals' cross product."""
    down = corners.bottom_right.x - corners.top_left.x, corners.bottom_right.y - corners.top_left.y
    up = corners.top_right.x - corners.bottom_left.x, corners.top_right.y - corners.bottom_left.y
    return abs(down[0] * up[1] - down[1] * up[0]) / 2


@cache
def _zbar() -> Callable[[Image.Image], list[tuple[bytes, int]]] | None:
    try:
        from pyzbar import pyzbar  # noqa: PLC0415 - importing it is what fails where libzbar is missing
    except (ImportError, OSError):
        return None

    def decode(grey: Image.Image) -> list[tuple[bytes, int]]:
        symbols = pyzbar.decode(grey, symbols=[pyzbar.ZBarSymbol.QRCODE])
        return [(symbol.data, symbol.rect.width * symbol.rect.height) for symbol in symbols]

    return decode
