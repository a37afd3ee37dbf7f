"""Reads the staff list for those who run it, and answers who speaks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.staff.access import NotAllowedRefused, require_manager
from bot.staff.people import Speaker, Status
from bot.staff.ports import Listed, OpenStaff

PAGE = 8


@dataclass(frozen=True, slots=True)
class StaffPage:
    """A page of the staff list: `total` people answer `words`; `counts` is of the whole list."""

    people: tuple[Listed, ...]
    words: str
    offset: int
    total: int
    counts: dict[Status, int]


@dataclass(frozen=True, slots=True)
class BrowseStaff:
    """Answers a page of the staff list, or one person's card."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, words: str, offset: int, *, now: datetime) -> StaffPage:
        """Answer the people whose name, number or phone contains `words`; NotAllowedRefused."""
        require_manager(speaker)
        async with self.open() as tx:
            people, total = await tx.people.search(
                speaker.organisation.id, words, now=now, registered_only=False, offset=max(offset, 0), most=PAGE
            )
            counts = await tx.people.counts(speaker.organisation.id, now)
        return StaffPage(tuple(people), words, max(offset, 0), total, counts)


@dataclass(frozen=True, slots=True)
class ShowPerson:
    """Answers one person's card."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, person_id: UUID, *, now: datetime) -> Listed:
        """Answer the person with status and account; NotAllowedRefused when not of this organisation."""
        require_manager(speaker)
        async with self.open() as tx:
            listed = await tx.people.listed(speaker.organisation.id, person_id, now)
        if listed is None:
            raise NotAllowedRefused
        return listed


@dataclass(frozen=True, slots=True)
class FindSpeakers:
    """Answers everyone a Telegram user can speak as, now."""

    open: OpenStaff

    async def __call__(self, telegram_id: int) -> list[Speaker]:
        """Answer living accounts of people not dismissed, newest first."""
        async with self.open() as tx:
            return await tx.accounts.speakers(telegram_id)


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """Changes the language an account reads."""

    open: OpenStaff

    async def __call__(self, speaker: Speaker, language: str) -> None:
        """Change it, everywhere from now on."""
        async with self.open() as tx:
            await tx.accounts.speak(speaker.account.id, language)
