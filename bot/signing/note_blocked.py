"""Records at once that a Telegram user has blocked or unblocked the bot, before a notice fails."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.signing.ports import OpenSigning, SigningTransaction

MOST_BOARDS = 500
"""Boards of one person's requests that are refreshed at once; further ones follow with their next change."""


@dataclass(frozen=True, slots=True)
class NoteBlocked:
    """Records that the people with this Telegram account cannot be reached. Idempotent."""

    open: OpenSigning

    async def __call__(self, telegram_id: int, *, now: datetime) -> None:
        """Record it, and mark the boards of their open requests as stale."""
        async with self.open() as tx:
            for speaker in await tx.accounts.speakers(telegram_id):
                if speaker.person.unreachable_at is None:
                    await _mark_boards_stale(tx, speaker.person.id, now)
                    await tx.people.set_unreachable(speaker.person.id, now)


@dataclass(frozen=True, slots=True)
class NoteUnblocked:
    """Records that the people with this Telegram account can be reached again. Idempotent."""

    open: OpenSigning

    async def __call__(self, telegram_id: int, *, now: datetime) -> None:
        """Record it, and mark the boards of their open requests as stale."""
        async with self.open() as tx:
            for speaker in await tx.accounts.speakers(telegram_id):
                if speaker.person.unreachable_at is not None:
                    await set_reachable(tx, speaker.person.id, now)


async def set_reachable(tx: SigningTransaction, person_id: UUID, now: datetime) -> None:
    """Record that a person can be reached again, and mark the boards of their open requests as stale."""
    await _mark_boards_stale(tx, person_id, now)
    await tx.people.set_reachable(person_id)


async def _mark_boards_stale(tx: SigningTransaction, person_id: UUID, now: datetime) -> None:
    found, _ = await tx.requests.sent_to(person_id, open_only=True, offset=0, most=MOST_BOARDS)
    for document_id in sorted({document.id for _, document in found}):
        await tx.documents.mark_board_stale(document_id, now)
