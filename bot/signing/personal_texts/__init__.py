"""Personal texts: one text with fields in braces, of which everyone gets a copy of their own, as a PDF.

Promises that a field is known or refused by its name, and that what fills a field is never read as markup. Never draws
here: `draw_copies` runs in worker processes.
"""

from collections.abc import Mapping, Sequence
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
    """The text is longer than a document anybody reads on a phone. Facts: most (characters)."""


class Field(StrEnum):
    """What a text can be filled with."""

    NAME = "name"
    POSITION = "position"
    DEPARTMENT = "department"
    NUMBER = "number"
    DATE = "date"
    DEADLINE = "deadline"
    TITLE = "title"
    ORGANISATION = "organisation"
    AUTHOR = "author"


class Look(StrEnum):
    """How a line of the text stands on paper."""

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

    look: Look
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Setup:
    """What is the same in all copies: the metadata of their files."""

    title: str
    language: str
    made_at: datetime


Values = Mapping[Field, str]
"""What fills one copy: every field, one line each, perhaps empty."""


def draw_copies(text: str, setup: Setup, values: Sequence[Values]) -> list[bytes]:
    """Draw a copy for each of `values` as a PDF of A4 pages, in their order.

    Raises the refusals of this module. Takes some 0.1 s a copy, and imports fpdf2: call it in a worker process.
    """
    from bot.signing.personal_texts.printing import printed  # noqa: PLC0415 - fpdf2 is heavy: only workers load it

    return printed(text, setup, values)


def draw_text(paragraphs: Sequence[Paragraph], setup: Setup) -> bytes:
    """Draw paragraphs without fields as a PDF of A4 pages; call it as `draw_copies`."""
    from bot.signing.personal_texts.printing import printed_text  # noqa: PLC0415 - as above

    return printed_text(paragraphs, setup)
