"""Passes: verifiable documents that an organisation issues to a holder, and the live codes that show them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

LIVE_CODE_LIVES = timedelta(minutes=3)
LONGEST_VALIDITY = timedelta(days=5 * 366)


class PassType(StrEnum):
    """The types that come ready."""

    STAFF = "staff"
    STUDENT = "student"
    VISITOR = "visitor"
    VEHICLE = "vehicle"
    PARKING = "parking"
    LIBRARY = "library"
    CONTRACTOR = "contractor"


@dataclass(frozen=True, slots=True)
class Pass:
    """What the organisation issued to a holder; `photo_sha256` (hex) names the holder's photo, a JPEG blob.

    `type` is a ready type's word or an own type's name; `fields` are its labels, each with what stands there.
    A pass with `photo_wanted_at` is not shown before the holder's photo has been approved.
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
        """Say whether the pass will never be good again: revoked, or past its time."""
        return self.revoked_at is not None or now >= self.expires_at

    def good_at(self, now: datetime) -> bool:
        """Say whether the pass lets its holder through now."""
        return self.valid_from_at <= now and self.ready_at(now)

    def ready_at(self, now: datetime) -> bool:
        """Say whether nothing but its day may be missing: a card can be printed before that comes."""
        return not self.over_at(now) and self.photo_wanted_at is None


@dataclass(frozen=True, slots=True)
class LiveCode:
    """A code that shows one pass, lives `LIVE_CODE_LIVES` and works once.

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
    """The code on a printed card: lives as long as its pass, works again and again, until `ended_at`.

    `typed` are the twelve symbols that stand beside the QR, sealed at rest; `typed_index` finds them.
    """

    id: UUID
    code_id: bytes
    typed: str
    typed_index: bytes
    organisation_id: UUID
    pass_id: UUID
    minted_at: datetime
    ended_at: datetime | None = None
