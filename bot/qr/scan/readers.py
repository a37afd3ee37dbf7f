"""The two readers of QR codes, each with the settings that it needs.

Promises: a reader gives the texts it sees or none, and no picture makes it raise. zxing-cpp is the first: it reads
`QRCodeModel2` alone (its `QRCode` takes Micro QR codes out of noise) and gives `Plain` text (the default escapes
control characters). libzbar is the second, where it loads: it guesses character sets wrongly, so that only its
printable ASCII counts, and pyzbar raises on some orientations. OpenCV hangs for a minute on hostile pictures:
never used. One part of a structured append reads as if it were whole; we mint none, so it is somebody else's.
"""

from collections.abc import Callable
from functools import cache
from typing import Final

import zxingcpp
from PIL import Image

Reader = Callable[[Image.Image], tuple[str, ...]]
LONGEST_PASS: Final = 2560  # a picture full of finder patterns holds libzbar for 7 s at 12 megapixels


def read_zxing(grey: Image.Image) -> tuple[str, ...]:
    """Read with a local threshold: the reader's own judgement of light and shadow."""
    return _zxing(grey, zxingcpp.Binarizer.LocalAverage)


def read_zxing_global(grey: Image.Image) -> tuple[str, ...]:
    """Read with one threshold for the whole picture: for evenly lit and for already prepared pictures."""
    return _zxing(grey, zxingcpp.Binarizer.GlobalHistogram)


def read_zbar(grey: Image.Image) -> tuple[str, ...]:
    """Read with libzbar; nothing where it is not installed."""
    decode = _zbar()
    if decode is None:
        return ()
    try:
        found = decode(grey)
    except (ValueError, AssertionError):  # pyzbar 0.1.9: an orientation that it does not know
        return ()
    texts = (data.decode("ascii", "replace") for data in found)
    return tuple(text for text in texts if text.isascii() and text.isprintable())


def zbar_loads() -> bool:
    """Tell whether the second reader is there."""
    return _zbar() is not None


def _zxing(grey: Image.Image, binarizer: zxingcpp.Binarizer) -> tuple[str, ...]:
    found = zxingcpp.read_barcodes(
        grey,
        formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2),
        text_mode=zxingcpp.TextMode.Plain,
        binarizer=binarizer,
    )
    return tuple(code.text for code in found if code.text)


@cache
def _zbar() -> Callable[[Image.Image], list[bytes]] | None:
    try:
        from pyzbar import pyzbar  # noqa: PLC0415 - importing it is what fails where libzbar is missing
    except (ImportError, OSError):
        return None

    def decode(grey: Image.Image) -> list[bytes]:
        return [symbol.data for symbol in pyzbar.decode(grey, symbols=[pyzbar.ZBarSymbol.QRCODE])]

    return decode
