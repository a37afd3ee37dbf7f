"""A channel that is asked no faster than its provider allows."""

import asyncio
from dataclasses import dataclass

from bot.notices.letters import Envelope, Sender
from bot.notices.rates import Pace


@dataclass(frozen=True, slots=True)
class Paced:
    """Wraps a channel; `pace` may be one that several processes keep together."""

    channel: Sender
    pace: Pace

    async def send(self, envelope: Envelope) -> None:
        """Send one letter when its turn has come."""
        await asyncio.sleep(await self.pace.reserve(0, urgent=True))
        await self.channel.send(envelope)
