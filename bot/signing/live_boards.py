"""Boards in the chats of managers: which message shows one, and who reads it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class StaleBoard:
    """A document whose boards do not show its present state since `stale_since`."""

    id: UUID
    organisation_id: UUID
    stale_since: datetime


@dataclass(frozen=True, slots=True)
class BoardReader:
    """A manager who has the board in a message, with their language and time zone.

    `organisation` is the name of the document's organisation if the manager belongs to another one, too.
    """

    person_id: UUID
    telegram_id: int
    message_id: int
    language: str
    time_zone: str
    organisation: str | None
