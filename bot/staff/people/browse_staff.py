"""Reads the staff list for those who run it, and answers who speaks."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.staff.access import NotAllowedRefused, require_manager
from bot.staff.models import Speaker, Status
from bot.staff.ports import Listed, OpenStaff, ReadStaff

PAGE = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is looked for: by words of name, number or phone, of a status, of a department; nothing set is everyone."""

    words: str = ""
    status: Status | None = None
    department: str | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list can be narrowed to: how many people stand where, and the departments by name."""

    counts: dict[Status, int]
    departments: tuple[str, ...]

    def department(self, key: str) -> str | None:
        """Find a department by its `department_key`."""
        return next((name for name in self.departments if department_key(name) == key), None)


def department_key(name: str) -> str:
    """Name a department in a button: the first 8 hex digits of its name's SHA-256."""
    return hashlib.sha256(name.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class StaffPage:
    """A page of the staff list: `total` are as `wanted`; `registered` of them, where the whole list is wanted."""

    people: tuple[Listed, ...]
    wanted: Wanted
    offset: int
    total: int
    registered: int


@dataclass(frozen=True, slots=True)
class BrowseStaff:
    """Answers a page of the staff list, or one person's card."""

    read: ReadStaff

    async def __call__(self, speaker: Speaker, wanted: Wanted, offset: int, *, now: datetime) -> StaffPage:
        """Return a page of the people wanted; NotAllowedRefused."""
        require_manager(speaker)
        async with self.read() as tx:
            people, total = await tx.people.search(
                speaker.organisation.id,
                wanted.words,
                now=now,
                registered_only=False,
                offset=max(offset, 0),
                most=PAGE,
                status=wanted.status,
                department=wanted.department,
            )
            registered = await tx.people.count_registered(speaker.organisation.id) if wanted == Wanted() else 0
        return StaffPage(tuple(people), wanted, max(offset, 0), total, registered)


@dataclass(frozen=True, slots=True)
class ListFilters:
    """Answers what the staff list can be narrowed to."""

    read: ReadStaff

    async def __call__(self, speaker: Speaker, *, now: datetime) -> Filters:
        """Return statuses with their numbers, and departments; NotAllowedRefused."""
        require_manager(speaker)
        async with self.read() as tx:
            counts = await tx.people.counts(speaker.organisation.id, now)
            departments = await tx.people.departments(speaker.organisation.id)
        return Filters(counts, tuple(name for name, _ in departments if name))


@dataclass(frozen=True, slots=True)
class ShowPerson:
    """Answers one person's card."""

    read: ReadStaff

    async def __call__(self, speaker: Speaker, person_id: UUID, *, now: datetime) -> Listed:
        """Return the person with status and account; NotAllowedRefused when not of this organisation."""
        require_manager(speaker)
        async with self.read() as tx:
            listed = await tx.people.listed(speaker.organisation.id, person_id, now)
        if listed is None:
            raise NotAllowedRefused
        return listed


@dataclass(frozen=True, slots=True)
class FindSpeakers:
    """Answers everyone a Telegram user can speak as, now."""

    read: ReadStaff

    async def __call__(self, telegram_id: int) -> list[Speaker]:
        """Return living accounts of people not dismissed, newest first."""
        async with self.read() as tx:
            return await tx.accounts.speakers(telegram_id)


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """Changes the language an account reads."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, language: str) -> None:
        """Change it, everywhere from now on."""
        async with self.open() as tx:
            await tx.accounts.speak(speaker.account.id, language)
