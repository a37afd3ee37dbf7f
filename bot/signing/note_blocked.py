"""A Telegram user blocks or unblocks the bot: nobody waits for a notice to be refused to learn of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.signing.ports import OpenSigning, SigningTransaction

MOST_BOARDS = 500
"""So many open requests of one person are looked at; the boards of further ones follow with their next change."""


@dataclass(frozen=True, slots=True)
class NoteBlocked:
    """Notes that the people this Telegram user speaks for cannot be reached. Being told twice changes nothing."""

    open: OpenSigning

    async def __call__(self, telegram_id: int, *, now: datetime) -> None:
        """Note it, and that the boards of what they are asked to sign are behind."""
        async with self.open() as tx:
            for speaker in await tx.accounts.speakers(telegram_id):
                if speaker.person.unreachable_at is None:
                    await _boards_behind(tx, speaker.person.id, now)
                    await tx.people.set_unreachable(speaker.person.id, now)


@dataclass(frozen=True, slots=True)
class NoteUnblocked:
    """Notes that the people this Telegram user speaks for can be reached again. Being told twice changes nothing."""

    open: OpenSigning

    async def __call__(self, telegram_id: int, *, now: datetime) -> None:
        """Note it, and that the boards of what they are asked to sign are behind."""
        async with self.open() as tx:
            for speaker in await tx.accounts.speakers(telegram_id):
                if speaker.person.unreachable_at is not None:
                    await _boards_behind(tx, speaker.person.id, now)
                    await tx.people.set_reachable(speaker.person.id)


async def _boards_behind(tx: SigningTransaction, person_id: UUID, now: datetime) -> None:
    asked, _ = await tx.requests.of_person(person_id, open_only=True, offset=0, most=MOST_BOARDS)
    for document_id in sorted({document.id for _, document in asked}):
        await tx.documents.board_behind(document_id, now)
