"""The port of the inbox: updates are stored before Telegram is told that they were received.

A conversation is one sender's lane: its updates are handled one at a time and in order, by whichever process holds
the lane's lease. Its memory (dialogue state, choices) changes only together with the update that changed it. What must
not stay when a dialogue is abandoned, such as the digits of a PIN, is its secret, which is erased after `SECRET_KEPT`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

SECRET_KEPT: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """One update as received: `sender` is the lane (Telegram user id, 0 for none), `payload` the JSON bytes."""

    id: int
    sender: int
    payload: bytes
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class UserQueue:
    """A claimed conversation: its updates, oldest first, its `memory` and its `secret` (JSON bytes, empty when new)."""

    sender: int
    memory: bytes
    updates: tuple[StoredUpdate, ...]
    secret: bytes = b""


class Inbox(Protocol):
    """Holds updates until they are answered. Every method is one transaction.

    `holder` names the process; a lease runs out at `until`, and then any process may claim the lane.
    """

    async def store(
        self,
        updates: Sequence[StoredUpdate],
        *,
        holder: str,
        now: datetime,
        until: datetime,
        most: int | None = None,
    ) -> list[UserQueue]:
        """Keep new updates (a repeated id is dropped) and claim the lanes that were free; return those claimed.

        A lane held by anyone (this process too) is left to its holder, who finds the new updates in `done`. No more
        than `most` lanes are claimed; the others are left to whoever claims them, and every process is told of it.
        """
        ...

    async def claim(self, *, holder: str, now: datetime, until: datetime, most: int) -> list[UserQueue]:
        """Claim up to `most` lanes that have work and no living lease, those that wait longest first."""
        ...

    async def done(
        self,
        user_queue: int,
        update_id: int,
        memory: bytes | None,
        secret: bytes = b"",
        *,
        holder: str,
        now: datetime,
        until: datetime,
    ) -> tuple[StoredUpdate, ...]:
        """Mark one update answered, keep the lane's new memory and secret, and return what waits there next.

        Where `memory` is None, both stay. With nothing waiting the lane is released in the same transaction; else its
        lease is renewed to `until`.
        The payload of an answered update is erased.
        """
        ...

    async def failed(
        self, user_queue: int, update_id: int, error: str, *, holder: str, now: datetime, until: datetime, most: int
    ) -> tuple[StoredUpdate, ...]:
        """Count a failed attempt; after `most` the update is set aside. Memory stays; answers like `done`."""
        ...

    async def forget_secrets(self, now: datetime) -> None:
        """Erase the secrets whose time is over."""
        ...

    async def renew(self, user_queues: Sequence[int], *, holder: str, until: datetime) -> None:
        """Push the leases of lanes still being worked on."""
        ...

    async def release(self, *, holder: str) -> None:
        """Give every lane of a holder back: at its graceful stop, or once it is known to be dead."""
        ...

    async def holders(self) -> set[str]:
        """Return who holds a lane, dead or alive."""
        ...

    async def listen(self, left: Callable[[], None]) -> None:
        """Call `left` whenever any process left updates to others; runs until cancelled.

        It may miss one, and the caller must look from time to time all the same.
        """
        ...
