"""Passes: verifiable documents that an organisation issues to a holder, and the live codes that show them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

LIVE_CODE_LIVES = timedelta(minutes=3)
LONGEST_VALIDITY = timedelta(days=5 * 366)


class PassType(StrEnum):
    """The ready-made types: passes that an organisation issues, then documents that the state issued."""

    STAFF = "staff"
    STUDENT = "student"
    VISITOR = "visitor"
    VEHICLE = "vehicle"
    PARKING = "parking"
    LIBRARY = "library"
    CONTRACTOR = "contractor"
    ID_CARD = "id-card"
    FOREIGN_PASSPORT = "foreign-passport"
    TAXPAYER_CARD = "taxpayer-card"
    STUDENT_CARD = "student-card"
    BIRTH_CERTIFICATE = "birth-certificate"
    IDP_CERTIFICATE = "idp-certificate"
    DRIVING_LICENCE = "driving-licence"
    VEHICLE_REGISTRATION = "vehicle-registration"
    PENSION_CARD = "pension-card"
    RESIDENCE_PERMIT = "residence-permit"


@dataclass(frozen=True, slots=True)
class Pass:
    """A pass; `photo_sha256` (hex) names the holder's photo, a JPEG blob.

    `type` is a ready-made type's word or an own type's name; `fields` maps the type's labels to values.
    A pass with `photo_wanted_at` is not valid before the holder's photo has been approved.
    """

    id: UUID
    organisation_id: UUID
    type: str
    holder_id: UUID
    number: str
    photo_sha256: str | None
    issued_by_id: UUID
    issued_at: datetime
    valid_from_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    photo_wanted_at: datetime | None = None
    fields: tuple[tuple[str, str], ...] = ()

    def over_at(self, now: datetime) -> bool:
        """Return whether the pass can never be valid again: it was revoked or has expired."""
        return self.revoked_at is not None or now >= self.expires_at

    def good_at(self, now: datetime) -> bool:
        """Return whether the pass is valid now."""
        return self.valid_from_at <= now and self.ready_at(now)

    def ready_at(self, now: datetime) -> bool:
        """Return whether the pass is valid now or will be by itself: a card can be printed before its first day."""
        return not self.over_at(now) and self.photo_wanted_at is None


@dataclass(frozen=True, slots=True)
class LiveCode:
    """A code that shows one pass, is valid for `LIVE_CODE_LIVES` and for one check.

    `code_id` are the 12 random bytes that its QR carries; `typed_index` is the keyed index of its typed form.
    """

    id: UUID
    code_id: bytes
    typed_index: bytes
    organisation_id: UUID
    pass_id: UUID
    minted_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    used_by_check_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """The code on a printed card: valid as long as its pass, for any number of checks, until `ended_at`.

    `typed` are the twelve symbols printed beside the QR, encrypted at rest; `typed_index` finds them.
    """

    id: UUID
    code_id: bytes
    typed: str
    typed_index: bytes
    organisation_id: UUID
    pass_id: UUID
    minted_at: datetime
    ended_at: datetime | None = None
