"""Terms: the privacy notice and the agreement, in the organisation's own words or the house's.

A version names exact words for ever: whoever agreed to one is asked again when another is in force.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

STANDARD = "2026-11.2"
"""The version of the house's own words (``terms-…`` in ``locales/``): changed whenever they are."""

EVERYONE = "any"
"""Stands for a language where one text is for all."""

LONGEST = 1500
"""Characters of one text: an invitation shows two of them in one Telegram message of 4096."""


class TermsKind(StrEnum):
    """Which of the two texts."""

    PRIVACY = "privacy"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class Terms:
    """One version of an organisation's text, counted from 1; `texts` by language, none for the house's own words.

    `set_by_id` is None for who runs the server.
    """

    id: UUID
    organisation_id: UUID
    kind: TermsKind
    number: int
    texts: dict[str, str | int]
    set_by_id: UUID | None
    set_at: datetime

    @property
    def version(self) -> str:
        """Name the exact words."""
        return f"own-{self.number}" if self.texts else STANDARD

    def text(self, language: str) -> str | None:
        """Return the words for a reader: in their language, else for everyone, else any; None for the house's own."""
        for known in (language, EVERYONE, *sorted(self.texts)):
            if known in self.texts:
                return str(self.texts[known])
        return None


@dataclass(frozen=True, slots=True)
class Versions:
    """Which words a person agreed to, or is asked to."""

    privacy: str
    agreement: str


@dataclass(frozen=True, slots=True)
class TermsInForce:
    """What an organisation's people agree to now; None stands for the house's own words."""

    own: dict[TermsKind, Terms | None] = field(default_factory=dict)

    @property
    def versions(self) -> Versions:
        """Name the exact words of both."""
        return Versions(self._version(TermsKind.PRIVACY), self._version(TermsKind.AGREEMENT))

    def text(self, kind: TermsKind, language: str) -> str | None:
        """Return the organisation's words for a reader; None for the house's own."""
        terms = self.own.get(kind)
        return terms.text(language) if terms else None

    def _version(self, kind: TermsKind) -> str:
        terms = self.own.get(kind)
        return terms.version if terms else STANDARD


class TermsKept(Protocol):
    """The organisations' own words; no version is ever changed or removed."""

    async def in_force(self, organisation_id: UUID) -> TermsInForce:
        """Return the newest version of each kind."""
        ...

    async def all(self, organisation_id: UUID) -> list[Terms]:
        """Return every version there ever was, oldest first."""
        ...

    async def add(self, terms: Terms) -> None:
        """Keep a new version; left as it is when there already."""
        ...

    async def next_number(self, organisation_id: UUID, kind: TermsKind) -> int:
        """Return the number of the next version; no two transactions get the same."""
        ...
