"""Drawing a mark with fpdf2: a QR code, and some lines beside it, in embedded fonts."""

from datetime import datetime
from typing import Final

import font_roboto
from fpdf import FPDF
from qrcode.constants import ERROR_CORRECT_L
from qrcode.image.pil import PilImage
from qrcode.main import QRCode

WIDTH: Final = 60.0
HEIGHT: Final = 12.0
"""Millimetres of a mark in the margin."""
_QUIET: Final = 2
_GAP, _LINE, _SIZE, _BASE = 1.0, 3.4, 7.0, 3.1
_INK: Final = 60


def draw_mark(lines: tuple[str, ...], qr: str, now: datetime) -> bytes:
    """Return a PDF of one page that is the mark."""
    pdf = FPDF(unit="mm", format=(WIDTH, HEIGHT))
    pdf.set_auto_page_break(auto=False)
    pdf.set_creation_date(now)
    pdf.add_font("Roboto", "", font_roboto.Roboto)
    pdf.add_page()
    pdf.set_font("Roboto", size=_SIZE)
    pdf.set_text_color(_INK)
    left = HEIGHT + _GAP
    top = (HEIGHT - _LINE * len(lines)) / 2
    for number, line in enumerate(lines):
        pdf.text(left, top + number * _LINE + _BASE - 0.6, _fitted(pdf, line, WIDTH - left))
    _draw_qr(pdf, qr)
    return bytes(pdf.output())


def _fitted(pdf: FPDF, text: str, width: float) -> str:
    """Return the text, shortened where it is too wide."""
    if pdf.get_string_width(text) <= width:
        return text
    while text and pdf.get_string_width(text + "…") > width:
        text = text[:-1]
    return text.rstrip() + "…"


def _draw_qr(pdf: FPDF, text: str) -> None:
    code = QRCode[PilImage](error_correction=ERROR_CORRECT_L, border=_QUIET)
    code.add_data(text)
    rows = code.get_matrix()
    step = HEIGHT / len(rows)
    pdf.set_fill_color(0)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                pdf.rect(x * step, y * step, step * 1.01, step * 1.01, style="F")
