"""Holders' photos: one approved per person, and at most one that waits for approval."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.passes.photos.faces import FaceCheck


class PhotoState(StrEnum):
    """The state of a photo; one that was refused or replaced is removed and remains only in the ledger."""

    WAITING = "waiting"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Photo:
    """A portrait (JPEG blob `sha256`, hex) that a person or a manager sent, and who decided about it.

    `face_check` is the result of the face check, as advice for whoever decides; None where it was not done.
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
