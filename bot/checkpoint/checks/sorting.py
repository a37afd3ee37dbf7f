"""Sorts the texts of codes before anything is read from the database. Pure.

Only a text signed by us is ever looked up; a text of another organisation counts as a foreign one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from bot.passes.codes import CodePurpose, Codes, Parsed

_PASSES = frozenset({CodePurpose.LIVE_PASS, CodePurpose.PRINTED_PASS})


class Sort(Enum):
    """What a text is. The first two accuse somebody, so a picture must be read twice before they become verdicts."""

    FOREIGN = "foreign"
    """Not a payload of ours."""
    FORGED = "forged"
    """A payload of our shape with a false signature."""
    GENUINE = "genuine"
    """A payload made by us, for this organisation or another."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """A text and what it is; `parsed` is set for all but foreign texts."""

    text: str
    sort: Sort
    parsed: Parsed | None

    @property
    def accuses(self) -> bool:
        """Return whether the verdict would accuse somebody."""
        match self.sort:
            case Sort.FOREIGN | Sort.FORGED:
                return True
            case Sort.GENUINE:
                return False
            case _:
                assert_never(self.sort)

    def of(self, organisation_tag: bytes) -> bool:
        """Return whether we made it for this organisation."""
        return (
            self.sort is Sort.GENUINE and self.parsed is not None and self.parsed.organisation_tag == organisation_tag
        )

    def claims_pass(self, organisation_tag: bytes) -> bool:
        """Return whether it is shown as a pass of this organisation: a pass, or an imitation of our codes."""
        if self.sort is Sort.FORGED:
            return True
        return self.parsed is not None and self.of(organisation_tag) and self.parsed.purpose in _PASSES

    def puts_on_duty(self, organisation_tags: Collection[bytes]) -> bool:
        """Return whether it is a service QR of one of these organisations."""
        return (
            self.parsed is not None
            and self.parsed.purpose is CodePurpose.SERVICE_QR
            and any(self.of(tag) for tag in organisation_tags)
        )


def sort_text(codes: Codes, text: str) -> Sorted:
    """Sort the text of a QR code, or a bare start payload."""
    parsed = codes.parse(codes.payload_of(text) or text)
    if parsed is None:
        return Sorted(text, Sort.FOREIGN, None)
    return Sorted(text, Sort.GENUINE if parsed.genuine else Sort.FORGED, parsed)
