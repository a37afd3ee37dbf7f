"""Holders' photos: one in use per person, and at most one that waits for a manager's eye."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class PhotoState(StrEnum):
    """Where a photo stands; only those that wait or are approved are kept as files."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Photo:
    """A portrait (JPEG blob `sha256`, hex) that a person or a manager sent, and who decided about it."""

    id: UUID
    organisation_id: UUID
    person_id: UUID
    sha256: str
    state: PhotoState
    sent_at: datetime
    decided_at: datetime | None = None
    decided_by_id: UUID | None = None
