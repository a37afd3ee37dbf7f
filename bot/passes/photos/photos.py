"""Holders' photos: one in use per person, and at most one that waits for a manager's eye."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.passes.photos.faces import FaceCheck


class PhotoState(StrEnum):
    """Where a photo stands; one that was refused or replaced is forgotten, and the ledger alone tells of it."""

    WAITING = "waiting"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Photo:
    """A portrait (JPEG blob `sha256`, hex) that a person or a manager sent, and who decided about it.

    `face_check` is what a machine saw in it, as advice for who decides; None where none could look.
    """

    id: UUID
    organisation_id: UUID
    person_id: UUID
    sha256: str
    state: PhotoState
    sent_at: datetime
    decided_at: datetime | None = None
    decided_by_id: UUID | None = None
    face_check: FaceCheck | None = None
