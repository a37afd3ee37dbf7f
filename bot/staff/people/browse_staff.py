"""Reads the staff list for managers, and finds the speakers of a Telegram user."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.staff.access import NotAllowedRefused, present, present_manager
from bot.staff.kiosks.kiosks import KioskPage
from bot.staff.models import Speaker, Status
from bot.staff.people.people import Listed
from bot.staff.ports import OpenStaff, ReadStaff, StaffTransaction
from bot.texts.folding import finds

PAGE = 8


@dataclass(frozen=True, slots=True)
class StaffSearch:
    """A search: by words of name, number or phone, by a status, by a department; the default finds everyone."""

    words: str = ""
    status: Status | None = None
    department: str | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list can be filtered by: the statuses with their numbers of people, and the departments."""

    counts: dict[Status, int]
    departments: tuple[str, ...]

    def department(self, key: str) -> str | None:
        """Return the department of a `department_key`."""
        return next((name for name in self.departments if department_key(name) == key), None)


def department_key(name: str) -> str:
    """Return a department's key for a button: the first 8 hex digits of its name's SHA-256."""
    return hashlib.sha256(name.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class StaffPage:
    """A page of the staff list: `total` people match; `registered` is counted only for the whole list.

    `kiosks`: people can sign at kiosks here.
    """

    people: tuple[Listed, ...]
    search: StaffSearch
    offset: int
    total: int
    registered: int
    kiosks: bool = False


async def ids_named(tx: StaffTransaction, organisation_id: UUID, words: str) -> frozenset[UUID]:
    """Return the ids of the people of an organisation whose names these words find, the dismissed too."""
    return frozenset(person.id for person in await tx.people.all(organisation_id) if finds(words, person.name))


@dataclass(frozen=True, slots=True)
class BrowseStaff:
    """Shows a manager a page of the staff list."""

    read: ReadStaff
    kiosk_page: KioskPage

    async def __call__(self, speaker: Speaker, search: StaffSearch, offset: int, *, now: datetime) -> StaffPage:
        """Return a page of the people found; NotAllowedRefused."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            people, total = await tx.people.search(
                speaker.organisation.id,
                search.words,
                now=now,
                registered_only=False,
                offset=max(offset, 0),
                most=PAGE,
                status=search.status,
                department=search.department,
            )
            registered = await tx.people.count_registered(speaker.organisation.id) if search == StaffSearch() else 0
        return StaffPage(tuple(people), search, max(offset, 0), total, registered, bool(self.kiosk_page))


@dataclass(frozen=True, slots=True)
class ListFilters:
    """Lists what the staff list can be filtered by."""

    read: ReadStaff

    async def __call__(self, speaker: Speaker, *, now: datetime) -> Filters:
        """Return statuses with their numbers, and departments; NotAllowedRefused."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            counts = await tx.people.counts(speaker.organisation.id, now)
            departments = await tx.people.departments(speaker.organisation.id)
        return Filters(counts, tuple(name for name, _ in departments if name))


@dataclass(frozen=True, slots=True)
class ShowPerson:
    """Shows a manager one person."""

    read: ReadStaff

    async def __call__(self, speaker: Speaker, person_id: UUID, *, now: datetime) -> Listed:
        """Return the person with status and account; NotAllowedRefused when not of this organisation."""
        async with self.read() as tx:
            speaker = await present_manager(tx, speaker)
            listed = await tx.people.listed(speaker.organisation.id, person_id, now)
        if listed is None:
            raise NotAllowedRefused
        return listed


@dataclass(frozen=True, slots=True)
class FindSpeakers:
    """Finds for whom a Telegram user can speak, one speaker for each organisation."""

    read: ReadStaff

    async def __call__(self, telegram_id: int) -> list[Speaker]:
        """Return the speakers, the newest account first."""
        async with self.read() as tx:
            return await tx.accounts.speakers(telegram_id)


@dataclass(frozen=True, slots=True)
class FindFormer:
    """Finds which people a Telegram user was, who have left and are not erased."""

    read: ReadStaff

    async def __call__(self, telegram_id: int) -> list[Speaker]:
        """Return them, who left last first."""
        async with self.read() as tx:
            return await tx.accounts.former_speakers(telegram_id)


@dataclass(frozen=True, slots=True)
class FindOrganisation:
    """Finds the organisation that a button belongs to, by the ids in it."""

    read: ReadStaff

    async def __call__(self, ids: Collection[UUID]) -> UUID | None:
        """Return its id; None where the ids name nothing, or things of several organisations."""
        if not ids:
            return None
        async with self.read() as tx:
            found = await tx.organisations.of_rows(ids)
        return found.pop() if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """Changes the language of an account."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, language: str) -> None:
        """Change the language."""
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            await tx.accounts.set_language(speaker.account.id, language)
