"""Wrapping text: which characters the font has, where a line breaks.

Every line fits its width, whatever the text. A character that the font lacks shows as the replacement character.
"""

import unicodedata
from collections.abc import Callable, Container, Iterator

MISSING = "\ufffd"

Measure = Callable[[str], float]


def printable(text: str, has_glyph: Container[int]) -> str:
    """Return the text as the font can show it: composed, without control characters, missing glyphs replaced."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(
        letter if ord(letter) in has_glyph else MISSING for letter in composed if unicodedata.category(letter)[0] != "C"
    )


def wrap(text: str, width: float, measure: Measure, most: int = 6) -> list[str]:
    """Break the text into lines of at most `width`, between words where it can; `most` lines, then an ellipsis."""
    if measure(text) <= width:
        return [text]
    lines = list(_lines(text, width, measure))
    if len(lines) > most:
        lines = [*lines[: most - 1], _ending(lines[most - 1], width, measure)]
    return lines


def _lines(text: str, width: float, measure: Measure) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if measure(longer) <= width:
            line = longer
            continue
        if line:
            yield line
        *full, line = _pieces(word, width, measure)
        yield from full
    yield line


def _pieces(word: str, width: float, measure: Measure) -> list[str]:
    pieces = [""]
    for letter in word:
        if measure(pieces[-1] + letter) > width and pieces[-1]:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _ending(line: str, width: float, measure: Measure) -> str:
    while line and measure(f"{line}…") > width:
        line = line[:-1]
    return f"{line}…"
