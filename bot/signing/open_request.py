"""Opens a request: the person is about to read the exact statement, and the first time is recorded."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.ids import Cause
from bot.ledger.entries import Act, Deed
from bot.signing.asked import AlreadySettled, Asked, load_asked
from bot.signing.ports import OpenSigning
from bot.staff.people import Speaker


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """Pressing Sign opens it; what is final already stays closed."""

    open: OpenSigning

    async def __call__(
        self, speaker: Speaker, request_id: UUID, *, cause: Cause, now: datetime
    ) -> Asked | AlreadySettled:
        """Answer the request and its document, or in which final state it is."""
        async with self.open() as tx:
            asked = await load_asked(tx, speaker, request_id)
            if asked.request.state.final:
                return AlreadySettled(asked.document, asked.request.state)
            if await tx.requests.opened(request_id, now):
                await tx.ledger.append(_deed(asked, cause, now))
                await tx.documents.board_behind(asked.document.id, now)
            return asked


def _deed(asked: Asked, cause: Cause, now: datetime) -> Deed:
    facts: dict[str, str | int] = {"document_id": str(asked.document.id), "sha256": asked.document.sha256}
    request = asked.request
    return Deed(request.organisation_id, Act.REQUEST_OPENED, cause, now, request.person_id, request.id, facts)
