"""Draws printed passes as PDF: one card a page (CR80, ISO/IEC 7810 ID-1), or ten cards on an A4 page to cut apart.

The QR code is large enough for any camera and has its quiet zone, the photo keeps its proportions, and names of any
length fit the card. All texts come from the caller, in the reader's language.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final, cast

from bot.qr.draw import draw_png

if TYPE_CHECKING:
    from fpdf import FPDF

WIDTH_MM: Final = 85.6
HEIGHT_MM: Final = 53.98
PER_SHEET: Final = 10
_COLUMNS: Final = 2
_LEFT_MM, _TOP_MM = (210 - _COLUMNS * WIDTH_MM) / 2, (297 - PER_SHEET / _COLUMNS * HEIGHT_MM) / 2
_EDGE: Final = 4.0
_CODE: Final = 29.0
_PHOTO: Final = (22.5, 30.0)
_BODY: Final = 14.5  # below the heading
_FONT: Final = "Roboto"
_POINT_MM: Final = 0.3528
_FADE: Final = 110
_NAME_POINTS, _SMALLEST_POINTS = 9.0, 5.5
_ROOMY: Final = 4  # with more lines than that below the name, each gets one line of the card


@dataclass(frozen=True, slots=True)
class CardFace:
    """The content of a card: `lines` are number, validity and fields; `photo` is a JPEG with proportions 3:4.

    `typed` is printed below the code for people whose camera fails.
    """

    organisation: str
    type: str
    name: str
    lines: tuple[str, ...]
    photo: bytes | None
    link: str
    typed: str


def draw_cards(faces: Sequence[CardFace], *, sheet: bool, title: str) -> bytes:
    """Draw the cards, one a page or ten on an A4 page. Takes about 20 ms a card: do not call it on the event loop."""
    from font_roboto import Roboto, RobotoBold  # noqa: PLC0415 - only who prints pays for the printer
    from fpdf import FPDF  # noqa: PLC0415 - as above

    pdf = FPDF(format="A4") if sheet else FPDF(orientation="landscape", format=(HEIGHT_MM, WIDTH_MM))
    pdf.set_auto_page_break(auto=False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    pdf.set_title(title)
    pdf.add_font(_FONT, "", Roboto)
    pdf.add_font(_FONT, "B", RobotoBold)
    for number, face in enumerate(faces):
        place = number % PER_SHEET if sheet else 0
        if place == 0:
            pdf.add_page()
        left, top = (_LEFT_MM, _TOP_MM) if sheet else (0.0, 0.0)
        _draw(pdf, face, left + place % _COLUMNS * WIDTH_MM, top + place // _COLUMNS * HEIGHT_MM, cut=sheet)
    return bytes(pdf.output())


def _draw(pdf: "FPDF", face: CardFace, left: float, top: float, *, cut: bool) -> None:
    if cut:
        pdf.set_draw_color(180)
        pdf.set_dash_pattern(dash=1, gap=2)
        pdf.rect(left, top, WIDTH_MM, HEIGHT_MM)
        pdf.set_dash_pattern()
    pdf.set_xy(left + _EDGE, top + _EDGE)
    width = WIDTH_MM - 2 * _EDGE
    _write(pdf, face.organisation, width, 7.5, faded=True)
    _write(pdf, face.type, width, 10, bold=True)
    text_left = left + _EDGE
    if face.photo:
        pdf.image(BytesIO(face.photo), text_left, top + _BODY, *_PHOTO)
        text_left += _PHOTO[0] + 2
    code_left = left + WIDTH_MM - _CODE - _EDGE / 2
    _draw_code(pdf, face, code_left, top + _BODY - 2)
    pdf.set_xy(text_left, top + _BODY)
    text_width = code_left - text_left
    _write(pdf, face.name, text_width, _fitting(pdf, face.name, text_width), bold=True, most=4)
    for line in face.lines:
        _write(pdf, line, text_width, 6.5, most=1 if len(face.lines) > _ROOMY else 2)


def _fitting(pdf: "FPDF", name: str, width: float) -> float:
    """Return the font size in points at which the longest word of a name fits in one line."""
    pdf.set_font(_FONT, "B", _NAME_POINTS)
    longest = max(map(pdf.get_string_width, name.split()), default=0.0)
    return max(_SMALLEST_POINTS, min(_NAME_POINTS, _NAME_POINTS * width / longest * 0.98)) if longest else _NAME_POINTS


def _draw_code(pdf: "FPDF", face: CardFace, left: float, top: float) -> None:
    pdf.image(draw_png(face.link, scale=8), left, top, _CODE, _CODE)
    pdf.set_font(_FONT, "B", 8)
    pdf.set_xy(left, top + _CODE - 0.5)
    pdf.cell(_CODE, 4, face.typed, align="C")


def _write(
    pdf: "FPDF", text: str, width: float, points: float, *, bold: bool = False, faded: bool = False, most: int = 1
) -> None:
    """Write a text in at most `most` lines from the current position, and move the position below it."""
    from fpdf.enums import WrapMode  # noqa: PLC0415 - as above

    left, height = pdf.get_x(), points * _POINT_MM * 1.2
    pdf.set_font(_FONT, "B" if bold else "", points)
    pdf.set_text_color(_FADE if faded else 0)
    # fpdf2's annotation foresees every kind of output at once
    wrap = WrapMode.CHAR if most == 1 else WrapMode.WORD
    told = pdf.multi_cell(width, height, text, dry_run=True, output="LINES", align="L", wrapmode=wrap)
    lines = cast("list[str]", told)
    if len(lines) > most:
        lines[most - 1] = lines[most - 1].rstrip()[:-1] + "…"
    for line in lines[:most]:
        pdf.cell(width, height, line)
        pdf.set_xy(left, pdf.get_y() + height)
    pdf.set_text_color(0)
    pdf.set_xy(left, pdf.get_y() + 0.6)
