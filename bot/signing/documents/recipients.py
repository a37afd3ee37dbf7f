"""Shows a manager the possible recipients of a document, while they choose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.signing.documents.audience import Audience, departments, recipients
from bot.signing.ports import ReadSigning
from bot.staff.access import present_manager
from bot.staff.models import Person, Speaker
from bot.staff.people.people import Listed

PAGE = 8
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen recipients: how many people they are, the names of the first, whether the sender is among them."""

    audience: Audience
    number: int
    names: tuple[str, ...]
    with_sender: bool

    @classmethod
    def of(cls, audience: Audience, people: Sequence[Person], sender: Speaker) -> "Choice":
        """Return the choice that these people are."""
        with_sender = any(person.id == sender.person.id for person in people)
        return cls(audience, len(people), tuple(person.name for person in people[:SHOWN]), with_sender)


@dataclass(frozen=True, slots=True)
class CountRecipients:
    """For managers."""

    read: ReadSigning

    async def __call__(self, speaker: Speaker, audience: Audience, *, now: datetime) -> Choice:
        """Return how many registered people a choice has now."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            found = await recipients(tx, speaker.organisation.id, audience, now)
        return Choice.of(audience, found, speaker)


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
