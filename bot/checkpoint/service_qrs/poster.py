"""Draws the poster of a service QR: an A4 page in PDF with the code, its place, instructions and its end.

The code is drawn as vectors with its quiet zone, and texts of any length fit their boxes. All texts come from the
caller, in the reader's language.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from bot.qr.draw import draw_svg

if TYPE_CHECKING:
    from fpdf import FPDF

_WIDTH = 210
_MARGIN = 20
_CODE = 120
_FONT = "Roboto"


@dataclass(frozen=True, slots=True)
class Poster:
    """The texts of the page: a heading, the place, the steps below the code, and a footer in small type."""

    heading: str
    place: str
    steps: Sequence[str]
    footer: str
    link: str


def draw_poster(poster: Poster) -> bytes:
    """Draw the page; return a PDF."""
    from font_roboto import Roboto, RobotoBold  # noqa: PLC0415 - only who prints pays for the printer
    from fpdf import FPDF  # noqa: PLC0415 - as above

    page = FPDF(format="A4")
    page.add_font(_FONT, "", Roboto)
    page.add_font(_FONT, "B", RobotoBold)
    page.set_title(poster.heading)
    page.set_margins(_MARGIN, _MARGIN)
    page.set_auto_page_break(auto=False)
    page.add_page()
    _line(page, poster.heading, 30, bold=True)
    _line(page, poster.place, 20)
    page.image(BytesIO(draw_svg(poster.link)), x=(_WIDTH - _CODE) / 2, y=page.get_y() + 4, w=_CODE, h=_CODE)
    page.set_y(page.get_y() + _CODE + 10)
    for number, step in enumerate(poster.steps, start=1):
        page.set_font(_FONT, size=14)
        page.multi_cell(0, 8, f"{number}. {step}", new_x="LMARGIN", new_y="NEXT")
    page.set_y(-_MARGIN - 10)
    _line(page, poster.footer, 11)
    return bytes(page.output())


def _line(page: "FPDF", text: str, points: float, *, bold: bool = False) -> None:
    """Write a centred paragraph; a long one wraps."""
    page.set_font(_FONT, "B" if bold else "", points)
    page.multi_cell(0, points / 2, text, align="C", new_x="LMARGIN", new_y="NEXT")
