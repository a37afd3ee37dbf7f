"""Layout of a sheet: its values and words become blocks of measured lines.

Every text fits its column, whatever it says. Nothing is drawn here, and no word is chosen.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.signing.sheet.blocks import GREY, INK, LEFT, QR_SIDE, RIGHT, Block, Line, stacked
from bot.signing.sheet.sheet import Sheet, SheetWords, SignedLine, UnsignedLine
from bot.signing.sheet.wrapping import printable, wrap

_BESIDE_QR = RIGHT - QR_SIDE - 6
_LABELS = LEFT + 36
_LEADING = 0.46
"""Millimetres from line to line for each point of a letter's size."""

_SIGNED_AT = (LEFT, LEFT + 10, LEFT + 72, LEFT + 107, LEFT + 140, RIGHT)
_UNSIGNED_AT = (LEFT, LEFT + 10, LEFT + 106, RIGHT)
_GAP, _ROW_GAP = 2.0, 1.2

Cells = tuple[Sequence[str], ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text between two edges."""

    text: str
    left: float
    right: float
    size: float
    bold: bool = False
    ink: int = INK


class SheetLayout:
    """Layout of one sheet; `measure(text, size, bold)` gives a width in millimetres, `glyphs` what the font has."""

    def __init__(
        self, sheet: Sheet, words: SheetWords, measure: Callable[[str, float, bool], float], glyphs: Container[int]
    ) -> None:
        self._sheet, self._words, self._measure, self._glyphs = sheet, words, measure, glyphs
        self._zone = ZoneInfo(sheet.zone)

    def blocks(self) -> list[Block]:
        """Lay out the whole sheet."""
        return [*self._opening(), *self._signatures(), *self._missing(), self._closing()]

    def qr_hint(self) -> Block:
        """Lay out the text below the QR code."""
        return self._block([_Text(self._words.qr_hint, RIGHT - QR_SIDE, RIGHT, 7, ink=GREY)])

    def foot(self, number: int, pages: int) -> Block:
        """Lay out a page's foot: which document, which page of how many."""
        count = self._words.page.format(page=number, pages=pages)
        start = RIGHT - self._measure(count, 8, False) - 0.1
        title = f"SHA-256 {self._sheet.sha256[:16]}… · {self._sheet.title}"
        texts = [_Text(title, LEFT, start - 4, 8, ink=GREY), _Text(count, start, RIGHT, 8, ink=GREY)]
        return self._block(texts, most=1)

    def _opening(self) -> Iterator[Block]:
        sheet, words = self._sheet, self._words
        yield self._block([_Text(words.title, LEFT, _BESIDE_QR, 16, bold=True)], after=3)
        facts = [
            (words.organisation, sheet.organisation),
            (words.document, sheet.title),
            (words.file, sheet.file_name),
            (words.version, str(sheet.version)),
            (words.size, f"{sheet.size:,} {words.unit}".replace(",", "\u00a0")),
            (words.fingerprint, f"SHA-256 {sheet.sha256[:32]} {sheet.sha256[32:]}"),
            (words.made, self._time(sheet.made_at)),
        ]
        for label, value in facts:
            texts = [_Text(label, LEFT, _LABELS - _GAP, 9, ink=GREY), _Text(value, _LABELS, _BESIDE_QR, 9)]
            yield self._block(texts, after=1)
        yield self._block([_Text(words.tally, LEFT, _BESIDE_QR, 12, bold=True)], before=3, after=1)

    def _signatures(self) -> Iterator[Block]:
        words = self._words
        heads = ("", words.name, words.time, words.way, words.signature)
        return self._table(words.signed, _SIGNED_AT, heads, map(self._signed_cells, self._sheet.signed))

    def _missing(self) -> Iterator[Block]:
        words = self._words
        heads = ("", words.name, words.state)
        return self._table(words.unsigned, _UNSIGNED_AT, heads, map(self._unsigned_cells, self._sheet.unsigned))

    def _closing(self) -> Block:
        return self._block([_Text(self._words.note, LEFT, RIGHT, 8, ink=GREY)], before=5)

    def _signed_cells(self, line: SignedLine) -> Cells:
        way = (
            self._words.outcomes[line.outcome],
            self._words.methods[line.method],
            self._kiosk(line),
            self._rebound(line),
        )
        moment, offset = self._time(line.signed_at).rsplit(" ", 1)
        who, signature = (line.name, line.position, self._instead(line)), ("", *_halves(str(line.signature_id)))
        return who, (moment, offset), way, signature

    def _unsigned_cells(self, line: UnsignedLine) -> Cells:
        return (line.name, line.position, self._instead(line)), (self._words.states[line.state], line.note or "")

    def _instead(self, line: SignedLine | UnsignedLine) -> str:
        return self._words.instead_of.replace("{name}", line.instead_of) if line.instead_of else ""

    def _rebound(self, line: SignedLine) -> str:
        return self._words.rebound.replace("{at}", self._time(line.rebound_at)) if line.rebound_at else ""

    def _kiosk(self, line: SignedLine) -> str:
        return self._words.kiosk.replace("{name}", line.kiosk) if line.kiosk is not None else ""

    def _table(
        self, title: str, columns: Sequence[float], heads: Sequence[str], rows: Iterable[Cells]
    ) -> Iterator[Block]:
        edges = [(left, right - _GAP) for left, right in pairwise(columns)]
        labels = [_Text(text, *edge, 8, ink=GREY) for text, edge in zip(heads, edges, strict=True)]
        head = self._block(labels, after=1)
        for number, cells in enumerate(rows, 1):
            row = self._row(number, cells, edges, head)
            if number == 1:
                top = self._block([_Text(title, LEFT, RIGHT, 11, bold=True)], before=4, after=2)
                row = stacked(top, head, row)
            yield row

    def _row(self, number: int, cells: Cells, edges: Sequence[tuple[float, float]], head: Block) -> Block:
        """Lay out a row: in each cell a first text, and below it others, smaller and grey."""
        lines, height = [Line(edges[0][0], _ROW_GAP, str(number), 8, ink=GREY)], 0.0
        for texts, (left, right) in zip(cells, edges[1:], strict=True):
            y = _ROW_GAP
            for place, text in enumerate(texts):
                style = _Text(text, left, right, *((8, False, GREY) if place else (9, False, INK)))
                cell = self._block([style] if text else [])
                lines += [Line(one.x, one.y + y, one.text, one.size, ink=one.ink) for one in cell.lines]
                y += cell.height
            height = max(height, y)
        return Block(height + _ROW_GAP, tuple(lines), rules=(0.0,), head=head)

    def _block(self, texts: Sequence[_Text], *, before: float = 0, after: float = 0, most: int = 6) -> Block:
        """Lay out texts side by side."""
        lines: list[Line] = []
        height = 0.0
        for text in texts:
            parts = wrap(printable(text.text, self._glyphs), text.right - text.left, self._measuring(text), most)
            step = text.size * _LEADING
            lines += [
                Line(text.left, before + step * at, part, text.size, text.bold, text.ink)
                for at, part in enumerate(parts)
            ]
            height = max(height, step * len(parts))
        return Block(before + height + after, tuple(lines))

    def _measuring(self, style: _Text) -> Callable[[str], float]:
        return lambda text: self._measure(text, style.size, style.bold)

    def _time(self, at: datetime) -> str:
        local = at.astimezone(self._zone)
        offset = local.strftime("%z")
        return f"{local.strftime(self._words.times)} UTC{offset[:3]}:{offset[3:5]}"


def _halves(identifier: str) -> tuple[str, str]:
    """Break a UUID at a hyphen."""
    return identifier[:19], identifier[19:]
