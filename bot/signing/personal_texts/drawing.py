"""Drawing personal copies: the text is parsed once, each copy is laid out and drawn.

Every line fits the page, and a heading is never left alone at the end of a page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.signing.personal_texts.parsing import parse_text
from bot.signing.personal_texts.text import Field, LineStyle, Paragraph, Setup, Values
from bot.signing.sheet.blocks import FOOT, GREY, LEFT, RIGHT, Block, Line, paged, stacked
from bot.signing.sheet.drawing import A4Pdf
from bot.signing.sheet.wrapping import printable

_LEADING = 0.5
"""Millimetres from line to line for each point of a letter's size."""

_SIZES = {LineStyle.HEADING: 15.0, LineStyle.SUBHEADING: 12.5, LineStyle.ITEM: 11.0, LineStyle.PLAIN: 11.0}
_BEFORE = {LineStyle.HEADING: 2.0, LineStyle.SUBHEADING: 3.0, LineStyle.ITEM: 0.5, LineStyle.PLAIN: 1.0}
_GAP = 3.0
_INDENT = 5.0
_FOOT_SIZE = 8.0
_KEPT = (LineStyle.HEADING, LineStyle.SUBHEADING)

Piece = tuple[str, bool]
"""Letters of one style, and whether they are bold."""


@dataclass(frozen=True, slots=True)
class _Word:
    """Pieces, perhaps of two styles, that are kept on one line; `apart`: a space separates it from the word before."""

    pieces: tuple[Piece, ...]
    apart: bool


def draw_filled(text: str, setup: Setup, values: Sequence[Values]) -> list[bytes]:
    """Draw the copies; see `bot.signing.personal_texts.in_workers.draw_copies`."""
    paragraphs = parse_text(text)
    return [_copy(paragraphs, setup, one) for one in values]


def draw_paragraphs(paragraphs: Sequence[Paragraph], setup: Setup) -> bytes:
    """Draw paragraphs without fields; see `bot.signing.personal_texts.in_workers.draw_text`."""
    return _copy(paragraphs, setup, {})


def _copy(paragraphs: Sequence[Paragraph], setup: Setup, values: Values) -> bytes:
    pdf = A4Pdf(setup.title, setup.language, setup.made_at)
    layout = _CopyLayout(pdf, values)
    pages = paged(list(layout.blocks(paragraphs)))
    for number, blocks in enumerate(pages, 1):
        pdf.add_page()
        pdf.draw_blocks(blocks)
        pdf.draw_blocks([layout.foot(setup.title, f"{number} / {len(pages)}")], FOOT)
    return pdf.output()


class _CopyLayout:
    """Layout of one copy."""

    def __init__(self, pdf: A4Pdf, values: Values) -> None:
        self._pdf, self._values = pdf, values

    def blocks(self, paragraphs: Sequence[Paragraph]) -> Iterator[Block]:
        """Lay out the paragraphs; a heading is kept with the first line of what follows it."""
        held: list[Block] = []
        for paragraph in paragraphs:
            first, *rest = self._lines(paragraph)
            if paragraph.style in _KEPT or (held and paragraph.style is LineStyle.GAP):
                held += [first, *rest]
                continue
            yield stacked(*held, first)
            yield from rest
            held = []
        if held:
            yield stacked(*held)

    def foot(self, title: str, count: str) -> Block:
        """Lay out a page's foot: the title, and which page of how many."""
        start = RIGHT - self._pdf.measure(count, _FOOT_SIZE, False) - 0.1
        words = printable(title, self._pdf.glyphs)
        while self._pdf.measure(words, _FOOT_SIZE, False) > start - LEFT - 4:
            words = words[:-2] + "…"
        lines = (Line(LEFT, 0, words, _FOOT_SIZE, ink=GREY), Line(start, 0, count, _FOOT_SIZE, ink=GREY))
        return Block(_FOOT_SIZE * _LEADING, lines)

    def _lines(self, paragraph: Paragraph) -> list[Block]:
        if paragraph.style is LineStyle.GAP:
            return [Block(_GAP, ())]
        size, heavy = _SIZES[paragraph.style], paragraph.style in _KEPT
        left = LEFT + (_INDENT if paragraph.style is LineStyle.ITEM else 0)
        rows = list(self._rows(list(self._words(paragraph, heavy=heavy)), RIGHT - left, size))
        blocks = [Block(size * _LEADING, tuple(self._placed(row, left, size))) for row in rows]
        if paragraph.style is LineStyle.ITEM:
            blocks[0] = replace(blocks[0], lines=(Line(LEFT + 1, 0, "•", size), *blocks[0].lines))
        return [stacked(Block(_BEFORE[paragraph.style], ()), blocks[0]), *blocks[1:]]

    def _words(self, paragraph: Paragraph, *, heavy: bool) -> Iterator[_Word]:
        """Fill the fields and split the result at its spaces, wherever styles change."""
        pieces: list[Piece] = []
        apart = False
        for run in paragraph.runs:
            text = self._values[run.what] if isinstance(run.what, Field) else run.what
            for part in re.split(r"(\s+)", text):
                if part.strip():
                    pieces.append((printable(part, self._pdf.glyphs), run.bold or heavy))
                elif part and pieces:
                    yield _Word(tuple(pieces), apart)
                    pieces, apart = [], True
                elif part:
                    apart = True
        yield _Word(tuple(pieces), apart)

    def _rows(self, words: list[_Word], width: float, size: float) -> Iterator[list[_Word]]:
        """Break into lines, between words where possible."""
        row: list[_Word] = []
        room = width
        for word in self._split(words, width, size):
            needed = self._width(word, size) + (self._space(size) if word.apart and row else 0)
            if needed > room and row:
                yield row
                row, room, needed = [], width, self._width(word, size)
            row.append(word)
            room -= needed
        yield row

    def _split(self, words: list[_Word], width: float, size: float) -> Iterator[_Word]:
        """Split a word that is longer than any line into letters."""
        for word in words:
            if self._width(word, size) <= width:
                yield word
                continue
            letters = [(letter, bold) for text, bold in word.pieces for letter in text]
            for place, letter in enumerate(letters):
                yield _Word((letter,), word.apart and place == 0)

    def _placed(self, row: list[_Word], left: float, size: float) -> Iterator[Line]:
        """Join neighbours of one style, so that whole phrases can be searched for, and place them."""
        joined: list[Piece] = []
        for word in row:
            gap = " " if word.apart and joined else ""
            for text, bold in word.pieces:
                if joined and joined[-1][1] == bold:
                    joined[-1] = (joined[-1][0] + gap + text, bold)
                else:
                    joined.append((gap + text, bold))
                gap = ""
        for text, bold in joined:
            yield Line(left, 0, text, size, bold)
            left += self._pdf.measure(text, size, bold)

    def _width(self, word: _Word, size: float) -> float:
        return sum(self._pdf.measure(text, size, bold) for text, bold in word.pieces)

    def _space(self, size: float) -> float:
        return self._pdf.measure(" ", size, False)
