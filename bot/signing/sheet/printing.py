"""Printing a sheet with fpdf2.

Promises embedded fonts and a sharp QR code at any printer's resolution. Never reads a clock: the file's dates are the
sheet's own.
"""

import font_roboto
from fpdf import FPDF
from fpdf.fonts import TTFFont
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.pil import PilImage
from qrcode.main import QRCode

from bot.signing.sheet import Sheet, SheetWords
from bot.signing.sheet.blocks import LEFT, RIGHT, TOP, Block, paged
from bot.signing.sheet.setting import QR_SIDE, Setting

_FOOT = 283.0
_QUIET = 4
_RULE_GREY, _RULE_WIDTH = 205, 0.15
_ASCENT = 0.34
"""Millimetres from a line's top to its base, for each point of its size."""


def printed(sheet: Sheet, words: SheetWords) -> bytes:
    """Print the sheet; see `bot.signing.sheet.draw_sheet`."""
    pdf = _blank(sheet, words.language)
    fonts = {bold: _added(pdf, bold=bold) for bold in (False, True)}

    def measure(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - a style, as fpdf2 has it
        return fonts[bold].get_text_width(text, size, None)[1] / pdf.k

    setting = Setting(sheet, words, measure, fonts[False].cmap)
    pages = paged(setting.blocks())
    for number, blocks in enumerate(pages, 1):
        pdf.add_page()
        _print(pdf, blocks, TOP)
        _print(pdf, [setting.foot(number, len(pages))], _FOOT)
        if number == 1:
            _print_code(pdf, sheet.qr)
            _print(pdf, [setting.code_hint()], TOP + QR_SIDE)
    return bytes(pdf.output())


def _blank(sheet: Sheet, language: str) -> FPDF:
    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(auto=False)
    pdf.set_creation_date(sheet.made_at)
    pdf.set_title(sheet.title)
    pdf.set_lang(language)
    return pdf


def _added(pdf: FPDF, *, bold: bool) -> TTFFont:
    style = "B" if bold else ""
    pdf.add_font("Roboto", style, font_roboto.RobotoBold if bold else font_roboto.Roboto)
    font = pdf.fonts["roboto" + style]
    if not isinstance(font, TTFFont):
        raise TypeError("fpdf2 has taken another font for Roboto")
    return font


def _print(pdf: FPDF, blocks: list[Block], y: float) -> None:
    pdf.set_draw_color(_RULE_GREY)
    pdf.set_line_width(_RULE_WIDTH)
    for block in blocks:
        for rule in block.rules:
            pdf.line(LEFT, y + rule, RIGHT, y + rule)
        for line in block.lines:
            pdf.set_font("Roboto", "B" if line.bold else "", line.size)
            pdf.set_text_color(line.ink)
            pdf.text(line.x, y + line.y + line.size * _ASCENT, line.text)
        y += block.height


def _print_code(pdf: FPDF, text: str) -> None:
    code = QRCode[PilImage](error_correction=ERROR_CORRECT_M, border=_QUIET)
    code.add_data(text)
    rows = code.get_matrix()
    step = QR_SIDE / len(rows)
    pdf.set_fill_color(0)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                pdf.rect(RIGHT - QR_SIDE + x * step, TOP + y * step, step * 1.01, step * 1.01, style="F")
