"""From a stranger's bytes to upright grey pictures of bearable size.

Promises: nothing is decoded before its cost in memory is known to be bearable, only the formats named here are
tried, and hostile bytes end as `NotAPicture` or `TooLarge`. Never: runs another program, or decodes a second frame.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from PIL import Image

from bot.qr.pictures import open_picture

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "AVIF", "HEIF")
OVERVIEW_SIDE: Final = 1280  # what Telegram leaves of a photo; nearly every code that is readable is readable here
DETAIL_SIDE: Final = 4096
_MOST_FILE_BYTES: Final = 50 * 2**20
_MOST_DECODED_BYTES: Final = 216 * 2**20
_MOST_SIDE: Final = 32_000
_STRIP_ROWS: Final = 64
_PIXEL_BYTES: Final = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2}
_OTHER_PIXEL_BYTES: Final = 4
_COPIES: Final = {
    "WEBP": 4.0,  # libwebp's canvas and its previous one, its bytes, and Pillow's own
    "AVIF": 2.5,  # the decoder's planes (4:2:0) and their colours, and Pillow's own
    "HEIF": 2.0,  # as AVIF; a tiled picture, as phones take them, needs less
}
_COEFFICIENT_BYTES: Final = 2
_ORIENTATION_TAG: Final = 0x0112
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class NotAPicture(Exception):  # noqa: N818 - named for what came
    """None of the formats named here, or damaged."""


class TooLarge(Exception):  # noqa: N818 - named for what came
    """Decoding it would take more memory than a picture is worth."""


class Opened:
    """A picture as 8-bit grey, upright, on white; raises `NotAPicture` or `TooLarge` when made.

    `overview` has no side above 1280 pixels. `detail` has none above 4096, or is None where it would show no more.
    A JPEG is decoded again for it, because its overview comes straight from the coefficients at a fraction of the cost.
    """

    def __init__(self, picture: bytes) -> None:
        self._picture = picture
        grey, reduced = _open_grey(picture, OVERVIEW_SIDE)
        self._shows_more = reduced or max(grey.size) > OVERVIEW_SIDE
        self._grey = None if reduced else grey
        self.overview = scaled(grey, OVERVIEW_SIDE) if max(grey.size) > OVERVIEW_SIDE else grey

    @property
    def detail(self) -> Image.Image | None:
        """The picture again with all that its file shows."""
        if self._grey is None:
            self._grey, _ = _open_grey(self._picture, DETAIL_SIDE)
        return self._grey if self._shows_more else None


def scaled(grey: Image.Image, longest: int) -> Image.Image:
    """Make the picture's longer side `longest` pixels."""
    scale = longest / max(grey.size)
    size = max(1, round(grey.width * scale)), max(1, round(grey.height * scale))
    return grey.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)


def _open_grey(picture: bytes, draft_side: int) -> tuple[Image.Image, bool]:
    """Decode, a JPEG at the smallest of its sizes that reaches `draft_side`; tell whether it was one of the smaller."""
    if len(picture) > _MOST_FILE_BYTES:
        raise TooLarge
    with _hostile_input(), open_picture(picture, FORMATS) as image:
        full_size = image.size
        if not 0 < min(full_size) <= max(full_size) <= _MOST_SIDE:
            raise TooLarge
        image.draft("L", _least(full_size, draft_side))
        if _decoding_bytes(image, full_size) > _MOST_DECODED_BYTES:
            raise TooLarge
        reduced = image.size != full_size
        image.load()
        return _upright(_grey(image), image), reduced


@contextmanager
def _hostile_input() -> Iterator[None]:
    """Fold what Pillow raises on hostile bytes, errors and warnings of every kind, into the two that are named here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            yield
        except (MemoryError, TooLarge, Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise TooLarge from None
        except Exception as damage:
            raise NotAPicture from damage


def _least(size: tuple[int, int], longest: int) -> tuple[int, int]:
    factor = max(1.0, max(size) / longest)
    return max(1, int(size[0] / factor)), max(1, int(size[1] / factor))


def _decoding_bytes(image: Image.Image, full_size: tuple[int, int]) -> int:
    decoded = image.width * image.height * _PIXEL_BYTES.get(image.mode, _OTHER_PIXEL_BYTES)
    if image.format in _COPIES:
        return round(decoded * _COPIES[image.format])
    if image.info.get("progressive"):
        return decoded + round(full_size[0] * full_size[1] * _COEFFICIENT_BYTES * _planes(image))
    return decoded


def _planes(image: Image.Image) -> float:
    """Say how many full-size planes of coefficients libjpeg keeps of a progressive JPEG (ITU-T T.81, A.1.1)."""
    samplings: list[int] = [wide * high for _, wide, high, _ in getattr(image, "layer", [])]
    return sum(samplings) / max(samplings, default=1)


def _grey(image: Image.Image) -> Image.Image:
    """Go strip by strip, so that conversions of a large picture never stand in memory beside it as a whole."""
    factor = -(-max(image.size) // DETAIL_SIDE)
    if image.mode == "L" and factor == 1 and not image.has_transparency_data:
        return image.copy()
    grey = Image.new("L", (-(-image.width // factor), -(-image.height // factor)), 255)
    for top in range(0, image.height, _STRIP_ROWS * factor):
        strip = image.crop((0, top, image.width, min(top + _STRIP_ROWS * factor, image.height)))
        grey.paste(_grey_strip(strip).reduce(factor), (0, top // factor))
    return grey


def _grey_strip(strip: Image.Image) -> Image.Image:
    if strip.has_transparency_data:
        coloured = strip.convert("RGBA")
        white = Image.new("RGBA", coloured.size, "white")
        return Image.alpha_composite(white, coloured).convert("L")
    if strip.mode.startswith("I"):  # 16 bits: converting would cut every level above 255 to white
        return strip.convert("I").point(lambda level: level * (1 / 257)).convert("L")
    return strip.convert("RGB").convert("L") if strip.mode == "CMYK" else strip.convert("L")


def _upright(grey: Image.Image, image: Image.Image) -> Image.Image:
    with suppress(Exception):  # a damaged EXIF block says nothing about the picture itself
        turn = _UPRIGHT.get(image.getexif().get(_ORIENTATION_TAG, 1))
        return grey.transpose(turn) if turn is not None else grey
    return grey
