"""Passes ordered for many at once: a department, or the rows of a file."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Batch:
    """An order: `source` is the name of the department or file, `total` the number of passes it requests."""

    id: UUID
    organisation_id: UUID
    issuer_id: UUID
    type: str
    source: str
    days: int
    total: int
    ordered_at: datetime
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """One person's place in an order, counted from 0; settled with a pass, or without where one was not possible."""

    id: UUID
    organisation_id: UUID
    batch_id: UUID
    holder_id: UUID
    place: int
    fields: tuple[tuple[str, str], ...] = ()
    pass_id: UUID | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BatchTally:
    """How many places are settled, and how many of them with a pass."""

    settled: int
    issued: int
