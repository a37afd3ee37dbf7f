"""Pages to print, made with fpdf2: embedded fonts, and texts of any length that fit their boxes.

Lengths are millimetres from the top left corner, font sizes are points; both are multiplied by the scale of the page.
fpdf2 and the fonts are imported when the first document is made, because most processes never print.
"""

from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, cast

from bot.printing.pictograms import Pictogram, pictogram_svg

if TYPE_CHECKING:
    from fpdf import FPDF

_FONT: Final = "Roboto"
_POINT_MM: Final = 0.3528
_LINE_HEIGHT: Final = 1.2  # in font sizes
_STEP: Final = 0.95  # a text that does not fit is tried at sizes a twentieth smaller


class Colour(NamedTuple):
    """A colour by its red, green and blue parts, 0 to 255."""

    red: int
    green: int
    blue: int


INK: Final = Colour(23, 29, 38)
FADED: Final = Colour(98, 107, 120)
ACCENT: Final = Colour(27, 67, 122)
PAPER: Final = Colour(255, 255, 255)
TINT: Final = Colour(232, 238, 246)
A4: Final = (210.0, 297.0)


class Box(NamedTuple):
    """A place on the page: its left edge, its top, its width, and its height unless that follows from a text."""

    left: float
    top: float
    width: float
    height: float = 0


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is written: at `points`, or down to `smallest` if it needs more than `most` lines."""

    points: float
    bold: bool = False
    colour: Colour = INK
    align: Literal["L", "C", "R"] = "L"
    most: int = 1
    smallest: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Draws on the last page of a document."""

    pdf: "FPDF"
    scale: float = 1.0

    def write(self, text: str, box: Box, style: Style) -> float:
        """Write a text; return where it ends. What does not fit at the smallest size ends with an ellipsis."""
        style, lines = self._fitted(text, box.width, style)
        self.pdf.set_text_color(*style.colour)
        height = style.points * _POINT_MM * _LINE_HEIGHT
        for number, line in enumerate(lines):
            self.pdf.set_xy(box.left * self.scale, (box.top + number * height) * self.scale)
            self.pdf.cell(box.width * self.scale, height * self.scale, line, align=style.align)
        return box.top + len(lines) * height

    def height_of(self, text: str, width: float, style: Style) -> float:
        """Return the height that `write` uses."""
        fitted, lines = self._fitted(text, width, style)
        return len(lines) * fitted.points * _POINT_MM * _LINE_HEIGHT

    def fill(self, box: Box, colour: Colour, *, corner: float = 0) -> None:
        """Fill a rectangle whose corners are rounded by `corner`."""
        self.pdf.set_fill_color(*colour)
        self._rectangle(box, "F", corner)

    def frame(self, box: Box, colour: Colour, *, width: float, corner: float = 0) -> None:
        """Draw the outline of a rectangle."""
        self.pdf.set_draw_color(*colour)
        self.pdf.set_line_width(width * self.scale)
        self._rectangle(box, "D", corner)

    def cut_lines(self, box: Box) -> None:
        """Draw where to cut."""
        self.pdf.set_dash_pattern(dash=1, gap=2)
        self.frame(box, FADED, width=0.2)
        self.pdf.set_dash_pattern()

    def image(self, content: bytes, box: Box) -> None:
        """Place a picture: PNG, JPEG or SVG."""
        left, top, width, height = (length * self.scale for length in box)
        self.pdf.image(BytesIO(content), left, top, width, height)

    def pictogram(self, pictogram: Pictogram, box: Box, colour: Colour) -> None:
        """Draw a pictogram."""
        self.image(pictogram_svg(pictogram, "#{:02x}{:02x}{:02x}".format(*colour)), box)

    def _rectangle(self, box: Box, style: Literal["F", "D"], corner: float) -> None:
        left, top, width, height = (length * self.scale for length in box)
        self.pdf.rect(left, top, width, height, style, round_corners=corner > 0, corner_radius=corner * self.scale)

    def _fitted(self, text: str, width: float, style: Style) -> tuple[Style, list[str]]:
        """Set the font; return the style at the size that fits, and the lines of the text."""
        smallest = style.smallest or style.points
        lines = self._lines(text, width, style)
        while style.points > smallest and not self._fits(text, lines, width, style.most):
            style = replace(style, points=max(smallest, style.points * _STEP))
            lines = self._lines(text, width, style)
        return style, self._clipped(lines, width, style.most)

    def _lines(self, text: str, width: float, style: Style) -> list[str]:
        self.pdf.set_font(_FONT, "B" if style.bold else "", style.points * self.scale)
        if not text:
            return []
        told = self.pdf.multi_cell(width * self.scale, 1, text, dry_run=True, output="LINES", align="L")
        return cast("list[str]", told)  # fpdf2's annotation foresees every kind of output at once

    def _fits(self, text: str, lines: list[str], width: float, most: int) -> bool:
        """Return whether all lines are allowed, and no word had to be broken."""
        longest = max(map(self.pdf.get_string_width, text.split()), default=0.0)
        return len(lines) <= most and longest <= width * self.scale

    def _clipped(self, lines: list[str], width: float, most: int) -> list[str]:
        if len(lines) <= most:
            return lines
        last = lines[most - 1]
        while last and self.pdf.get_string_width(last + "…") > width * self.scale:
            last = last[:-1]
        return [*lines[: most - 1], last.rstrip() + "…"]


def new_document(size: tuple[float, float], title: str) -> "FPDF":
    """Return an empty document with pages of this width and height in millimetres."""
    from font_roboto import Roboto, RobotoBold  # noqa: PLC0415 - only who prints pays for the printer
    from fpdf import FPDF  # noqa: PLC0415 - as above

    pdf = FPDF(orientation="landscape" if size[0] > size[1] else "portrait", format=(min(size), max(size)))
    pdf.set_auto_page_break(auto=False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    pdf.set_title(title)
    pdf.add_font(_FONT, "", Roboto)
    pdf.add_font(_FONT, "B", RobotoBold)
    return pdf
