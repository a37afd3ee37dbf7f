"""Petitions: what a person asks of those who run the organisation. The row decides: once, and in time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Ask(StrEnum):
    """What is asked for."""

    PIN_RESET = "pin-reset"
    ERASURE = "erasure"


class Stage(StrEnum):
    """Where a petition stands; ASKED and APPROVED are living, and a person has one living petition of each kind."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    DONE = "done"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Petition:
    """One asking, by one account; nothing comes of it from `expires_at` on."""

    id: UUID
    organisation_id: UUID
    person_id: UUID
    account_id: UUID
    ask: Ask
    stage: Stage
    asked_at: datetime
    expires_at: datetime
    decided_by_id: UUID | None = None
    decided_at: datetime | None = None
