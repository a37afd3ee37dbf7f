"""The pool of worker processes, and for whom they work.

Registered people's work never waits for a stranger's: strangers have a process of their own, with less memory, less
time and a smaller share of the processor. Nor does quick work wait for slow work: PINs and pictures have a process in
which nothing else runs, and of the processes for files one is always left to those that are read within seconds.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Final, ParamSpec, TypeVar, cast

import structlog

from bot.workers.errors import WorkersUnavailableError, WorkFailed, WorkTimedOut
from bot.workers.process import Call
from bot.workers.worker import Worker

P = ParamSpec("P")
T = TypeVar("T")

_NICENESS: Final = 5
_STRANGERS_NICENESS: Final = 10
_NO_TURN: Final = nullcontext()

log = structlog.get_logger(__name__)


class Work(StrEnum):
    """What a task works on; decides how long it may take."""

    PICTURE = "picture"
    DOCUMENT = "document"
    SPREADSHEET = "spreadsheet"
    PIN = "pin"


class Priority(StrEnum):
    """For whom a task is done."""

    PERSON = "person"
    """A registered person expects the answer now."""
    BACKGROUND = "background"
    """A periodic job: nobody waits for it in a chat."""
    STRANGER = "stranger"
    """Somebody who is not registered."""


# A list of 100,000 people is half a minute's work, and the machine may be busy with others'.
SECONDS: Final[Mapping[Work, float]] = {Work.PICTURE: 10, Work.DOCUMENT: 120, Work.SPREADSHEET: 300, Work.PIN: 30}
_QUICK: Final = frozenset({Work.PICTURE, Work.PIN})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may take at most, and how many tasks may be held at once, those being worked on included.

    `memory_mib` bounds the data of a process, what it has loaded included.
    """

    seconds: Mapping[Work, float] = field(default_factory=lambda: SECONDS)
    first_seconds: float = 5
    """What a file has at first while slow work takes all the processes that it may."""
    stranger_seconds: float = 10
    memory_mib: int = 1024
    stranger_memory_mib: int = 512
    tasks: int = 256
    stranger_tasks: int = 8


class WorkerPool:
    """Processes for quick work (one), files (`workers`) and strangers (one); each starts with its first task.

    `for_strangers` names modules that the process of strangers loads at its start, before the time of a task runs.
    """

    def __init__(self, workers: int = 2, limits: Limits = Limits(), for_strangers: Sequence[str] = ()) -> None:
        self._limits = limits
        self._quick = _Group([Worker(limits.memory_mib, _NICENESS)], limits.tasks)
        self._files = _Group([Worker(limits.memory_mib, _NICENESS) for _ in range(workers)], limits.tasks)
        strangers = Worker(limits.stranger_memory_mib, _STRANGERS_NICENESS, for_strangers)
        self._strangers = _Group([strangers], limits.stranger_tasks)
        self._slow = asyncio.Semaphore(max(1, workers - 1))

    async def run(
        self, kind: Work, priority: Priority, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Call an importable function in a worker process; return what it returns, raise what it raises.

        Raises WorkTimedOut, WorkOutOfMemory or WorkerDied where the task fails, WorkersUnavailableError where it could
        not be tried. When the caller is cancelled, the task is ended. A function that works on a file may be ended and
        called once more: it changes nothing but what it returns.
        """
        call = partial(Call, function, args, kwargs)
        try:
            return cast("T", await self._run(kind, priority, call))
        except WorkFailed as failed:
            log.warning("work failed", kind=kind.value, priority=priority.value, reason=type(failed).__name__)
            raise

    async def close(self) -> None:
        """End all processes; tasks that are not finished raise WorkersUnavailableError."""
        await asyncio.gather(self._quick.close(), self._files.close(), self._strangers.close())

    async def _run(self, kind: Work, priority: Priority, call: Callable[[], Call]) -> object:
        seconds = self._limits.seconds[kind]
        if priority is Priority.STRANGER:
            return await self._strangers.run(call(), min(seconds, self._limits.stranger_seconds))
        if kind in _QUICK:
            group = self._files if self._quick.busy and not self._files.busy else self._quick
            return await group.run(call(), seconds)
        if priority is Priority.PERSON and self._slow.locked():
            with suppress(WorkTimedOut):
                return await self._files.run(call(), min(seconds, self._limits.first_seconds))
        return await self._files.run(call(), seconds, self._slow)


class _Group:
    """Workers that serve one queue, first come, first served; at most `tasks` tasks are held at once."""

    def __init__(self, workers: Sequence[Worker], tasks: int) -> None:
        self._workers = workers
        self._free = list(workers)
        self._places = asyncio.Semaphore(len(workers))
        self._tasks_left = tasks

    @property
    def busy(self) -> bool:
        """Return whether a further task has to wait."""
        return self._places.locked()

    async def run(self, call: Call, seconds: float, turn: AbstractAsyncContextManager[None] = _NO_TURN) -> object:
        """Run a call in the next free worker once it is its `turn` to queue."""
        with self._held():
            async with turn, self._places:
                # The one used last has loaded the most; others may never have to start.
                worker = self._free.pop()
                try:
                    return await worker.run(call, seconds)
                finally:
                    self._free.append(worker)

    async def close(self) -> None:
        """End the processes."""
        await asyncio.gather(*(worker.close() for worker in self._workers))

    @contextmanager
    def _held(self) -> Iterator[None]:
        if not self._tasks_left:
            raise WorkersUnavailableError("too many tasks are waiting for a worker process")
        self._tasks_left -= 1
        try:
            yield
        finally:
            self._tasks_left += 1
