"""Blocks of text with measured lines, and how they are put on pages. Pure: everything is in millimetres.

No block is split between two pages, and a table's head stands above its rows on every page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

LEFT, RIGHT, TOP, BOTTOM = 18.0, 192.0, 16.0, 276.0
"""The margins of an A4 page, in millimetres from its upper left corner."""

FOOT = 283.0
"""The top of a page's foot."""

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
    """Lines that are kept on one page; `rules` are heights of lines across it, `head` is repeated on further pages."""

    height: float
    lines: tuple[Line, ...]
    rules: tuple[float, ...] = ()
    head: "Block | None" = None


def stacked(*blocks: Block) -> Block:
    """Join blocks into one, so that they are kept on one page: a table's title with its first row."""
    height, lines, rules = 0.0, [], []
    for block in blocks:
        lines += [replace(line, y=line.y + height) for line in block.lines]
        rules += [rule + height for rule in block.rules]
        height += block.height
    return Block(height, tuple(lines), tuple(rules), blocks[-1].head)


def paged(blocks: Sequence[Block]) -> list[list[Block]]:
    """Distribute blocks over pages, in order."""
    pages: list[list[Block]] = [[]]
    room = BOTTOM - TOP
    for block in blocks:
        if block.height > room:
            pages.append([block.head] if block.head else [])
            room = BOTTOM - TOP - sum(one.height for one in pages[-1])
        pages[-1].append(block)
        room -= block.height
    return pages
