"""Revoked certificates and the lists that publish them, and what they need of the storage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NewType, Protocol
from uuid import UUID

from bot.crypto.revocation import Revoked
from bot.due_rows import DueRow

CrlPages = NewType("CrlPages", str)
"""The address before the name of a list, where lists are served; empty where they are not."""


@dataclass(frozen=True, slots=True)
class IssuedList:
    """A list (DER) as it was issued: its number counts from 1 without gaps; `entries` is how many it lists."""

    id: UUID
    organisation_id: UUID
    number: int
    entries: int
    made_at: datetime
    content: bytes


class Revocations(Protocol):
    """The revoked certificates of organisations, and their lists."""

    async def add(self, organisation_id: UUID, revocation_id: UUID, revoked: Revoked) -> bool:
        """Store that a certificate is revoked, once; False when it was revoked before."""
        ...

    async def of(self, organisation_id: UUID) -> Sequence[Revoked]:
        """Return the revoked certificates of an organisation, oldest first."""
        ...

    async def due(self, pages: CrlPages, before: datetime, most: int) -> list[DueRow]:
        """Return the organisations, as rows, whose newest list is from before `before` or lacks a revocation.

        So are those that have no list, and those with another address for lists.
        """
        ...

    async def is_due(self, organisation_id: UUID, pages: CrlPages, before: datetime) -> bool:
        """Return whether `due` would return this organisation."""
        ...

    async def newest_list(self, organisation_id: UUID) -> IssuedList | None:
        """Return the list with the highest number."""
        ...

    async def add_list(self, issued: IssuedList) -> bool:
        """Keep a list, once; False when there is one of its number."""
        ...


class HasRevocations(Protocol):
    """A transaction in which lists can be read."""

    @property
    def revocations(self) -> Revocations:
        """The revoked certificates and the lists that publish them."""
        ...


async def newest_lists(tx: HasRevocations, organisation_id: UUID) -> tuple[bytes, ...]:
    """Return the newest list (DER) of an organisation, if there is one."""
    newest = await tx.revocations.newest_list(organisation_id)
    return (newest.content,) if newest else ()
