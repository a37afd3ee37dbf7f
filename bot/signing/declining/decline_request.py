"""Declines a request, with a reason: nobody is notified, and nothing ends, while the person can take it back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from bot.errors import InputRefused
from bot.signing.models import PendingDecline
from bot.signing.ports import OpenSigning
from bot.signing.requests.request_details import AlreadySettled, already_settled, load_held_request
from bot.staff.access import present
from bot.staff.models import Speaker
from bot.texts.lines import one_line

LONGEST_REASON: Final = 500
TAKE_BACK: Final = timedelta(minutes=10)
"""How long a person can take back that they declined."""


class ReasonEmptyRefused(InputRefused):
    """A reason is required to decline."""


class ReasonLongRefused(InputRefused):
    """The reason is too long. Facts: most (characters)."""


@dataclass(frozen=True, slots=True)
class DeclineRequest:
    """For the recipient. `bot.signing.declining.settle_declines` settles the request after `TAKE_BACK`."""

    open: OpenSigning

    async def __call__(self, speaker: Speaker, request_id: UUID, reason: str, *, now: datetime) -> AlreadySettled:
        """Decline it once and return how the request stands; ReasonEmptyRefused, ReasonLongRefused."""
        reason = require_reason(reason)
        async with self.open() as tx:
            speaker = await present(tx, speaker)
            details = await load_held_request(tx, speaker, request_id)
            if not details.waits:
                return await already_settled(tx, details)
            ids = (request_id, details.request.organisation_id, details.request.person_id)
            decline = PendingDecline(*ids, reason, declined_at=now, settles_at=now + TAKE_BACK)
            await tx.declines.add(decline)
            return AlreadySettled(details.document, details.request.state, decline)


def require_reason(text: str) -> str:
    """Return a reason in one line; refused when empty or longer than `LONGEST_REASON`."""
    reason = one_line(text)
    if not reason:
        raise ReasonEmptyRefused
    if len(reason) > LONGEST_REASON:
        raise ReasonLongRefused(most=LONGEST_REASON)
    return reason
