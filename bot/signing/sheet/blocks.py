"""Blocks of set text, and how they are put on pages.

Promises that no block is torn between two pages and that a table's head stands above its rows on every page. Never
draws: millimetres in, millimetres out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

LEFT, RIGHT, TOP, BOTTOM = 18.0, 192.0, 16.0, 276.0
"""The edges of what is set on an A4 page, in millimetres from its upper left corner."""

FOOT = 283.0
"""Where a page's foot begins."""

QR_SIDE = 32.0
"""A QR code's side; it stands in the upper right corner."""

INK, GREY = 20, 105


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its place in millimetres, `y` from its block's top; its size in points."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    ink: int = INK


@dataclass(frozen=True, slots=True)
class Block:
    """What is kept on one page; `rules` are heights of lines across it, `head` is repeated on further pages."""

    height: float
    lines: tuple[Line, ...]
    rules: tuple[float, ...] = ()
    head: "Block | None" = None


def stacked(*blocks: Block) -> Block:
    """Join blocks into one: a table's title without its first row tells nothing."""
    height, lines, rules = 0.0, [], []
    for block in blocks:
        lines += [replace(line, y=line.y + height) for line in block.lines]
        rules += [rule + height for rule in block.rules]
        height += block.height
    return Block(height, tuple(lines), tuple(rules), blocks[-1].head)


def paged(blocks: Sequence[Block]) -> list[list[Block]]:
    """Put blocks on pages, in order."""
    pages: list[list[Block]] = [[]]
    room = BOTTOM - TOP
    for block in blocks:
        if block.height > room:
            pages.append([block.head] if block.head else [])
            room = BOTTOM - TOP - sum(one.height for one in pages[-1])
        pages[-1].append(block)
        room -= block.height
    return pages
