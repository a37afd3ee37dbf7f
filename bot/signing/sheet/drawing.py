"""Drawing A4 pages with fpdf2, in embedded fonts; a QR code is sharp at any printer's resolution.

No clock is read here: a file's dates are those it is given.
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

from bot.signing.sheet.blocks import FOOT, LEFT, QR_SIDE, RIGHT, TOP, Block, paged
from bot.signing.sheet.layout import SheetLayout
from bot.signing.sheet.sheet import Sheet, SheetWords

_QUIET = 4
_RULE_GREY, _RULE_WIDTH = 205, 0.15
_CACHED_WIDTHS = 10_000
"""A long sheet repeats the same positions, days and methods."""
_ASCENT = 0.34
"""Millimetres from a line's top to its base, for each point of its size."""


def draw(sheet: Sheet, words: SheetWords) -> bytes:
    """Draw a sheet; see `bot.signing.sheet.in_workers.draw_sheet`."""
    pdf = A4Pdf(sheet.title, words.language, sheet.made_at)
    layout = SheetLayout(sheet, words, pdf.measure, pdf.glyphs)
    pages = paged(layout.blocks())
    for number, blocks in enumerate(pages, 1):
        pdf.add_page()
        pdf.draw_blocks(blocks)
        pdf.draw_blocks([layout.foot(number, len(pages))], FOOT)
        if number == 1:
            pdf.draw_qr(sheet.qr)
            pdf.draw_blocks([layout.qr_hint()], TOP + QR_SIDE)
    return pdf.output()


class A4Pdf:
    """An A4 file being drawn; `title`, `language` (ISO 639-1) and `made_at` are its metadata."""

    def __init__(self, title: str, language: str, made_at: datetime) -> None:
        self._pdf = FPDF(format="A4")
        self._pdf.set_auto_page_break(auto=False)
        self._pdf.set_creation_date(made_at)
        self._pdf.set_title(title)
        self._pdf.set_lang(language)
        self._fonts = {bold: _add_font(self._pdf, bold=bold) for bold in (False, True)}
        self._width = lru_cache(_CACHED_WIDTHS)(partial(_measure, self._fonts, self._pdf.k))

    @property
    def glyphs(self) -> Container[int]:
        """Return the characters that the fonts have, as code points."""
        glyphs: Container[int] = self._fonts[False].cmap
        return glyphs

    def measure(self, text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - a style, as fpdf2 has it
        """Return a text's width in millimetres."""
        return self._width(text, size, bold)

    def add_page(self) -> None:
        """Begin the next page."""
        self._pdf.add_page()

    def draw_blocks(self, blocks: Iterable[Block], y: float = TOP) -> None:
        """Draw blocks below each other, from `y` millimetres on."""
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

    def draw_qr(self, text: str) -> None:
        """Draw a QR code in the upper right corner."""
        code = QRCode[PilImage](error_correction=ERROR_CORRECT_M, border=_QUIET)
        code.add_data(text)
        rows = code.get_matrix()
        step = QR_SIDE / len(rows)
        self._pdf.set_fill_color(0)
        for y, row in enumerate(rows):
            for x, dark in enumerate(row):
                if dark:
                    self._pdf.rect(RIGHT - QR_SIDE + x * step, TOP + y * step, step * 1.01, step * 1.01, style="F")

    def output(self) -> bytes:
        """Return the file's bytes."""
        return bytes(self._pdf.output())


def _measure(fonts: Mapping[bool, TTFFont], scale: float, text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - a style, as fpdf2 has it
    return fonts[bold].get_text_width(text, size, None)[1] / scale


def _add_font(pdf: FPDF, *, bold: bool) -> TTFFont:
    style = "B" if bold else ""
    pdf.add_font("Roboto", style, font_roboto.RobotoBold if bold else font_roboto.Roboto)
    font = pdf.fonts["roboto" + style]
    if not isinstance(font, TTFFont):
        raise TypeError("fpdf2 registered another font as Roboto")
    return font
