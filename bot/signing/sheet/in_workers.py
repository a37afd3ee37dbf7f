"""Drawing a sheet in a worker process: only there fpdf2 is imported, because it is heavy."""

from bot.signing.sheet.sheet import Sheet, SheetWords


def draw_sheet(sheet: Sheet, words: SheetWords) -> bytes:
    """Draw the sheet as a PDF of A4 pages with embedded fonts; text stays text, so it can be searched and copied.

    Takes some 0.5 s and 0.3 ms a line.
    """
    from bot.signing.sheet.drawing import draw  # noqa: PLC0415 - see above

    return draw(sheet, words)
