"""The port of the inbox: updates are stored before Telegram is told that they were received.

A conversation is one sender's queue: its updates are handled one at a time and in order, by whichever process holds
the queue's lease. Its memory (dialogue state, choices) changes only together with the update that changed it. What must
not stay when a dialogue is abandoned, such as the digits of a PIN, is its secret, which is erased after `SECRET_KEPT`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

SECRET_KEPT: Final = timedelta(minutes=5)
FROM_PAGES: Final = 1 << 62
"""Ids from here on are those of updates that a page of the bot made; Telegram's are far below.

Such an update may hold a PIN: it is a secret as a whole, and erased as early.
"""


class Handling(StrEnum):
    """What became of an update."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """One update as received: `sender` names the queue (Telegram user id, 0 for none), `payload` is the JSON.

    `attempts` counts failures, `crashes` the processes that died while they handled it.
    """

    id: int
    sender: int
    payload: bytes
    attempts: int = 0
    crashes: int = 0


@dataclass(frozen=True, slots=True)
class UserQueue:
    """A claimed conversation: its updates, oldest first, its `memory` and its `secret` (JSON bytes, empty when new)."""

    sender: int
    memory: bytes
    updates: tuple[StoredUpdate, ...]
    secret: bytes = b""


class Inbox(Protocol):
    """Stores updates until they are handled. Every method is one transaction, and a second one where its queue goes on.

    `holder` names the process; a lease expires at `until`, and then any process may claim the queue. In between the two
    transactions the queue stays held.
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
        """Store new updates (a repeated id is dropped) and claim the queues that were free; return those claimed.

        A queue held by anyone (this process too) is left to its holder, who finds the new updates in `done`. At most
        `most` queues are claimed; the others are left to whoever claims them, and every process is notified of them.
        """
        ...

    async def claim(self, *, holder: str, now: datetime, until: datetime, most: int) -> list[UserQueue]:
        """Claim up to `most` queues that have updates and no valid lease, those that wait longest first.

        Where a holder let its lease expire, it died: that counts as a crash of the update it was handling.
        """
        ...

    async def done(
        self,
        user_queue: int,
        update_id: int,
        memory: bytes | None,
        secret: bytes | None = b"",
        *,
        holder: str,
        now: datetime,
        until: datetime,
    ) -> tuple[StoredUpdate, ...]:
        """Mark one update as handled, store the queue's new memory and secret, and return what waits there next.

        Where `memory` is None, both stay. Where `secret` is None, the secret stays and expires when it would have
        anyway. With nothing waiting the queue is released in the same transaction; otherwise
        its lease is renewed to `until`. The payload of a handled update is erased.
        """
        ...

    async def failed(
        self, user_queue: int, update_id: int, error: str, *, holder: str, now: datetime, until: datetime, most: int
    ) -> tuple[StoredUpdate, ...]:
        """Count a failed attempt, keep the memory, and return the same as `done`.

        After `most` attempts the update becomes a dead letter.
        """
        ...

    async def forget_secrets(self, now: datetime) -> None:
        """Erase the expired secrets, also in updates of pages; give those up that nobody handles."""
        ...

    async def handling(self, update_id: int) -> Handling | None:
        """Return what became of an update; None for one that is not known."""
        ...

    async def is_busy(self, user_queue: int) -> bool:
        """Return whether updates of a queue wait or are being handled."""
        ...

    async def memory(self, user_queue: int) -> bytes:
        """Return the memory of a queue, as after the last update that was handled."""
        ...

    async def renew(self, user_queues: Sequence[int], *, holder: str, until: datetime) -> None:
        """Renew the leases of queues still being handled."""
        ...

    async def release(self, *, holder: str, died: bool = False) -> None:
        """Release every queue of a holder: at its graceful stop, or because it died.

        Then that counts as a crash of each update that it was handling.
        """
        ...

    async def holders(self) -> set[str]:
        """Return who holds a queue, running or dead."""
        ...

    async def listen(self, left: Callable[[], None]) -> None:
        """Call `left` whenever any process left updates to others; runs until cancelled.

        A notification may be lost, so the caller must also look from time to time.
        """
        ...
