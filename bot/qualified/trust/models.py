"""Trusted lists as they are kept, and how importing one can be refused."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from bot.errors import InputRefused, StateRefused

GRACE: Final = timedelta(days=7)
"""How long a list is used after the moment at which its operator promised the next one."""


class ListUnreadableRefused(InputRefused):
    """The file is no trusted list by ETSI TS 119 612."""


class ListUnsignedRefused(InputRefused):
    """The list's signature is wrong, or not the operator's, whose certificate was valid when it was issued."""


class ListOperatorChangedRefused(StateRefused):
    """The list is signed by another operator than the one that is pinned."""


class ListOlderRefused(StateRefused):
    """A newer issue of the list is loaded already."""


class ListExpiredRefused(InputRefused):
    """The list is out of date."""


@dataclass(frozen=True, slots=True)
class Operator:
    """Who signs a list: the certificate (DER), its subject, and its SHA-256 in hexadecimal digits."""

    certificate: bytes = field(repr=False)
    name: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class TrustedList:
    """A list as it was imported; `operator` is the pinned certificate (DER).

    `pinned_at` is when that certificate was first accepted.
    """

    name: str
    territory: str
    number: int
    issued_at: datetime
    next_update_at: datetime | None
    operator: bytes = field(repr=False)
    operator_name: str
    pinned_at: datetime
    imported_at: datetime
    xml: bytes = field(repr=False)

    def is_in_force(self, now: datetime) -> bool:
        """Return whether the list may still be used. One that names no next issue was closed by its operator."""
        return self.next_update_at is not None and now <= self.next_update_at + GRACE
