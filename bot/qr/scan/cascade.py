"""What is tried on a picture, in which order, and when it is enough.

Promises: what costs little and finds much comes first; each attempt helps against one trouble of photography and
is kept because it was measured to (`python -m benchmarks photos`). Never: an attempt on more pixels than a hostile
picture, one full of finder patterns, may hold a reader with.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Final

from PIL import Image, ImageChops, ImageFilter, ImageOps

from bot.qr.scan.opening import Opened
from bot.qr.scan.readers import Reader, Reading, Unread, read_zbar, read_zxing, read_zxing_global
from bot.qr.scan.straightening import straightened

Preparation = Callable[[Image.Image], Image.Image]
TILE_SIDE: Final = 1536
_TILE_STEP: Final = 1024  # neighbours share 512 pixels, so that a code of that size stands whole in one of them
_MOST_STRAIGHTENED: Final = 4
_ROOMY: Final = 0.03  # where the codes read cover less of the picture than this, there may well be others


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to read: a reader, at which scale of the overview, after which preparations."""

    read: Reader
    scale: float = 1.0
    prepare: tuple[Preparation, ...] = ()

    def __call__(self, overview: Image.Image) -> Reading:
        """Prepare the picture and read it."""
        grey = overview if self.scale == 1.0 else _scaled(overview, self.scale, self.scale)
        for preparation in self.prepare:
            grey = preparation(grey)
        return self.read(grey)


def _scaled(grey: Image.Image, wide: float, high: float) -> Image.Image:
    size = max(1, round(grey.width * wide)), max(1, round(grey.height * high))
    return grey.resize(size, Image.Resampling.BICUBIC)


def _gamma(power: float, grey: Image.Image) -> Image.Image:
    """Spread what the camera left in the dark (power below 1) or in the glare (above 1)."""
    return grey.point([round(255 * (level / 255) ** power) for level in range(256)])


def _threshold(level: int, grey: Image.Image) -> Image.Image:
    return grey.point([0] * level + [255] * (256 - level))


def _against_surroundings(radius: int, gain: float, grey: Image.Image) -> Image.Image:
    """Show how each pixel differs from the mean around it: shadows and gradients go, edges stay."""
    surroundings = grey.filter(ImageFilter.BoxBlur(radius))
    return ImageChops.subtract(grey, surroundings, 1 / gain, 128)


def _adaptive_threshold(radius: int, darker: int, grey: Image.Image) -> Image.Image:
    return _threshold(128 - darker, _against_surroundings(radius, 1, grey))


def _turned(degrees: int, grey: Image.Image) -> Image.Image:
    return grey.rotate(degrees, Image.Resampling.BILINEAR, expand=True, fillcolor=255)


def _squeezed(wide: float, high: float, grey: Image.Image) -> Image.Image:
    """Sample differently along each axis: the reader's grid falls elsewhere on a slanted code."""
    return _scaled(grey, wide, high)


def _spread_ink(grey: Image.Image) -> Image.Image:
    return grey.filter(ImageFilter.MinFilter(3))


def _smoothed(grey: Image.Image) -> Image.Image:
    return grey.filter(ImageFilter.BoxBlur(1))


def _sharpened(grey: Image.Image) -> Image.Image:
    return grey.filter(ImageFilter.UnsharpMask(3, 300, 0))


def _stretched(grey: Image.Image) -> Image.Image:
    return ImageOps.autocontrast(grey, cutoff=2)


CHEAP: Final = (
    Attempt(read_zxing),
    Attempt(read_zxing_global),
    Attempt(read_zxing, prepare=(partial(_gamma, 0.5),)),
    Attempt(read_zxing_global, prepare=(partial(_threshold, 170),)),
    Attempt(read_zxing_global, prepare=(partial(_gamma, 0.3),)),
    Attempt(read_zxing, prepare=(partial(_gamma, 2.0),)),
)
DEAR: Final = (
    Attempt(read_zxing, prepare=(_smoothed,)),
    Attempt(read_zbar, 0.35),
    Attempt(read_zxing_global, prepare=(partial(_threshold, 110),)),
    Attempt(read_zxing, prepare=(ImageOps.equalize,)),
    Attempt(read_zxing_global, prepare=(partial(_adaptive_threshold, 10, 7),)),
    Attempt(read_zxing_global, prepare=(partial(_adaptive_threshold, 10, 0),)),
    Attempt(read_zxing, 0.7),
    Attempt(read_zxing, prepare=(partial(_gamma, 3.0),)),
    Attempt(read_zxing_global, prepare=(partial(_squeezed, 1.0, 0.7),)),
    Attempt(read_zxing_global, prepare=(partial(_squeezed, 0.7, 1.0),)),
    Attempt(read_zbar, 0.5),
    Attempt(read_zxing, 1.5, (_stretched,)),
    Attempt(read_zxing, prepare=(_sharpened,)),
    Attempt(read_zxing, prepare=(partial(_against_surroundings, 20, 4.0),)),
    Attempt(read_zxing, prepare=(partial(_against_surroundings, 10, 2.0),)),
    Attempt(read_zbar, prepare=(partial(_threshold, 200),)),
    Attempt(read_zxing, prepare=(partial(_turned, 10),)),
    Attempt(read_zbar, prepare=(partial(_adaptive_threshold, 20, 7),)),
    Attempt(read_zxing, 1.5, (partial(_against_surroundings, 8, 2.0),)),
    Attempt(read_zbar, 0.5, (_spread_ink,)),
    Attempt(read_zxing, 2.0),
    Attempt(read_zbar, prepare=(partial(_against_surroundings, 20, 4.0),)),
    Attempt(read_zbar, prepare=(partial(_gamma, 2.0),)),
)
_OTHER_SCALES: Final = (
    Attempt(read_zxing, 0.75),
    Attempt(read_zbar),
    Attempt(read_zxing, 0.5),
    Attempt(read_zxing, 1.5),
)
_IN_DETAIL: Final = (Attempt(read_zxing), Attempt(read_zxing, 0.8), Attempt(read_zbar))


def read_all(opened: Opened) -> Iterator[tuple[str, ...]]:
    """Give what each attempt reads, attempt by attempt, until enough is read or nothing is left to try."""
    read, covered, unread = False, 0.0, list[Unread]()
    for attempt in CHEAP:
        reading = attempt(opened.overview)
        yield reading.texts
        read, covered = read or bool(reading.texts), max(covered, reading.covered)
        if covered > _ROOMY and not reading.missed:
            return
        unread += reading.unread
    for code in _different(unread):
        texts = _read_straightened(opened.overview, code)
        yield texts
        read = read or bool(texts)
    if not read:
        yield from _until_read(opened)


def _different(unread: Iterable[Unread]) -> list[Unread]:
    """Return the codes without those that were located before at about the same place."""
    kept = list[Unread]()
    for code in unread:
        if len(kept) < _MOST_STRAIGHTENED and not any(_same(code, one) for one in kept):
            kept.append(code)
    return kept


def _same(code: Unread, other: Unread) -> bool:
    """Return whether all corners are within half a module."""
    size = abs(code.corners[0][0] - code.corners[2][0]) + abs(code.corners[0][1] - code.corners[2][1])
    return code.modules == other.modules and all(
        abs(x - other_x) + abs(y - other_y) < size / code.modules / 2
        for (x, y), (other_x, other_y) in zip(code.corners, other.corners, strict=True)
    )


def _read_straightened(overview: Image.Image, code: Unread) -> tuple[str, ...]:
    try:
        for picture in straightened(overview, code):
            texts = read_zxing_global(picture).texts
            if texts:
                return texts
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - OpenCV is missing, or raises its own errors of every kind: one way less to read
        return ()
    return ()


def _until_read(opened: Opened) -> Iterator[tuple[str, ...]]:
    read = False
    for tile in _tiles(opened.detail):
        texts = read_zxing(tile).texts
        yield texts
        read = read or bool(texts)
    for attempt in () if read else DEAR:
        texts = attempt(opened.overview).texts
        yield texts
        if texts:
            return


def _tiles(detail: Image.Image | None) -> Iterator[Image.Image]:
    if detail is None:
        return
    starts = [range(0, max(1, side - TILE_SIDE + _TILE_STEP), _TILE_STEP) for side in detail.size]
    for left, top in product(*starts):
        yield detail.crop((left, top, min(left + TILE_SIDE, detail.width), min(top + TILE_SIDE, detail.height)))


def readings_of(opened: Opened) -> Iterator[tuple[Attempt, tuple[str, ...]]]:
    """Try in every way there is, those that differ most first; give each attempt with what it read."""
    for attempt in (CHEAP[0], *_OTHER_SCALES, *CHEAP[1:]):
        yield attempt, attempt(opened.overview).texts
    for tile, attempt in product(_tiles(opened.detail), _IN_DETAIL):
        yield attempt, attempt(tile).texts
    for attempt in DEAR:
        yield attempt, attempt(opened.overview).texts
