"""Reads lists in worker processes, wherever they come from: a file of 50 KB may unpack to minutes of work."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from bot.staff.roster.rows import RosterTooComplexRefused
from bot.workers.errors import WorkFailed
from bot.workers.pool import Priority, Work, WorkerPool

P = ParamSpec("P")
T = TypeVar("T")


async def read_in_worker(workers: WorkerPool, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function that reads a list, with limits on time and memory; RosterTooComplexRefused beyond them."""
    try:
        return await workers.run(Work.SPREADSHEET, Priority.PERSON, function, *args, **kwargs)
    except WorkFailed as failed:
        raise RosterTooComplexRefused from failed
