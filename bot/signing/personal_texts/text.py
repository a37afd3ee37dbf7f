"""A personal text as values: fields, paragraphs, and the refusals of texts that cannot be sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.errors import InputRefused

LONGEST = 60_000
"""Characters of a text: some thirty pages."""


class FieldUnknownRefused(InputRefused):
    """The text has a field that nobody can fill. Facts: field (as written)."""


class NoFieldRefused(InputRefused):
    """The text has no field: everyone would get the same."""


class TextEmptyRefused(InputRefused):
    """There is no text."""


class TextLongRefused(InputRefused):
    """The text is too long. Facts: most (characters)."""


class Field(StrEnum):
    """A field that a text can contain."""

    NAME = "name"
    POSITION = "position"
    DEPARTMENT = "department"
    NUMBER = "number"
    DATE = "date"
    DEADLINE = "deadline"
    TITLE = "title"
    ORGANISATION = "organisation"
    AUTHOR = "author"


class LineStyle(StrEnum):
    """How a line of the text is drawn."""

    HEADING = "heading"
    SUBHEADING = "subheading"
    ITEM = "item"
    PLAIN = "plain"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line: words, or a field to be filled; bold or not."""

    what: str | Field
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text."""

    style: LineStyle
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Setup:
    """What is the same in all copies: the metadata of their files."""

    title: str
    language: str
    made_at: datetime


Values = Mapping[Field, str]
"""What fills one copy: every field, one line each, perhaps empty."""
