"""Printing personal copies: the text is read once, each copy is set and drawn.

Promises that every line fits the page and that a heading is never left alone at a page's end.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.signing.personal_texts import Field, Look, Paragraph, Setup, Values
from bot.signing.personal_texts.parsing import parse_text
from bot.signing.sheet.blocks import FOOT, GREY, LEFT, RIGHT, Block, Line, paged, stacked
from bot.signing.sheet.paper import Paper
from bot.signing.sheet.typesetting import shown

_LEADING = 0.5
"""Millimetres from line to line for each point of a letter's size."""

_SIZES = {Look.HEADING: 15.0, Look.SUBHEADING: 12.5, Look.ITEM: 11.0, Look.PLAIN: 11.0}
_BEFORE = {Look.HEADING: 2.0, Look.SUBHEADING: 3.0, Look.ITEM: 0.5, Look.PLAIN: 1.0}
_GAP = 3.0
_INDENT = 5.0
_FOOT_SIZE = 8.0
_KEPT = (Look.HEADING, Look.SUBHEADING)

Piece = tuple[str, bool]
"""Letters of one style, and whether they are bold."""


@dataclass(frozen=True, slots=True)
class _Word:
    """What no line's end tears apart: pieces of perhaps two styles; `apart` from the word before by a space."""

    pieces: tuple[Piece, ...]
    apart: bool


def printed(text: str, setup: Setup, values: Sequence[Values]) -> list[bytes]:
    """Print the copies; see `bot.signing.personal_texts.draw_copies`."""
    paragraphs = parse_text(text)
    return [_copy(paragraphs, setup, one) for one in values]


def printed_text(paragraphs: Sequence[Paragraph], setup: Setup) -> bytes:
    """Print paragraphs without fields; see `bot.signing.personal_texts.draw_text`."""
    return _copy(paragraphs, setup, {})


def _copy(paragraphs: Sequence[Paragraph], setup: Setup, values: Values) -> bytes:
    paper = Paper(setup.title, setup.language, setup.made_at)
    setting = _Setting(paper, values)
    pages = paged(list(setting.blocks(paragraphs)))
    for number, blocks in enumerate(pages, 1):
        paper.turn()
        paper.put(blocks)
        paper.put([setting.foot(setup.title, f"{number} / {len(pages)}")], FOOT)
    return paper.bytes()


class _Setting:
    """One copy being set."""

    def __init__(self, paper: Paper, values: Values) -> None:
        self._paper, self._values = paper, values

    def blocks(self, paragraphs: Sequence[Paragraph]) -> Iterator[Block]:
        """Set line by line; a heading is kept with the first line of what follows it."""
        held: list[Block] = []
        for paragraph in paragraphs:
            first, *rest = self._lines(paragraph)
            if paragraph.look in _KEPT or (held and paragraph.look is Look.GAP):
                held += [first, *rest]
                continue
            yield stacked(*held, first)
            yield from rest
            held = []
        if held:
            yield stacked(*held)

    def foot(self, title: str, count: str) -> Block:
        """Set a page's foot: the title, and which page of how many."""
        start = RIGHT - self._paper.measure(count, _FOOT_SIZE, False) - 0.1
        words = shown(title, self._paper.glyphs)
        while self._paper.measure(words, _FOOT_SIZE, False) > start - LEFT - 4:
            words = words[:-2] + "…"
        lines = (Line(LEFT, 0, words, _FOOT_SIZE, ink=GREY), Line(start, 0, count, _FOOT_SIZE, ink=GREY))
        return Block(_FOOT_SIZE * _LEADING, lines)

    def _lines(self, paragraph: Paragraph) -> list[Block]:
        if paragraph.look is Look.GAP:
            return [Block(_GAP, ())]
        size, heavy = _SIZES[paragraph.look], paragraph.look in _KEPT
        left = LEFT + (_INDENT if paragraph.look is Look.ITEM else 0)
        rows = list(self._rows(list(self._words(paragraph, heavy=heavy)), RIGHT - left, size))
        blocks = [Block(size * _LEADING, tuple(self._placed(row, left, size))) for row in rows]
        if paragraph.look is Look.ITEM:
            blocks[0] = replace(blocks[0], lines=(Line(LEFT + 1, 0, "•", size), *blocks[0].lines))
        return [stacked(Block(_BEFORE[paragraph.look], ()), blocks[0]), *blocks[1:]]

    def _words(self, paragraph: Paragraph, *, heavy: bool) -> Iterator[_Word]:
        """Fill the fields and split what comes out at its spaces, wherever styles change."""
        pieces: list[Piece] = []
        apart = False
        for run in paragraph.runs:
            text = self._values[run.what] if isinstance(run.what, Field) else run.what
            for part in re.split(r"(\s+)", text):
                if part.strip():
                    pieces.append((shown(part, self._paper.glyphs), run.bold or heavy))
                elif part and pieces:
                    yield _Word(tuple(pieces), apart)
                    pieces, apart = [], True
                elif part:
                    apart = True
        yield _Word(tuple(pieces), apart)

    def _rows(self, words: list[_Word], width: float, size: float) -> Iterator[list[_Word]]:
        """Break into lines, between words where it can."""
        row: list[_Word] = []
        room = width
        for word in self._torn(words, width, size):
            needed = self._width(word, size) + (self._space(size) if word.apart and row else 0)
            if needed > room and row:
                yield row
                row, room, needed = [], width, self._width(word, size)
            row.append(word)
            room -= needed
        yield row

    def _torn(self, words: list[_Word], width: float, size: float) -> Iterator[_Word]:
        """Tear a word into letters that is longer than any line."""
        for word in words:
            if self._width(word, size) <= width:
                yield word
                continue
            letters = [(letter, bold) for text, bold in word.pieces for letter in text]
            for place, letter in enumerate(letters):
                yield _Word((letter,), word.apart and place == 0)

    def _placed(self, row: list[_Word], left: float, size: float) -> Iterator[Line]:
        """Join what is of one style, so that a reader finds whole phrases, and say where each begins."""
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
            left += self._paper.measure(text, size, bold)

    def _width(self, word: _Word, size: float) -> float:
        return sum(self._paper.measure(text, size, bold) for text, bold in word.pieces)

    def _space(self, size: float) -> float:
        return self._paper.measure(" ", size, False)
