"""What is tried on a picture, in which order."""

from collections.abc import Callable, Iterator
from functools import partial

from PIL import Image, ImageFilter, ImageOps

from bot.qr.scan.readers import LONGEST_PASS, read_zbar, read_zxing, read_zxing_global

Attempt = Callable[[], tuple[str, ...]]


def attempts(grey: Image.Image) -> Iterator[Attempt]:
    """Give the attempts in the order of what they find for what they cost."""
    whole = _shrunk(grey, LONGEST_PASS)
    yield lambda: read_zxing(whole)
    yield lambda: read_zbar(whole)
    half = _shrunk(grey, max(whole.size) // 2)
    yield lambda: read_zxing(half)
    yield lambda: read_zxing_global(ImageOps.autocontrast(whole.filter(ImageFilter.GaussianBlur(1.5)), cutoff=2))


def agreeing(grey: Image.Image, text: str) -> Iterator[Callable[[], bool]]:
    """Give the readings that count as different ones, cheap ones first."""
    whole = _shrunk(grey, LONGEST_PASS)
    yield lambda: text in read_zxing(whole)
    yield lambda: text in read_zbar(whole)
    for share in (0.8, 0.5, 1.5):
        yield partial(_says, whole, min(LONGEST_PASS, round(max(whole.size) * share)), text)


def _says(grey: Image.Image, longest: int, text: str) -> bool:
    return text in read_zxing(_scaled(grey, longest))


def _shrunk(grey: Image.Image, longest: int) -> Image.Image:
    return grey if max(grey.size) <= longest else _scaled(grey, longest)


def _scaled(grey: Image.Image, longest: int) -> Image.Image:
    scale = longest / max(grey.size)
    size = max(1, round(grey.width * scale)), max(1, round(grey.height * scale))
    return grey.resize(size, Image.Resampling.BICUBIC)
