"""Shows a manager the possible recipients of a document, while they choose."""

from dataclasses import dataclass
from datetime import datetime

from bot.signing.documents.audience import Audience, departments, recipients
from bot.signing.ports import ReadSigning
from bot.staff.access import present_manager
from bot.staff.models import Speaker
from bot.staff.ports import Listed

PAGE = 8
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen recipients: how many people they are, and the names of the first of them."""

    audience: Audience
    number: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountRecipients:
    """For managers."""

    read: ReadSigning

    async def __call__(self, speaker: Speaker, audience: Audience, *, now: datetime) -> Choice:
        """Return how many registered people a choice has now."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            found = await recipients(tx, speaker.organisation.id, audience, now)
        return Choice(audience, len(found), tuple(person.name for person in found[:SHOWN]))


@dataclass(frozen=True, slots=True)
class ListDepartments:
    """For managers."""

    read: ReadSigning

    async def __call__(self, speaker: Speaker, *, now: datetime) -> dict[str, int]:
        """Count the registered people of each department, by its name."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            return await departments(tx, speaker.organisation.id, now)


@dataclass(frozen=True, slots=True)
class FindRecipients:
    """For managers."""

    read: ReadSigning

    async def __call__(self, speaker: Speaker, words: str, *, now: datetime) -> tuple[tuple[Listed, ...], int]:
        """Return the first registered people whom these words find, and how many there are."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            found, total = await tx.people.search(
                speaker.organisation.id, words, now=now, registered_only=True, offset=0, most=PAGE
            )
        return tuple(found), total
