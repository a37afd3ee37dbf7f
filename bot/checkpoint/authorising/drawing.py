"""Draws the order for a service QR as a PDF: a heading, what is ordered, the id and the nonce."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.printing.page import A4, ACCENT, FADED, Box, Page, Style, new_document

_MARGIN: Final = 20.0
_LABEL: Final = 55.0
_GAP: Final = 3.0


@dataclass(frozen=True, slots=True)
class OrderSheet:
    """The texts of the order: `terms` are labels with what they stand for. `now` is the PDF's date of creation."""

    organisation: str
    heading: str
    text: str
    terms: Sequence[tuple[str, str]]
    foot: str
    now: datetime


def draw_order(sheet: OrderSheet) -> bytes:
    """Draw the order; return a PDF, in a worker process."""
    pdf = new_document(A4, sheet.heading)
    pdf.set_creation_date(sheet.now)
    pdf.add_page()
    page, width = Page(pdf), A4[0] - 2 * _MARGIN
    page.fill(Box(0, 0, A4[0], 5), ACCENT)
    top = page.write(sheet.organisation, Box(_MARGIN, 20, width), Style(13, colour=FADED, most=3, smallest=10))
    top = page.write(sheet.heading, Box(_MARGIN, top + 6, width), Style(20, bold=True, most=3, smallest=14))
    top = page.write(sheet.text, Box(_MARGIN, top + 4, width), Style(12, most=8, smallest=9)) + 6
    for label, value in sheet.terms:
        page.write(label, Box(_MARGIN, top, _LABEL - 4), Style(11, colour=FADED, most=3, smallest=8))
        top = page.write(value, Box(_MARGIN + _LABEL, top, width - _LABEL), Style(11, most=4, smallest=8)) + _GAP
    page.write(sheet.foot, Box(_MARGIN, A4[1] - 30, width), Style(9, colour=FADED, most=4, smallest=7))
    return bytes(pdf.output())
