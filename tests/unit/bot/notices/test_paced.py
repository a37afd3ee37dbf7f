"""A channel is asked no faster than it allows."""

import asyncio
from uuid import uuid4

from bot.notices.channels.paced import Paced
from bot.notices.letters import Envelope


class Turns:
    """A pace that gives out these waits, in order."""

    def __init__(self, *seconds):
        self.seconds = list(seconds)

    async def reserve(self, _chat_id, *, urgent):
        return self.seconds.pop(0) if urgent else 3600


class Gateway:
    """Takes everything."""

    def __init__(self):
        self.taken = []

    async def send(self, envelope):
        self.taken.append(envelope)


async def test_each_letter_goes_when_its_turn_has_come():
    gateway = Gateway()
    channel = Paced(gateway, Turns(0.3, 0, 0.1))
    first, second, third = (Envelope(uuid4(), "+380501110000", "", "text") for _ in range(3))
    await asyncio.gather(*(channel.send(letter) for letter in (first, second, third)))
    assert gateway.taken == [second, third, first]
