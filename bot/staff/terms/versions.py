"""Terms: the privacy notice and the agreement, the organisation's own or the standard ones.

A version stands for exact texts and never changes. A person who agreed to one must agree again to another.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

STANDARD = "2026-11.3"
"""The version of the standard texts (``terms-…`` in ``locales/``); to be changed with them."""

EVERYONE = "any"
"""In place of a language: one text for all."""

LONGEST = 1500
"""Characters of one text: an invitation shows two of them in one Telegram message of 4096."""


class TermsKind(StrEnum):
    """One of the two texts."""

    PRIVACY = "privacy"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class Terms:
    """One version of an organisation's text, counted from 1; `texts` by language, empty for the standard text.

    `set_by_id` is None for the command line.
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
        """Return the name of the version."""
        return f"own-{self.number}" if self.texts else STANDARD

    def text(self, language: str) -> str | None:
        """Return the text for a reader: in their language, else for everyone, else any; None for the standard text."""
        for known in (language, EVERYONE, *sorted(self.texts)):
            if known in self.texts:
                return str(self.texts[known])
        return None


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions that a person agreed to, or is asked to agree to."""

    privacy: str
    agreement: str


@dataclass(frozen=True, slots=True)
class TermsInForce:
    """The terms of an organisation now; None stands for the standard text."""

    own: dict[TermsKind, Terms | None] = field(default_factory=dict)

    @property
    def versions(self) -> Versions:
        """Return the versions of both texts."""
        return Versions(self._version(TermsKind.PRIVACY), self._version(TermsKind.AGREEMENT))

    def text(self, kind: TermsKind, language: str) -> str | None:
        """Return the organisation's own text for a reader; None for the standard text."""
        terms = self.own.get(kind)
        return terms.text(language) if terms else None

    def _version(self, kind: TermsKind) -> str:
        terms = self.own.get(kind)
        return terms.version if terms else STANDARD


class TermsVersions(Protocol):
    """The versions of the organisations' own terms; none is ever changed or removed."""

    async def in_force(self, organisation_id: UUID) -> TermsInForce:
        """Return the newest version of each kind."""
        ...

    async def all(self, organisation_id: UUID) -> list[Terms]:
        """Return every version there ever was, oldest first."""
        ...

    async def add(self, terms: Terms) -> None:
        """Add a version, once."""
        ...

    async def next_number(self, organisation_id: UUID, kind: TermsKind) -> int:
        """Return the number of the next version, and lock it until the transaction ends."""
        ...
