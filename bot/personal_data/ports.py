"""What dismissal, erasure and the export of personal data need of a storage: all features, and more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from bot.checkpoint.ports import CheckpointTransaction
from bot.signing.ports import SigningTransaction
from bot.transactions import OpenTransaction, ReadTransaction


class AllFeaturesTransaction(SigningTransaction, CheckpointTransaction, Protocol):
    """A transaction over every feature."""


class OpenAllFeatures(OpenTransaction[AllFeaturesTransaction], Protocol):
    """Opens a transaction over every feature, for writing."""


class Erasure(Protocol):
    """Erases the rows that identify a person."""

    async def erase(self, organisation_id: UUID, person_id: UUID, pseudonym: str, now: datetime) -> bool:
        """Replace a dismissed person by a pseudonym, once; False if they are not dismissed or are erased already."""
        ...


class ErasingTransaction(AllFeaturesTransaction, Protocol):
    """A transaction over every feature that can erase."""

    @property
    def erasure(self) -> Erasure:
        """Erasure of the rows that identify a person."""
        ...


class OpenErasing(OpenTransaction[ErasingTransaction], Protocol):
    """Opens a transaction over every feature, for writing."""


class ReadErasing(ReadTransaction[ErasingTransaction], Protocol):
    """Opens a transaction over every feature, for reading only."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many open requests wait for a person, and how many passes they may show."""

    requests: int
    passes: int


class Personal(Protocol):
    """Finds what is kept about a person."""

    async def waiting(self, telegram_id: int, now: datetime) -> Mapping[UUID, Waiting]:
        """Count what waits for each active account of a Telegram user; a dismissed person has none."""
        ...

    async def about(self, organisation_id: UUID, person_id: UUID) -> dict[str, list[dict[str, Any]]]:
        """Return every row about a person, by table; values are JSON's. The ledger's entries come under `ledger`."""
        ...


class PersonalTransaction(AllFeaturesTransaction, Protocol):
    """A transaction over every feature that finds what is kept about a person."""

    @property
    def personal(self) -> Personal:
        """What is kept about people."""
        ...


class OpenPersonal(OpenTransaction[PersonalTransaction], Protocol):
    """Opens a transaction over what is kept about a person, for writing."""


class ReadPersonal(ReadTransaction[PersonalTransaction], Protocol):
    """Opens a transaction over what is kept about a person, for reading only."""
