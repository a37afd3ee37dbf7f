"""Sorts what a code says before any row is looked at. Pure.

Promises: only a text whose seal is ours is ever looked up, and a text of another organisation's is a stranger's.
"""

from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from bot.passes.codes import Codes, Parsed


class Sort(Enum):
    """What a text is. The first two accuse, so that a picture must be read twice before they are said."""

    FOREIGN = "foreign"
    """Not ours at all."""
    FORGED = "forged"
    """Our shape, a false seal."""
    GENUINE = "genuine"
    """Made by us, for this organisation or another."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """A text with what it is; `parsed` is there for all but foreign ones."""

    text: str
    sort: Sort
    parsed: Parsed | None

    @property
    def accuses(self) -> bool:
        """Say whether its verdict would accuse somebody."""
        match self.sort:
            case Sort.FOREIGN | Sort.FORGED:
                return True
            case Sort.GENUINE:
                return False
            case _:
                assert_never(self.sort)

    def of(self, organisation_tag: bytes) -> bool:
        """Say whether we made it for this organisation."""
        return (
            self.sort is Sort.GENUINE and self.parsed is not None and self.parsed.organisation_tag == organisation_tag
        )


def sort_text(codes: Codes, text: str) -> Sorted:
    """Sort the text of a QR code, or a bare start payload."""
    parsed = codes.parse(codes.payload_of(text) or text)
    if parsed is None:
        return Sorted(text, Sort.FOREIGN, None)
    return Sorted(text, Sort.GENUINE if parsed.genuine else Sort.FORGED, parsed)
