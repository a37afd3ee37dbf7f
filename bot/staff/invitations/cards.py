"""Draws printable cards with personal QR codes, eight on an A4 page. Lengths are millimetres."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.printing.page import A4, ACCENT, FADED, Box, Page, Style, new_document
from bot.printing.pictograms import Pictogram
from bot.qr.draw import draw_png

PER_PAGE: Final = 8
_COLUMNS: Final = 2
_WIDTH, _HEIGHT = A4[0] / _COLUMNS, A4[1] / (PER_PAGE / _COLUMNS)
_CODE: Final = 46.0
_EDGE: Final = 6.0


@dataclass(frozen=True, slots=True)
class PaperCard:
    """One card: the person's name and position, and the link in the QR code."""

    name: str
    position: str
    link: str


@dataclass(frozen=True, slots=True)
class CardLabels:
    """The texts on every card: the organisation, what to do with the code, until when it is valid, whom to ask.

    `contact` may be empty.
    """

    organisation: str
    hint: str
    until: str
    contact: str = ""


def draw_cards(cards: Sequence[PaperCard], labels: CardLabels) -> bytes:
    """Draw the cards as a PDF. Takes some 10 ms a card: not for the event loop."""
    pdf = new_document(A4, labels.organisation)
    page = Page(pdf)
    for number, card in enumerate(cards):
        place = number % PER_PAGE
        if place == 0:
            pdf.add_page()
        _draw(page, card, labels, Box(place % _COLUMNS * _WIDTH, place // _COLUMNS * _HEIGHT, _WIDTH, _HEIGHT))
    return bytes(pdf.output())


def _draw(page: Page, card: PaperCard, labels: CardLabels, place: Box) -> None:
    page.cut_lines(place)
    page.image(draw_png(card.link, scale=8), Box(place.left + _EDGE - 2, place.top + _EDGE - 1, _CODE, _CODE))
    left = place.left + _EDGE + _CODE
    width = place.width - _CODE - 2 * _EDGE
    organisation = Style(8.5, colour=FADED, most=3, smallest=6.5)
    below = page.write(labels.organisation, Box(left, place.top + _EDGE + 3, width), organisation)
    below = page.write(card.name, Box(left, below + 2, width), Style(13, bold=True, most=4, smallest=8))
    below = page.write(card.position, Box(left, below + 1, width), Style(9.5, most=4, smallest=7.5))
    page.fill(Box(left, below + 2.5, 10, 0.8), ACCENT)
    _draw_foot(page, labels, Box(place.left + _EDGE, place.top + _EDGE + _CODE, place.width - 2 * _EDGE))


def _draw_foot(page: Page, labels: CardLabels, row: Box) -> None:
    icon = 9.0
    page.pictogram(Pictogram.SCAN, Box(row.left, row.top + 2, icon, icon), ACCENT)
    text = Box(row.left + icon + 2, row.top + 1.2, row.width - icon - 2)
    below = page.write(labels.hint, text, Style(9, most=3, smallest=7))
    below = page.write(labels.until, text._replace(top=below + 0.8), Style(9, bold=True, smallest=7))
    page.write(labels.contact, text._replace(top=below + 0.5), Style(8, colour=FADED, smallest=6))
