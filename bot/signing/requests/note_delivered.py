"""Records what arrived: requests, and that people can be reached again. Called by the outbox worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.notices.outbox import Delivered
from bot.signing.note_blocked import set_reachable
from bot.signing.notices import RequestSent
from bot.signing.ports import OpenSigning, ReadSigning


@dataclass(frozen=True, slots=True)
class NoteDelivered:
    """Idempotent. A person who gets a notice by their account did not block the bot, whatever was recorded before.

    Notices delivered together are recorded in one transaction, so that a document sent to a thousand people is not
    locked a thousand times.
    """

    open: OpenSigning
    read: ReadSigning

    async def __call__(self, arrived: Sequence[Delivered]) -> None:
        """Record them, and mark the authors' boards as stale."""
        await self._note_reached(arrived)
        files = [each for each in arrived if isinstance(each.notice.content, RequestSent)]
        for one in sorted({each.notice.organisation_id for each in files}):
            await self._record(one, [each for each in files if each.notice.organisation_id == one])

    async def _note_reached(self, arrived: Sequence[Delivered]) -> None:
        told = {each.notice.person_id for each in arrived if each.notice.telegram_id is None}
        async with self.read() as tx:
            reached = await tx.people.unreachable(told)
        if reached:
            now = max(each.at for each in arrived)
            async with self.open() as tx:
                for person_id in reached:
                    await set_reachable(tx, person_id, now)

    async def _record(self, organisation_id: UUID, arrived: Sequence[Delivered]) -> None:
        now = max(each.at for each in arrived)
        async with self.open() as tx:
            new = await tx.requests.undelivered(organisation_id, [each.notice.subject_id for each in arrived])
            for document_id in sorted(set(new.values())):  # documents before requests: the same lock order everywhere
                await tx.documents.mark_board_stale(document_id, now)
            if new:
                await tx.requests.delivered(sorted(new), now)
