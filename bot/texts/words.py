"""Strict Fluent texts: an unknown id and a missing or surplus variable raise; nothing is guessed.

`Texts` holds all languages; `Texts.words(language)` returns a `Words`, which is called with a text's id and its
variables. What people and files put into a text is escaped, because every message is sent as HTML; button labels and
alerts, which Telegram shows as they are, come from `Words.plain`.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from itertools import zip_longest
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fluent.runtime import FluentBundle
from fluent.runtime.types import FluentNumber, FluentType, fluent_number
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.texts.days import show_day
from bot.texts.full_stops import single_full_stops
from bot.texts.language import Language
from bot.texts.quotes import nest_quotes

LOCALES = Path(__file__).resolve().parents[2] / "locales"

Value = str | int | datetime

_ENTRY = re.compile(r"^([a-zA-Z][\w-]*) *=", re.MULTILINE)


class TextError(LookupError):
    """A text was used in a way its file does not know: a bug found by the tests."""


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()
        self.messages: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - Fluent's visitor asks for it
        self.names.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - as above
        self.messages.add(node.id.name)


@dataclass(frozen=True)
class Words:
    """One language's texts, with dates in `zone`."""

    language: Language
    zone: ZoneInfo
    _texts: "_Language"

    def __call__(self, text_id: str, /, **variables: Value) -> str:
        """Return a message as HTML: the text's own tags stay, the variables are escaped."""
        if not variables:
            return self._texts.fixed(text_id)
        return self._texts.format(text_id, {name: self._told(value, escaped=True) for name, value in variables.items()})

    def plain(self, text_id: str, /, **variables: Value) -> str:
        """Return a button's label or an alert: no HTML, nothing escaped."""
        if not variables:
            return self._texts.fixed(text_id)
        return self._texts.format(
            text_id, {name: self._told(value, escaped=False) for name, value in variables.items()}
        )

    def at(self, zone: str) -> "Words":
        """Return the same texts with dates in another time zone (an IANA name)."""
        return Words(self.language, ZoneInfo(zone), self._texts)

    def moment(self, at: datetime) -> str:
        """Format a moment in full: 22.11.2026 14:05."""
        return f"{self.day(at)} {at.astimezone(self.zone):%H:%M}"

    def day(self, at: datetime) -> str:
        """Format the day of a moment: 22.11.2026."""
        return show_day(at.astimezone(self.zone).date())

    def _told(self, value: Value, *, escaped: bool) -> FluentType | str | FluentNumber:
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, int):
            return fluent_number(value, useGrouping=False)
        return html.escape(value, quote=False) if escaped else value


class _Language:
    """The texts of a language, parsed at their first use; Fluent's bundle is made for the first text that needs it.

    All texts of a language take a second on a small machine; its bundle loads three megabytes of babel's data.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        self._parser = FluentParser(with_spans=False)  # nobody asks where in its file a text stands
        self._sources: dict[str, str] = {}
        for path in sorted((LOCALES / language).glob("*.ftl")):
            self._sources.update(_entries(path.read_text(encoding="utf-8")))

    def ids(self) -> set[str]:
        return set(self._sources)

    @cache  # noqa: B019 - a language lives as long as the process
    def variables(self, text_id: str) -> frozenset[str]:
        seen = self._names(text_id)
        return frozenset(seen.names).union(*(self.variables(other) for other in seen.messages))

    @cache  # noqa: B019 - as above
    def fixed(self, text_id: str) -> str:
        """Return a text that takes no variables."""
        value = self._message(text_id).value
        if value is not None and all(isinstance(each, ast.TextElement) for each in value.elements):
            return "".join(each.value for each in value.elements)
        return self.format(text_id, {})

    def format(self, text_id: str, variables: Mapping[str, Any]) -> str:
        if self.variables(text_id) != variables.keys():
            wanted, given = sorted(self.variables(text_id)), sorted(variables)
            raise TextError(f"text {text_id!r} takes {wanted}, was given {given}")
        text, errors = self._bundle.format_pattern(self._pattern(text_id), dict(variables))
        if errors:
            raise TextError(f"text {text_id!r}: {errors}")
        return "\n".join(single_full_stops(nest_quotes(self._language, line)) for line in str(text).split("\n"))

    @cached_property
    def _bundle(self) -> FluentBundle:
        return FluentBundle([self._language], use_isolating=False)

    @cache  # noqa: B019 - as above
    def _pattern(self, text_id: str) -> Any:  # noqa: ANN401 - Fluent's own, of no public type
        """Add a text and those it refers to to the bundle."""
        self._bundle.add_resource(ast.Resource([self._message(text_id)]))
        for other in self._names(text_id).messages:
            self._pattern(other)
        pattern = self._bundle.get_message(text_id).value
        if pattern is None:
            raise TextError(f"text {text_id!r} has no value")
        return pattern

    def _names(self, text_id: str) -> _Variables:
        seen = _Variables()
        seen.visit(self._message(text_id))
        return seen

    @cache  # noqa: B019 - as above
    def _message(self, text_id: str) -> Any:  # noqa: ANN401 - an entry of a file; that each is a text, a test says
        if text_id not in self._sources:
            raise TextError(f"no text {text_id!r}")
        return self._parser.parse_entry(self._sources[text_id])


def _entries(resource: str) -> Iterator[tuple[str, str]]:
    """Split a file into texts with their ids: a line that begins no entry is indented, or closes a brace."""
    starts = list(_ENTRY.finditer(resource))
    for start, following in zip_longest(starts, starts[1:]):
        yield start[1], resource[start.start() : following.start() if following else None]


class Texts:
    """The texts of all languages, each read from its folder at its first use."""

    def __init__(self, default: Language = Language.UK, neighbours: Language = Language.RU) -> None:
        self.default = default
        self.neighbours = neighbours

    @cached_property
    def _languages(self) -> dict[Language, _Language]:
        return {}

    def words(self, language: str | None, zone: str = "UTC") -> Words:
        """Return the texts of a language, or of the nearest one that there is (`Language.nearest`)."""
        known = Language.nearest(language, default=self.default, neighbours=self.neighbours)
        if known not in self._languages:
            self._languages[known] = _Language(known)
        return Words(known, ZoneInfo(zone), self._languages[known])

    def ids(self, language: Language) -> Iterator[tuple[str, frozenset[str]]]:
        """Iterate over a language's text ids, each with its variables."""
        self.words(language)
        texts = self._languages[language]
        yield from sorted((text_id, texts.variables(text_id)) for text_id in texts.ids())
