"""Finding room for marks with PDFium: a mark is only where a page, as it is shown, has nothing.

Sizes are millimetres on paper. A page may be turned, cropped, or measured in units of its own (``/UserUnit``, which
PDFium leaves to its callers).
"""

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Final

from PIL.Image import Image
from pypdfium2 import PdfDocument, PdfPage
from pypdfium2.raw import FPDF_DeviceToPage

from bot.signing.marks.drawing import HEIGHT, WIDTH
from bot.signing.marks.marks import Point, Spot
from bot.signing.models import MarkPlace
from bot.signing.sealing.pdf_objects import as_dictionary, followed, member
from bot.signing.sealing.pdf_reading import open_reader, page_references
from bot.signing.sealing.rendering import opened

MOST_MARKED: Final = 300
_POINT: Final = 25.4 / 72
_EDGE: Final = 5.0
"""Printers leave less than this of each side empty."""
_CLEAR: Final = 1.0
_LARGER: Final = 1.5
_PIXELS: Final = 1200
"""The longer side of a page that is searched for room: a hair line on A4 leaves a trace."""
_LIGHT: Final = 200
_DEVICE: Final = 1_000_000
_Box = tuple[float, float, float, float]


def find_spots(data: bytes, *, margin: bool, place: MarkPlace) -> tuple[Spot, ...]:
    """Return where the marks of a PDF can be; pages without room, and all behind `MOST_MARKED`, get none."""
    spots: list[Spot] = []
    units = _units(data)
    with opened(data) as document:
        if place is not MarkPlace.NONE:
            spots += _at_place(document, units, place)
        for number in range(min(len(document), MOST_MARKED) if margin else 0):
            with closing(document[number]) as page:
                found = _in_margin(page, number, units[number])
                spots += [spot for spot in found if not any(map(spot.overlaps, spots))][:1]
    return tuple(spots)


def free_places(data: bytes) -> tuple[MarkPlace, ...]:
    """Return the places of the larger mark at which a PDF has room."""
    units = _units(data)
    with opened(data) as document:
        wanted = [place for place in MarkPlace if place is not MarkPlace.NONE]
        return tuple(place for place in wanted if _at_place(document, units, place))


def _units(data: bytes) -> list[float]:
    """Return the unit of each page, in points."""
    pages = (as_dictionary(followed(one)) for one in page_references(open_reader(data)))
    units = (member(page, "/UserUnit") for page in pages)
    return [float(unit) if isinstance(unit, int | float) and unit > 0 else 1.0 for unit in units]


def _at_place(document: PdfDocument, units: Sequence[float], place: MarkPlace) -> list[Spot]:
    number = len(document) - 1 if place.on_last_page else 0
    with closing(document[number]) as page:
        width, height = _size(page, units[number])
        box = (WIDTH * _LARGER, HEIGHT * _LARGER)
        left = width - _EDGE - box[0] if place.at_the_right else _EDGE
        top = _EDGE if place.at_the_top else height - _EDGE - box[1]
        return list(_free(page, number, (width, height), [((left, top, *box), False)]))


def _in_margin(page: PdfPage, number: int, unit: float) -> Iterator[Spot]:
    """Yield free spots along the edges: below and above first, then upwards at both sides."""
    width, height = _size(page, unit)
    across = [_EDGE, width - _EDGE - WIDTH, (width - WIDTH) / 2]
    flat = [((left, top, WIDTH, HEIGHT), False) for top in (height - _EDGE - HEIGHT, _EDGE) for left in across]
    down = [height - _EDGE - WIDTH, (height - WIDTH) / 2, _EDGE]
    upright = [((left, top, HEIGHT, WIDTH), True) for left in (_EDGE, width - _EDGE - HEIGHT) for top in down]
    yield from _free(page, number, (width, height), [*flat, *upright])


def _size(page: PdfPage, unit: float) -> tuple[float, float]:
    width, height = page.get_size()
    return width * unit * _POINT, height * unit * _POINT


def _free(
    page: PdfPage, number: int, size: tuple[float, float], candidates: Sequence[tuple[_Box, bool]]
) -> Iterator[Spot]:
    """Yield a spot for each box (left, top, width, height; read upwards or not) that is inside the page and empty."""
    inside = [(box, upright) for box, upright in candidates if _fits(box, size)]
    if not inside:
        return
    scale = _PIXELS / max(page.get_size())
    with closing(page.render(scale=scale, grayscale=True)) as bitmap:
        picture = bitmap.to_pil()
    for box, upright in inside:
        if _empty(picture, box, size):
            yield _spot(page, number, _parts(box, size), upright=upright)


def _fits(box: _Box, size: tuple[float, float]) -> bool:
    left, top, width, height = box
    return left >= 0 and top >= 0 and left + width <= size[0] and top + height <= size[1]


def _parts(box: _Box, size: tuple[float, float]) -> _Box:
    """Return the edges of a box as parts of the page."""
    left, top, width, height = box
    return left / size[0], top / size[1], (left + width) / size[0], (top + height) / size[1]


def _empty(picture: Image, box: _Box, size: tuple[float, float]) -> bool:
    """Return whether a box, with some room around it, has one light colour alone."""
    left, top, width, height = box
    wide = (left - _CLEAR, top - _CLEAR, width + 2 * _CLEAR, height + 2 * _CLEAR)
    edges = [min(max(part, 0), 1) for part in _parts(wide, size)]
    pixels = [round(part * picture.size[place % 2]) for place, part in enumerate(edges)]
    darkest, lightest = picture.crop((pixels[0], pixels[1], pixels[2], pixels[3])).getextrema()
    return darkest == lightest and float(str(darkest)) >= _LIGHT


def _spot(page: PdfPage, number: int, shown: _Box, *, upright: bool) -> Spot:
    left, top, right, bottom = shown
    corners = [(left, top), (right, top), (left, bottom)]
    if upright:
        corners = [(left, bottom), (left, top), (right, bottom)]
    return Spot(number, shown, *(_in_user_space(page, *corner) for corner in corners))


def _in_user_space(page: PdfPage, across: float, down: float) -> Point:
    """Return where a point of the page as it is shown, by its parts, is in the page's user space."""
    x, y = ctypes.c_double(), ctypes.c_double()
    device = (round(across * _DEVICE), round(down * _DEVICE))
    FPDF_DeviceToPage(page.raw, 0, 0, _DEVICE, _DEVICE, 0, *device, x, y)
    return x.value, y.value
