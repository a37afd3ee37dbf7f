"""Printing a sheet: its set blocks go on pages of paper.

Never reads a clock: the file's dates are the sheet's own.
"""

from bot.signing.sheet import Sheet, SheetWords
from bot.signing.sheet.blocks import FOOT, QR_SIDE, TOP, paged
from bot.signing.sheet.paper import Paper
from bot.signing.sheet.setting import Setting


def printed(sheet: Sheet, words: SheetWords) -> bytes:
    """Print the sheet; see `bot.signing.sheet.draw_sheet`."""
    paper = Paper(sheet.title, words.language, sheet.made_at)
    setting = Setting(sheet, words, paper.measure, paper.glyphs)
    pages = paged(setting.blocks())
    for number, blocks in enumerate(pages, 1):
        paper.turn()
        paper.put(blocks)
        paper.put([setting.foot(number, len(pages))], FOOT)
        if number == 1:
            paper.put_code(sheet.qr)
            paper.put([setting.code_hint()], TOP + QR_SIDE)
    return paper.bytes()
