"""Hashing long files in worker processes with progress: GOST 34.311 and Kupyna take a second or two for a megabyte."""

from collections.abc import Callable
from typing import Final

from bot.crypto.national.algorithms import HashObject
from bot.workers.pool import Priority, Work, WorkerPool

PIECE: Final = 1 << 18
"""A quarter of a mebibyte: hashed within a stranger's ten seconds also on a slow and busy machine."""


async def hash_in_workers(
    workers: WorkerPool, priority: Priority, hashed: HashObject, data: bytes, report: Callable[[int], None]
) -> bytes:
    """Return the hash of the data, added to what `hashed` has; `report` is given the bytes done after each piece.

    Each piece is a task of its own, so that others have their turn in between. Raises what `WorkerPool.run` raises.
    """
    for start in range(0, len(data), PIECE):
        piece = data[start : start + PIECE]
        hashed = await workers.run(Work.DOCUMENT, priority, with_more, hashed, piece)
        report(start + len(piece))
    return hashed.digest()


def with_more(hashed: HashObject, piece: bytes) -> HashObject:
    """Return the hash with one more piece."""
    hashed.update(piece)
    return hashed
