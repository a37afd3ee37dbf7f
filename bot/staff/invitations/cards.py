"""Draws printable cards with personal QR codes, eight on an A4 page."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.qr.draw import draw_png

PER_PAGE = 8
_COLUMNS = 2
_MARGIN_MM, _WIDTH_MM, _HEIGHT_MM, _CODE_MM = 10.0, 95.0, 69.0, 46.0
_LINE_MM = 5.0
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class PaperCard:
    """One card: the person's name and position, and the link in the QR code."""

    name: str
    position: str
    link: str


@dataclass(frozen=True, slots=True)
class CardLabels:
    """The texts on every card: the organisation, what to do with the code, until when it is valid."""

    organisation: str
    hint: str
    until: str


def draw_cards(cards: Sequence[PaperCard], labels: CardLabels) -> bytes:
    """Draw the cards as a PDF. Takes some 10 ms a card: not for the event loop."""
    from font_roboto import Roboto, RobotoBold  # noqa: PLC0415 - costs time and memory that most processes never need
    from fpdf import FPDF  # noqa: PLC0415 - as above

    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(auto=False)
    pdf.add_font("Roboto", "", Roboto)
    pdf.add_font("Roboto", "B", RobotoBold)
    for number, card in enumerate(cards):
        place = number % PER_PAGE
        if place == 0:
            pdf.add_page()
        _draw(pdf, card, labels, place)
    return bytes(pdf.output())


def _draw(pdf, card: PaperCard, labels: CardLabels, place: int) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - FPDF is loaded when first needed
    left = _MARGIN_MM + place % _COLUMNS * _WIDTH_MM
    top = _MARGIN_MM + place // _COLUMNS * _HEIGHT_MM
    pdf.set_draw_color(180)
    pdf.set_dash_pattern(dash=1, gap=2)
    pdf.rect(left, top, _WIDTH_MM, _HEIGHT_MM)
    pdf.set_dash_pattern()
    pdf.image(draw_png(card.link, scale=6), left + 1, top + 1, _CODE_MM, _CODE_MM)
    pdf.set_xy(left + _CODE_MM + 1, top + 5)
    for text, style, size in ((card.name, "B", 12), (card.position, "", 9), (labels.organisation, "", 9)):
        _write(pdf, text, left + _CODE_MM + 1, _WIDTH_MM - _CODE_MM - 4, style, size)
    pdf.set_xy(left + 4, top + _CODE_MM + 2)
    for text, style in ((labels.hint, ""), (labels.until, "B")):
        _write(pdf, text, left + 4, _WIDTH_MM - 8, style, 9)


def _write(pdf, text: str, left: float, width: float, style: str, size: int) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - as above; a place and a face
    pdf.set_font("Roboto", style, size)
    lines = pdf.multi_cell(width, _LINE_MM, text, dry_run=True, output="LINES") if text else []
    for line in lines[:_MOST_LINES]:
        pdf.set_x(left)
        pdf.cell(width, _LINE_MM, line, new_x="LMARGIN", new_y="NEXT")
    pdf.ln(1)
