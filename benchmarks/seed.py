"""A bot's database with rows in it before the bot starts: an organisation, people with accounts, notices to them."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from uuid import uuid4

from bot.crypto.authority import mint_ca
from bot.ids import EventId
from bot.monitoring.queues import OutboxStanding
from bot.notices.outbox import NewNotice
from bot.settings import read_settings
from bot.staff.models import Account, Organisation, OrganisationKeys, Person, Role
from bot.staff.notices import PersonRegistered
from bot.startup.master_key import open_cipher
from storage.opening import open_store
from storage.transaction import Store

_CHUNK = 5000


@dataclass(frozen=True, slots=True)
class SeededDatabase:
    """A database with one organisation, which works round the clock so that no notice waits for the morning."""

    store: Store
    organisation: Organisation

    async def add_people(self, telegram_ids: Sequence[int]) -> list[Person]:
        """Add a registered person for each of these Telegram ids."""
        blank = Person(uuid4(), self.organisation.id, None, "Sample", "", "", None, None, Role.EMPLOYEE, _now())
        people = [replace(blank, id=uuid4(), name=f"Sample {number}") for number in telegram_ids]
        async with self.store.transaction() as tx:
            await tx.people.add(people)
            for person, telegram_id in zip(people, telegram_ids, strict=True):
                bound = (person.id, telegram_id, "uk", "+380501112233", b"", b"", "1", "1", _now(), "link")
                await tx.accounts.add(Account(uuid4(), self.organisation.id, *bound))
        return people

    async def add_notices(self, people: Sequence[Person], amount: int) -> None:
        """Add so many notices, to one person after the other; the text of each carries its number, from 0."""
        for begin in range(0, amount, _CHUNK):
            numbers = range(begin, min(begin + _CHUNK, amount))
            async with self.store.transaction() as tx:
                await tx.outbox.add([self._notice(number).to(people[number % len(people)].id) for number in numbers])

    async def count_notices(self) -> OutboxStanding:
        """Return how many notices there are of each outcome."""
        return await self.store.queues.outbox(_now())

    def _notice(self, number: int) -> NewNotice:
        event_id = EventId(f"benchmark:{number}")
        return NewNotice(self.organisation.id, uuid4(), PersonRegistered(f"№{number}"), event_id, _now())


@asynccontextmanager
async def seeded_database(settings: dict[str, str]) -> AsyncIterator[SeededDatabase]:
    """Open the database of a bot with these settings, and add an organisation."""
    given = {name.lower(): value for name, value in settings.items() if value}
    read = read_settings(_env_file=None, **given)
    store = await open_store(read, open_cipher(read))
    hours = (frozenset(range(1, 8)), time(0), time(23, 59))
    ca = mint_ca("Sample Works", _now())
    works = Organisation(uuid4(), b"tag1", "Sample Works", "uk", "Europe/Kyiv", *hours, ca.certificate, b"", _now())
    async with store.transaction() as tx:
        await tx.organisations.add(works, OrganisationKeys(ca.private, b""))
    try:
        yield SeededDatabase(store, works)
    finally:
        await store.close()


def _now() -> datetime:
    return datetime.now(UTC)
