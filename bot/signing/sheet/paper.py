"""Paper: an A4 file being drawn with fpdf2, in fonts that are embedded.

Promises a sharp QR code at any printer's resolution. Never reads a clock: a file's dates are those it is given; never
chooses a word or a place.
"""

from collections.abc import Container, Iterable, Mapping
from datetime import datetime
from functools import lru_cache, partial

import font_roboto
from fpdf import FPDF
from fpdf.fonts import TTFFont
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.pil import PilImage
from qrcode.main import QRCode

from bot.signing.sheet.blocks import LEFT, QR_SIDE, RIGHT, TOP, Block

_QUIET = 4
_RULE_GREY, _RULE_WIDTH = 205, 0.15
_REMEMBERED = 10_000
"""How many widths are kept: a long sheet says the same position, day and way over and over."""
_ASCENT = 0.34
"""Millimetres from a line's top to its base, for each point of its size."""


class Paper:
    """One file; `title`, `language` (ISO 639-1) and `made_at` are its metadata."""

    def __init__(self, title: str, language: str, made_at: datetime) -> None:
        self._pdf = FPDF(format="A4")
        self._pdf.set_auto_page_break(auto=False)
        self._pdf.set_creation_date(made_at)
        self._pdf.set_title(title)
        self._pdf.set_lang(language)
        self._fonts = {bold: _added(self._pdf, bold=bold) for bold in (False, True)}
        self._width = lru_cache(_REMEMBERED)(partial(_measured, self._fonts, self._pdf.k))

    @property
    def glyphs(self) -> Container[int]:
        """The letters that the fonts have, as code points."""
        glyphs: Container[int] = self._fonts[False].cmap
        return glyphs

    def measure(self, text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - a style, as fpdf2 has it
        """Return a text's width in millimetres."""
        return self._width(text, size, bold)

    def turn(self) -> None:
        """Begin the next page."""
        self._pdf.add_page()

    def put(self, blocks: Iterable[Block], y: float = TOP) -> None:
        """Put blocks below each other, from `y` millimetres on."""
        self._pdf.set_draw_color(_RULE_GREY)
        self._pdf.set_line_width(_RULE_WIDTH)
        style: tuple[object, ...] = ()
        for block in blocks:
            for rule in block.rules:
                self._pdf.line(LEFT, y + rule, RIGHT, y + rule)
            for line in block.lines:
                if style != (line.bold, line.size, line.ink):
                    style = (line.bold, line.size, line.ink)
                    self._pdf.set_font("Roboto", "B" if line.bold else "", line.size)
                    self._pdf.set_text_color(line.ink)
                self._pdf.text(line.x, y + line.y + line.size * _ASCENT, line.text)
            y += block.height

    def put_code(self, text: str) -> None:
        """Put a QR code into the upper right corner."""
        code = QRCode[PilImage](error_correction=ERROR_CORRECT_M, border=_QUIET)
        code.add_data(text)
        rows = code.get_matrix()
        step = QR_SIDE / len(rows)
        self._pdf.set_fill_color(0)
        for y, row in enumerate(rows):
            for x, dark in enumerate(row):
                if dark:
                    self._pdf.rect(RIGHT - QR_SIDE + x * step, TOP + y * step, step * 1.01, step * 1.01, style="F")

    def bytes(self) -> bytes:
        """Return the file."""
        return bytes(self._pdf.output())


def _measured(fonts: Mapping[bool, TTFFont], scale: float, text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - a style, as fpdf2 has it
    return fonts[bold].get_text_width(text, size, None)[1] / scale


def _added(pdf: FPDF, *, bold: bool) -> TTFFont:
    style = "B" if bold else ""
    pdf.add_font("Roboto", style, font_roboto.RobotoBold if bold else font_roboto.Roboto)
    font = pdf.fonts["roboto" + style]
    if not isinstance(font, TTFFont):
        raise TypeError("fpdf2 has taken another font for Roboto")
    return font
