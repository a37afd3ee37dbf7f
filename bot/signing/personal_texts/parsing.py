"""Parsing a personal text: its lines, its bold words, its fields. Pure.

The markup is the part of Markdown that people type anyway: ``#`` and ``##`` before a heading, ``-`` before an item,
``**bold**``. A line is a line. ``{{`` and ``}}`` stand for braces.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from bot.signing.personal_texts.text import (
    LONGEST,
    Field,
    FieldUnknownRefused,
    LineStyle,
    NoFieldRefused,
    Paragraph,
    Run,
    TextEmptyRefused,
    TextLongRefused,
)
from bot.staff.roster.files.table import decode
from bot.staff.roster.rows import RosterUnreadableRefused
from bot.texts.lines import visible

_SHOWN = 40
_NAMES = (".txt", ".md", ".markdown")
_MOST_BYTES = 4 * LONGEST
_PIECE = re.compile(r"(\{\{|\}\})|\{([^{}\n]{1,200})\}|(\*\*)")
_LINE_STYLES = (
    (re.compile(r"#\s+(?=\S)"), LineStyle.HEADING),
    (re.compile(r"#{2,6}\s+(?=\S)"), LineStyle.SUBHEADING),
    (re.compile(r"\s*[-*•]\s+(?=\S)"), LineStyle.ITEM),
)
_APOSTROPHES = dict.fromkeys(map(ord, "'`’ʼ‘´"), None)
_WORDS: Mapping[Field, str] = {
    Field.NAME: "name|full name|імя|піб|повне імя|имя|фио|полное имя",
    Field.POSITION: "position|job|job title|посада|должность",
    Field.DEPARTMENT: "department|підрозділ|відділ|подразделение|отдел",
    Field.NUMBER: "number|personnel number|номер|табельний номер|табельный номер",
    Field.DATE: "date|today|дата|сьогодні|сегодня",
    Field.DEADLINE: "deadline|due|строк|термін|до|срок",
    Field.TITLE: "title|document|назва|документ|название",
    Field.ORGANISATION: "organisation|organization|company|організація|компанія|организация|компания",
    Field.AUTHOR: "author|manager|автор|керівник|руководитель",
}
_KNOWN = {word: field for field, words in _WORDS.items() for word in words.split("|")}


def parse_text(text: str) -> tuple[Paragraph, ...]:
    """Read a text; FieldUnknownRefused, NoFieldRefused, TextEmptyRefused or TextLongRefused."""
    if not text.strip():
        raise TextEmptyRefused
    if len(text) > LONGEST:
        raise TextLongRefused(most=LONGEST)
    paragraphs = tuple(_paragraph(line.rstrip()) for line in text.strip("\r\n").splitlines())
    if not fields_of(paragraphs):
        raise NoFieldRefused
    return paragraphs


def fields_of(paragraphs: tuple[Paragraph, ...]) -> frozenset[Field]:
    """Return which fields a text has."""
    runs = (run.what for paragraph in paragraphs for run in paragraph.runs)
    return frozenset(what for what in runs if isinstance(what, Field))


def parse_file(content: bytes, file_name: str) -> str | None:
    """Return the text of a file that asks to be filled; None for any other file.

    A ``.txt`` or ``.md`` file without a known field is a document as it is; with one, the refusals are `parse_text`'s.
    """
    if not file_name.lower().endswith(_NAMES) or len(content) > _MOST_BYTES:
        return None
    try:
        text = visible(decode(content))
    except RosterUnreadableRefused:
        return None
    if not any(_field(found[2]) for found in _PIECE.finditer(text) if found[2]):
        return None
    parse_text(text)
    return text


def _paragraph(line: str) -> Paragraph:
    if not line.strip():
        return Paragraph(LineStyle.GAP)
    for mark, style in _LINE_STYLES:
        found = mark.match(line)
        if found:
            return Paragraph(style, tuple(_runs(line[found.end() :])))
    return Paragraph(LineStyle.PLAIN, tuple(_runs(line)))


def _runs(line: str) -> Iterator[Run]:
    at, bold = 0, False
    for found in _PIECE.finditer(line):
        if found.start() > at:
            yield Run(line[at : found.start()], bold)
        at = found.end()
        brace, name, _ = found.groups()
        if brace:
            yield Run(brace[0], bold)
        elif name is not None:
            yield Run(_require(name), bold)
        else:
            bold = not bold
    if at < len(line):
        yield Run(line[at:], bold)


def _require(name: str) -> Field:
    field = _field(name)
    if field is None:
        raise FieldUnknownRefused(field=name.strip()[:_SHOWN])
    return field


def _field(name: str) -> Field | None:
    plain = unicodedata.normalize("NFKC", name).translate(_APOSTROPHES).casefold()
    return _KNOWN.get(" ".join(re.split(r"[\s_-]+", plain.strip())))
