"""Draws the print-outs of a service QR as PDF: a poster in A4 or A5, and a sheet of eight stickers.

The code is drawn as vectors with its quiet zone, and texts of any length fit their boxes. All texts come from the
caller, in the reader's language. Lengths are millimetres on A4; A5 is the same page at a smaller scale.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.printing.page import A4, ACCENT, FADED, INK, PAPER, TINT, Box, Page, Style, new_document
from bot.printing.pictograms import Pictogram
from bot.qr.draw import draw_svg

_A5: Final = (148.0, 210.0)
_MARGIN: Final = 16.0
_CODE: Final = 120.0
_PADDING: Final = 3.0  # between the frame and the quiet zone
_CORNER: Final = 5.0
_STEPS: Final = (Pictogram.SCAN, Pictogram.START, Pictogram.CHECK)
_ROUND: Final = 18.0  # the circle of a pictogram
_STICKER: Final = (105.0, 74.0)  # eight on A4, as label paper has them
_STICKER_CODE: Final = 56.0


class PosterSize(StrEnum):
    """What is printed."""

    A4 = "A4"
    A5 = "A5"
    STICKERS = "S"


@dataclass(frozen=True, slots=True)
class Poster:
    """The texts: `call` says what the code is for, `steps` are three, `contact` is whom to ask.

    `authorised` says by whose qualified signature; it is empty where there is none.
    """

    organisation: str
    heading: str
    place: str
    call: str
    steps: tuple[str, str, str]
    until: str
    contact: str
    link: str
    authorised: str = ""


def draw_poster(poster: Poster, size: PosterSize) -> bytes:
    """Draw a page; return a PDF."""
    pdf = new_document(_A5 if size is PosterSize.A5 else A4, poster.heading)
    pdf.add_page()
    if size is PosterSize.STICKERS:
        _draw_stickers(Page(pdf), poster)
    else:
        _draw_page(Page(pdf, _A5[0] / A4[0] if size is PosterSize.A5 else 1.0), poster)
    return bytes(pdf.output())


def _draw_page(page: Page, poster: Poster) -> None:
    width = A4[0] - 2 * _MARGIN
    page.fill(Box(0, 0, A4[0], 5), ACCENT)
    top = page.write(
        poster.organisation, Box(_MARGIN, 14, width), Style(13, colour=FADED, align="C", most=2, smallest=10)
    )
    heading = Style(38, bold=True, align="C", most=2, smallest=22)
    top = page.write(poster.heading, Box(_MARGIN, top + 2, width), heading)
    page.write(poster.place, Box(_MARGIN, top + 1, width), Style(18, align="C", most=2, smallest=13))
    _draw_code(page, poster, Box((A4[0] - _CODE) / 2, 67, _CODE, _CODE))
    _draw_steps(page, poster.steps, Box(_MARGIN, 219, width))
    _draw_foot(page, poster, Box(_MARGIN, 279, width))
    if poster.authorised:
        page.write(poster.authorised, Box(_MARGIN, 267, width), Style(10, colour=FADED, align="C", smallest=7))


def _draw_code(page: Page, poster: Poster, code: Box) -> None:
    """Draw the code in a frame whose lower edge says what it is for."""
    tag = 15.0
    frame = Box(code.left - _PADDING, code.top - _PADDING, code.width + 2 * _PADDING, code.height + 2 * _PADDING + tag)
    page.fill(frame, ACCENT, corner=_CORNER)
    page.fill(Box(frame.left + 1.5, frame.top + 1.5, frame.width - 3, frame.height - tag - 1.5), PAPER, corner=_CORNER)
    page.image(draw_svg(poster.link), code)
    call = Style(19, bold=True, colour=PAPER, align="C", smallest=12)
    text = Box(frame.left + 4, frame.top + frame.height - tag, frame.width - 8)
    lower = (tag - page.height_of(poster.call, text.width, call)) / 2
    page.write(poster.call, text._replace(top=text.top + lower), call)


def _draw_steps(page: Page, steps: tuple[str, str, str], row: Box) -> None:
    """Draw three columns: a pictogram in a circle, its number, what to do."""
    column = row.width / len(steps)
    for number, (step, pictogram) in enumerate(zip(steps, _STEPS, strict=True)):
        left = row.left + number * column
        circle = Box(left + (column - _ROUND) / 2, row.top, _ROUND, _ROUND)
        page.fill(circle, TINT, corner=_ROUND / 2 - 0.01)
        inner = _ROUND * 0.62
        edge = (_ROUND - inner) / 2
        page.pictogram(pictogram, Box(circle.left + edge, circle.top + edge, inner, inner), ACCENT)
        badge = Box(circle.left - 5, circle.top - 1, 8)
        page.write(str(number + 1), badge, Style(20, bold=True, colour=ACCENT, align="C"))
        text = Box(left + 2, row.top + _ROUND + 3, column - 4)
        page.write(step, text, Style(13, align="C", most=5, smallest=9))


def _draw_foot(page: Page, poster: Poster, row: Box) -> None:
    """Draw until when the code is valid, and whom to ask."""
    page.fill(row._replace(top=row.top - 4, height=0.4), FADED)
    half, icon = row.width / 2, 5.5
    for text, pictogram, left in (
        (poster.until, Pictogram.CALENDAR, row.left),
        (poster.contact, Pictogram.PERSON, row.left + half + 2),
    ):
        page.pictogram(pictogram, Box(left, row.top - 0.6, icon, icon), FADED)
        page.write(text, Box(left + icon + 2, row.top, half - icon - 6), Style(11, colour=INK, most=2, smallest=9))


def _draw_stickers(page: Page, poster: Poster) -> None:
    width, height = _STICKER
    for row in range(4):
        for column in range(2):
            place = Box(column * width, row * height, width, height)
            page.cut_lines(place)
            _draw_sticker(page, poster, place)


def _draw_sticker(page: Page, poster: Poster, place: Box) -> None:
    edge = (place.height - _STICKER_CODE) / 2
    page.image(draw_svg(poster.link), Box(place.left + 4, place.top + edge, _STICKER_CODE, _STICKER_CODE))
    left = place.left + _STICKER_CODE + 6
    width = place.width - _STICKER_CODE - 11
    top = page.write(
        poster.organisation, Box(left, place.top + edge + 2, width), Style(7, colour=FADED, most=3, smallest=5.5)
    )
    top = page.write(poster.heading, Box(left, top + 1.5, width), Style(14, bold=True, most=3, smallest=8))
    top = page.write(poster.place, Box(left, top + 1, width), Style(8, most=3, smallest=6))
    page.fill(Box(left, top + 2, 10, 0.8), ACCENT)
    page.write(poster.call, Box(left, top + 4.5, width), Style(9, bold=True, colour=ACCENT, most=4, smallest=7))
    page.write(poster.until, Box(left, place.top + place.height - edge - 8, width), Style(7, most=2, smallest=6))
    below = Box(place.left + 6, place.top + place.height - edge + 0.5, place.width - 12)
    page.write(poster.contact, below, Style(7.5, smallest=5.5))
