# mypy: allow-untyped-calls
# (pyHanko is typed in part only)
"""Adding marks to pages with pyHanko, as annotations that print: the contents of the pages stay as they are.

ISO 32000-2, 12.5.5: a viewer fits the appearance, turned by its matrix, into the rectangle of the annotation.
"""

import math
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from bot.signing.marks.drawing import HEIGHT, WIDTH, draw_mark
from bot.signing.marks.marks import Marks, Spot

_POINTS: Final = 72 / 25.4
_FLAGS: Final = 4 | 64 | 128 | 512
"""Print, ReadOnly, Locked, LockedContents (ISO 32000-2, table 167)."""


def add_marks(
    writer: IncrementalPdfFileWriter,
    pages: Sequence[generic.IndirectObject],
    marks: Marks,
    spots: Sequence[Spot],
    now: datetime,
) -> None:
    """Add the mark at each spot; `pages` are the pages of the file."""
    drawn = PdfFileReader(BytesIO(draw_mark(marks.lines, marks.qr, now)))
    page = drawn.root["/Pages"]["/Kids"][0]
    resources = writer.import_object(page["/Resources"])
    looks: dict[int, generic.IndirectObject] = {}
    for spot in spots:
        turn = _turn(spot)
        if turn not in looks:
            looks[turn] = writer.add_object(_look(page, resources, turn))
        annotation = _annotation(spot, looks[turn], pages[spot.page], " · ".join(marks.lines))
        writer.register_annotation(pages[spot.page], writer.add_object(annotation))


def _turn(spot: Spot) -> int:
    """Return by how many quarters the mark is turned counterclockwise in the page's user space."""
    (left, top), (right, along) = spot.top_left, spot.top_right
    return round(math.atan2(along - top, right - left) / (math.pi / 2)) % 4


def _look(page: generic.DictionaryObject, resources: generic.PdfObject, turn: int) -> generic.StreamObject:
    cos, sin = ((1, 0), (0, 1), (-1, 0), (0, -1))[turn]
    return generic.StreamObject(
        generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/XObject"),
                pdf_name("/Subtype"): pdf_name("/Form"),
                pdf_name("/BBox"): _numbers((0, 0, WIDTH * _POINTS, HEIGHT * _POINTS)),
                pdf_name("/Matrix"): _numbers((cos, sin, -sin, cos, 0, 0)),
                pdf_name("/Resources"): resources,
            }
        ),
        stream_data=page["/Contents"].data,
    )


def _annotation(
    spot: Spot, look: generic.IndirectObject, page: generic.IndirectObject, text: str
) -> generic.DictionaryObject:
    (x, y), (x2, y2), (x3, y3) = spot.top_left, spot.top_right, spot.bottom_left
    across, down = (x, x2, x3, x2 + x3 - x), (y, y2, y3, y2 + y3 - y)
    return generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Stamp"),
            pdf_name("/Rect"): _numbers((min(across), min(down), max(across), max(down))),
            pdf_name("/F"): generic.NumberObject(_FLAGS),
            pdf_name("/P"): page,
            pdf_name("/Contents"): generic.TextStringObject(text),
            pdf_name("/AP"): generic.DictionaryObject({pdf_name("/N"): look}),
        }
    )


def _numbers(values: Sequence[float]) -> generic.ArrayObject:
    return generic.ArrayObject(generic.FloatObject(f"{float(value):.4f}") for value in values)
