"""Has the ledger's heads stamped by a time-stamping authority, where one is set: a second witness beside Telegram."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.errors import Refused
from bot.ledger.checkpoints import checkpoint_bytes
from bot.staff.ports import OpenStaff

_MOST = 10
AGAIN_AFTER = timedelta(hours=1)

log = structlog.get_logger(__name__)


class Stamper(Protocol):
    """Asks a time-stamping authority off the event loop."""

    async def stamp(self, data: bytes) -> bytes:
        """Return a token (RFC 3161, DER) over the data; a Refused where the authority gives none."""
        ...


@dataclass(frozen=True, slots=True)
class TimestampLedgerCheckpoints:
    """Rung by a bell; nothing waits for it. An authority that is away is asked again an hour later."""

    open: OpenStaff
    stamper: Stamper | None

    async def __call__(self, *, now: datetime) -> int:
        """Have stamped what is not stamped yet, and return how many heads were."""
        if self.stamper is None:
            return 0
        async with self.open() as tx:
            heads = await tx.ledger.unstamped(now, _MOST)
        stamped = 0
        for head in heads:
            try:
                token: bytes | None = await self.stamper.stamp(checkpoint_bytes(head))
            except Refused as refused:
                log.warning("head not stamped", day=head.day, reason=refused.text_id)
                token = None
            async with self.open() as tx:
                await tx.ledger.stamped(head, token, now + AGAIN_AFTER)
            stamped += token is not None
        return stamped
