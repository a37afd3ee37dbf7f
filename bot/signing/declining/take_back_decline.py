"""Takes back that a person declined: their request waits for an answer again, as it did before."""

from dataclasses import dataclass
from uuid import UUID

from bot.signing.ports import OpenSigning
from bot.signing.requests.request_details import AlreadySettled, RequestDetails, already_settled, load_held_request
from bot.staff.access import present
from bot.staff.models import Speaker


@dataclass(frozen=True, slots=True)
class TakeBackDecline:
    """For the recipient, until the decline is settled; taking back what was not declined changes nothing."""

    open: OpenSigning

    async def __call__(self, speaker: Speaker, request_id: UUID) -> RequestDetails | AlreadySettled:
        """Return the open request, or its final state where it is too late."""
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            await load_held_request(tx, speaker, request_id)
            await tx.declines.remove(request_id)
            details = await load_held_request(tx, speaker, request_id)
            return details if details.waits else await already_settled(tx, details)
