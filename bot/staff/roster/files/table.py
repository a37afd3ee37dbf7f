"""Reads a table in text (CSV): detects the encoding and the separator.

Every encoding in which Ukrainian and Russian lists are still saved is recognised. Unbalanced quotes are refused,
because they would swallow rows. A text whose letters cannot be told is refused rather than guessed.
"""

import csv
import io
import re
from collections.abc import Iterator

from bot.staff.roster.files.lines import Line
from bot.staff.roster.headings import recognise
from bot.staff.roster.rows import RosterEncodingRefused, RosterQuotesRefused, RosterUnreadableRefused

_SEPARATORS = ";,\t|"
_DECLARED = re.compile(r'"?sep=([;,\t|])"?\r?\n?', re.IGNORECASE)
_EIGHT_BIT = ("cp1251", "koi8-u", "cp1125", "mac-cyrillic")
_FREQUENT = frozenset("оаинетрвсклміу")
_SAMPLE = 200_000
_HEAD_LINES = 60
_CONTROL = re.compile(r"[\u0000-\u0008\u000e-\u001f]")
_EXPECTED = re.compile(r"[\t\r\n\u0020-\u024f\u0300-\u052f\u1e00-\u22ff\ufeff]")
"""The characters of lists in Latin and Cyrillic letters."""
_FOREIGN_WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_LATIN_ALONE = re.compile(r"[abd-hj-nq-wzA-Z]")
"""Latin letters that nobody takes for Cyrillic ones."""


def decode(content: bytes) -> str:
    """Return the text. UTF-8 and UTF-16 (marked or not) are certain; the 8-bit Cyrillic sets are told by their letters.

    Raises `RosterUnreadableRefused` for what is no text.
    """
    text = _decoded(content)
    if text is None or _CONTROL.search(text[:_SAMPLE]):
        raise RosterUnreadableRefused
    return text.removeprefix("\ufeff")


def _decoded(content: bytes) -> str | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _try(content, "utf-16")
    sample = content[:_SAMPLE]
    if b"\0" in sample:
        return _unmarked_utf16(content, sample)
    text = _try(content, "utf-8")
    return text if text is not None or _CONTROL.search(sample.decode("latin-1")) else _eight_bit(content)


def _unmarked_utf16(content: bytes, sample: bytes) -> str | None:
    """Choose the byte order by the positions of zero bytes; None if the letters are then of no list."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    text = _try(content, "utf-16-le" if odd > even else "utf-16-be")
    if text is None or len(_EXPECTED.findall(text[:_SAMPLE])) * 10 < len(text[:_SAMPLE]) * 9:
        return None
    return text


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _eight_bit(content: bytes) -> str | None:
    """Choose the encoding in which the letters frequent in both languages are frequent.

    Dashes and quotes have the same bytes in the Western and the Cyrillic encoding of Windows.
    """
    windows = _try(content, "cp1251")
    if windows is not None and windows == _try(content, "cp1252"):
        return windows
    readings = [(encoding, _try(content, encoding)) for encoding in _EIGHT_BIT]
    texts = [text for _, text in readings if text is not None]
    text = max(texts, key=lambda text: _likelihood(text[:_SAMPLE]), default=None)
    if text is not None and _mixed(text[:_SAMPLE]):
        raise RosterEncodingRefused
    return text


def _mixed(text: str) -> bool:
    """Return whether half of the Cyrillic words have Latin letters, too: ``José`` read as if it were Cyrillic."""
    words = _FOREIGN_WORD.findall(text)
    mixed = sum(_LATIN_ALONE.search(word) is not None for word in words)
    return mixed > 0 and mixed * 2 >= len(words)


def _likelihood(text: str) -> int:
    foreign = re.findall(r"[^\x00-\x7f]", text)
    frequent = sum(letter.lower() in _FREQUENT for letter in foreign)
    strange = sum(not letter.isalpha() for letter in foreign)
    broken_case = len(re.findall(r"[а-яєіїґ][А-ЯЄІЇҐ]", text))
    return frequent - 3 * strange - broken_case


def read_table(content: bytes, columns: int) -> Iterator[Line]:
    """Yield each record, up to so many columns, with its number from 1, as a spreadsheet would show it.

    Raises `RosterUnreadableRefused`, `RosterEncodingRefused` and `RosterQuotesRefused`.
    """
    text = decode(content)
    declared = _DECLARED.match(text)
    separator = declared[1] if declared else _separator(text)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, record in enumerate(records, 1):
            if number > 1 or not declared:
                yield Line(number, record[:columns])
    except csv.Error as error:
        raise RosterQuotesRefused(row=number + 1) from error


def _separator(text: str) -> str:
    """Choose the separator that gives a line with the most known headings, then the most cells."""
    lines = text[:_SAMPLE].splitlines()[:_HEAD_LINES]
    return max(_SEPARATORS, key=lambda separator: _score(lines, separator))


def _score(lines: list[str], separator: str) -> tuple[int, int]:
    try:
        records = list(csv.reader(lines, delimiter=separator))
    except csv.Error:
        return 0, 0
    return max((len(recognise(record)) for record in records), default=0), sum(map(len, records))
