"""Notes that requests' files have reached their people: the courier says so of those that Telegram took together."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.notices.outbox import Delivered
from bot.signing.notices import RequestSent
from bot.signing.ports import OpenSigning


@dataclass(frozen=True, slots=True)
class NoteDelivered:
    """Being told twice changes nothing; other notices than the file itself are none of its business.

    A document sent to a thousand is noted once for all that arrived together, so that its row is not fought for.
    """

    open: OpenSigning

    async def __call__(self, arrived: Sequence[Delivered]) -> None:
        """Note them, and that the authors' boards are behind."""
        files = [each for each in arrived if isinstance(each.notice.content, RequestSent)]
        for one in sorted({each.notice.organisation_id for each in files}):
            await self._note(one, [each for each in files if each.notice.organisation_id == one])

    async def _note(self, organisation_id: UUID, arrived: Sequence[Delivered]) -> None:
        now = max(each.at for each in arrived)
        async with self.open() as tx:
            new = await tx.requests.undelivered(organisation_id, [each.notice.subject_id for each in arrived])
            for document_id in sorted(set(new.values())):  # documents before requests, as everybody locks them
                await tx.documents.board_behind(document_id, now)
            if new:
                await tx.requests.delivered(sorted(new), now)
