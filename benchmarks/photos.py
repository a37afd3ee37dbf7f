"""How many QR codes are read in real photos, and how fast: `python -m benchmarks photos DIR`.

DIR has pictures and ``manifest.csv`` (``file,expected``): `expected` lists all texts in the picture, separated by
U+001F; ``?`` is a code whose text is unknown, and an empty field means that there is no code. Runs of white space count
as one space. Each picture is measured as it is and as Telegram recompresses it (1280 pixels, JPEG quality 80), in one
process: Countersign's cascade, pyzbar alone, and zxing-cpp alone with its strongest options. A picture counts as read
if all expected texts are read, and as wrong if something is read but nothing that is expected. All times include the
decoding of the file; `union` is what pyzbar and zxing-cpp read together.
"""

import csv
import io
import json
import math
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import zxingcpp
from PIL import Image, ImageOps

from bot.qr.scan import scan

Texts = frozenset[str]
_UNKNOWN: Final = frozenset({"?"})
_NOTHING: Final[Texts] = frozenset()


@dataclass(frozen=True, slots=True)
class Sample:
    """A picture's bytes and the texts that should be read in it."""

    picture: bytes
    expected: Texts


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one reader read in one picture, and how long it took."""

    texts: Texts
    seconds: float


def main(words: list[str]) -> int:
    """Measure the pictures of a folder and print the figures."""
    if len(words) != 1 or not (Path(words[0]) / "manifest.csv").is_file():
        print("python -m benchmarks photos DIR, where DIR holds manifest.csv", file=sys.stderr)
        return 2
    warnings.simplefilter("ignore")  # some samples have damaged EXIF data
    originals = samples(Path(words[0]))
    recompressed = [Sample(as_telegram_sends(one.picture), one.expected) for one in originals]
    print(json.dumps({"original": measure(originals), "telegram": measure(recompressed)}, indent=2))
    return 0


def samples(folder: Path) -> list[Sample]:
    """Return every picture that the manifest names."""
    with (folder / "manifest.csv").open(newline="", encoding="utf-8") as manifest:
        return [
            Sample((folder / row["file"]).read_bytes(), folded(row["expected"].split("\x1f")))
            for row in csv.DictReader(manifest)
        ]


def folded(texts: list[str] | tuple[str, ...]) -> Texts:
    """Return the texts with runs of white space made one space, without empty ones."""
    return frozenset(filter(None, (" ".join(text.split()) for text in texts)))


def as_telegram_sends(picture: bytes) -> bytes:
    """Recompress a picture as Telegram does: upright, on white, 1280 pixels at most, JPEG quality 80."""
    with Image.open(io.BytesIO(picture)) as image:
        upright = ImageOps.exif_transpose(image)
        if upright.has_transparency_data:
            coloured = upright.convert("RGBA")
            upright = Image.alpha_composite(Image.new("RGBA", coloured.size, "white"), coloured)
        photo = upright.convert("RGB")
    photo.thumbnail((1280, 1280))
    file = io.BytesIO()
    photo.save(file, "JPEG", quality=80)
    return file.getvalue()


def measure(photos: list[Sample]) -> dict[str, dict[str, float]]:
    """Measure all three readers on the same pictures."""
    outcomes = {name: [timed(read, one.picture) for one in photos] for name, read in READERS.items()}
    figures = {name: figures_of(photos, found) for name, found in outcomes.items()}
    together = [a.texts | b.texts for a, b in zip(outcomes["pyzbar"], outcomes["zxingcpp"], strict=True)]
    figures["union"] = {"read_rate": read_rate(photos, together)}
    return figures


def timed(read: Callable[[bytes], Texts], picture: bytes) -> Outcome:
    """Read a picture, and measure the time."""
    started = time.perf_counter()
    texts = read(picture)
    return Outcome(texts, time.perf_counter() - started)


def figures_of(photos: list[Sample], outcomes: list[Outcome]) -> dict[str, float]:
    """Return the figures of one reader."""
    milliseconds = sorted(1000 * outcome.seconds for outcome in outcomes)
    return {
        "pictures": sum(bool(photo.expected) for photo in photos),
        "read_rate": read_rate(photos, [outcome.texts for outcome in outcomes]),
        "wrong": sum(is_wrong(photo.expected, one.texts) for photo, one in zip(photos, outcomes, strict=True)),
        "p50_ms": round(statistics.median(milliseconds), 2),
        "p95_ms": round(milliseconds[math.ceil(0.95 * len(milliseconds)) - 1], 2),
        "max_ms": round(milliseconds[-1], 2),
    }


def read_rate(photos: list[Sample], texts: list[Texts]) -> float:
    """Return the share of the pictures with codes that were read."""
    with_codes = [(photo.expected, found) for photo, found in zip(photos, texts, strict=True) if photo.expected]
    return round(sum(is_read(*one) for one in with_codes) / len(with_codes), 4)


def is_read(expected: Texts, texts: Texts) -> bool:
    """Return whether everything expected was read."""
    return bool(texts) if expected == _UNKNOWN else expected <= texts


def is_wrong(expected: Texts, texts: Texts) -> bool:
    """Return whether something was read, but nothing that was expected."""
    return bool(texts) and expected != _UNKNOWN and not expected & texts


def cascade(picture: bytes) -> Texts:
    """Read a picture as the bot does."""
    return folded(scan(picture).texts)


def pyzbar_alone(picture: bytes) -> Texts:
    """Read a picture as most bots do, with Pillow and pyzbar; return nothing if libzbar is not installed."""
    try:
        from pyzbar import pyzbar  # noqa: PLC0415 - the import fails if libzbar is missing
    except (ImportError, OSError):
        return _NOTHING
    with suppress(Exception), Image.open(io.BytesIO(picture)) as image:  # it raises on some pictures
        codes = pyzbar.decode(image.convert("L"), symbols=[pyzbar.ZBarSymbol.QRCODE])
        return folded([code.data.decode("utf-8", "replace") for code in codes])
    return _NOTHING


def zxingcpp_alone(picture: bytes) -> Texts:
    """Read a picture with zxing-cpp's strongest options: any rotation, smaller copies, inverted codes."""
    with suppress(Exception), Image.open(io.BytesIO(picture)) as image:
        codes = zxingcpp.read_barcodes(
            image.convert("L"),
            formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2),
            text_mode=zxingcpp.TextMode.Plain,
            try_rotate=True,
            try_downscale=True,
            try_invert=True,
        )
        return folded([code.text for code in codes])
    return _NOTHING


READERS: Final[dict[str, Callable[[bytes], Texts]]] = {
    "cascade": cascade,
    "pyzbar": pyzbar_alone,
    "zxingcpp": zxingcpp_alone,
}
