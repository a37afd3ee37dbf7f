"""Draws printed passes as PDF: one card a page (CR80, ISO/IEC 7810 ID-1), or ten cards on an A4 page to cut apart.

The QR code is large enough for any camera and has its quiet zone, the photo keeps its proportions, and names of any
length fit the card. All texts come from the caller, in the reader's language. Lengths are millimetres.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.printing.page import A4, ACCENT, INK, PAPER, Box, Page, Style, new_document
from bot.qr.draw import draw_png

WIDTH_MM: Final = 85.6
HEIGHT_MM: Final = 53.98
PER_SHEET: Final = 10
_COLUMNS: Final = 2
_LEFT_MM, _TOP_MM = (A4[0] - _COLUMNS * WIDTH_MM) / 2, (A4[1] - PER_SHEET / _COLUMNS * HEIGHT_MM) / 2
_EDGE: Final = 4.0
_BAND: Final = 12.0  # the heading
_CODE: Final = 30.0
_PHOTO: Final = (22.5, 30.0)
_BODY: Final = _BAND + 3.5
_ROOMY: Final = 4  # with more lines than that below the name, each gets one line of the card


@dataclass(frozen=True, slots=True)
class CardFace:
    """The content of a card: `lines` are number, validity and fields; `photo` is a JPEG with proportions 3:4.

    `typed` is printed below the code for people whose camera fails, `contact` below that; it may be empty.
    """

    organisation: str
    type: str
    name: str
    lines: tuple[str, ...]
    photo: bytes | None
    link: str
    typed: str
    contact: str = ""


def draw_cards(faces: Sequence[CardFace], *, sheet: bool, title: str) -> bytes:
    """Draw the cards, one a page or ten on an A4 page. Takes about 20 ms a card: do not call it on the event loop."""
    pdf = new_document(A4 if sheet else (WIDTH_MM, HEIGHT_MM), title)
    page = Page(pdf)
    for number, face in enumerate(faces):
        place = number % PER_SHEET if sheet else 0
        if place == 0:
            pdf.add_page()
        left, top = (_LEFT_MM, _TOP_MM) if sheet else (0.0, 0.0)
        left, top = left + place % _COLUMNS * WIDTH_MM, top + place // _COLUMNS * HEIGHT_MM
        _draw(page, face, left, top)
        if sheet:
            page.cut_lines(Box(left, top, WIDTH_MM, HEIGHT_MM))
    return bytes(pdf.output())


def _draw(page: Page, face: CardFace, left: float, top: float) -> None:
    width = WIDTH_MM - 2 * _EDGE
    page.fill(Box(left, top, WIDTH_MM, _BAND), ACCENT)
    organisation = Style(7.5, colour=PAPER, smallest=5.5)
    below = page.write(face.organisation, Box(left + _EDGE, top + 2, width), organisation)
    page.write(face.type, Box(left + _EDGE, below + 0.6, width), Style(10.5, bold=True, colour=PAPER, smallest=7))
    text_left = left + _EDGE
    if face.photo:
        page.image(face.photo, Box(text_left, top + _BODY, *_PHOTO))
        text_left += _PHOTO[0] + 2.5
    code_left = left + WIDTH_MM - _CODE - _EDGE / 2
    _draw_code(page, face, Box(code_left, top + _BAND + 1.5, _CODE, _CODE))
    text_width = code_left - text_left
    name = Style(9.5, bold=True, most=4, smallest=5.5)
    below = page.write(face.name, Box(text_left, top + _BODY, text_width), name) + 0.8
    for line in face.lines:
        style = Style(6.8, most=1 if len(face.lines) > _ROOMY else 2, smallest=5.5)
        below = page.write(line, Box(text_left, below, text_width), style) + 0.5


def _draw_code(page: Page, face: CardFace, box: Box) -> None:
    page.image(draw_png(face.link, scale=8), box)
    below = page.write(face.typed, box._replace(top=box.top + _CODE), Style(8.5, bold=True, colour=INK, align="C"))
    page.write(face.contact, box._replace(top=below + 0.2), Style(5.2, align="C", most=3, smallest=4.6))
