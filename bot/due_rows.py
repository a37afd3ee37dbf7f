"""Handle the due rows of a periodic job one by one, so that a row that fails never holds up the others.

Each row is handled in its own transaction. A failure is logged and recorded; the row is tried again after one minute,
then two, four and so on up to six hours, for as long as it is due. A success, or a row that is not due any more,
removes the record. `countersign doctor` and the metrics show the records.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Generic, Protocol, TypeVar
from uuid import UUID

import structlog

from bot.errors import Refused, UnavailableError

FIRST_DELAY: Final = timedelta(minutes=1)
LONGEST_DELAY: Final = timedelta(hours=6)
MOST_IN_A_RUN: Final = 10_000
"""Rows handled in one run, so that its `now` stays close to the present; the rest wait for the next run."""

_MOST_DOUBLINGS: Final = 9  # 512 minutes: already more than LONGEST_DELAY

log = structlog.get_logger(__name__)


class Row(Protocol):
    """A row as a failure is recorded for it: by an id that no other row of the job has."""

    @property
    def id(self) -> UUID:
        """Return the row's id."""
        ...

    @property
    def organisation_id(self) -> UUID | None:
        """Return the organisation that the row belongs to, if it belongs to one."""
        ...


@dataclass(frozen=True, slots=True)
class DueRow:
    """A row whose time has come. It is known by its id only: reading the rest may fail, and must fail alone."""

    id: UUID
    organisation_id: UUID


@dataclass(frozen=True, slots=True)
class JobFailure:
    """A row that a job failed to handle `attempts` times in succession; `error` names the last error, without data."""

    job: str
    row_id: UUID
    organisation_id: UUID | None
    attempts: int
    error: str
    first_failed_at: datetime
    next_try_at: datetime

    def waits(self, now: datetime) -> bool:
        """Return whether the next try is still to come; one too far ahead was set before the clock was set back."""
        return now < self.next_try_at <= now + LONGEST_DELAY


class JobFailures(Protocol):
    """The failures that are recorded."""

    async def of(self, job: str) -> list[JobFailure]:
        """Return the failures of one job."""
        ...

    async def record(self, failure: JobFailure) -> None:
        """Record a failure, unless another process recorded as many attempts for the row."""
        ...

    async def forget(self, job: str, row_ids: Collection[UUID]) -> None:
        """Remove the records of rows that a job handled or need not handle any more."""
        ...

    async def retry_now(self, row_ids: Iterable[UUID]) -> None:
        """Let every job try these rows again in its next run."""
        ...


class JobTransaction(Protocol):
    """A transaction that can record failures."""

    @property
    def job_failures(self) -> JobFailures:
        """The failures of jobs."""
        ...


TransactionT = TypeVar("TransactionT", bound=JobTransaction)
RowT = TypeVar("RowT", bound=Row)

Open = Callable[[], AbstractAsyncContextManager[TransactionT]]
"""Opens a transaction: committed when the block ends, rolled back when it raises."""


def delay_after(attempts: int) -> timedelta:
    """Return how long a row waits for its next try after so many failures (at least one)."""
    return min(LONGEST_DELAY, FIRST_DELAY * (1 << min(attempts - 1, _MOST_DOUBLINGS)))


def error_name(error: Exception) -> str:
    """Return a name for an error that holds no data: a refusal's text id, otherwise the class."""
    return error.text_id if isinstance(error, Refused) else type(error).__name__


@dataclass(frozen=True, slots=True)
class DueRows(Generic[TransactionT, RowT]):
    """The due rows of the job named `job`.

    `find` returns at most so many due rows, the longest due first. `handle_one` handles one row: it opens the
    transaction itself, claims the row in it, and returns False when another process was first. `failed` is called in a
    transaction of its own after a failure was recorded. `read` opens the transaction of `find` where it is cheaper than
    `open`. `limit` is the number of rows in one run, `at_once` how many are handled concurrently.
    """

    job: str
    open: Open[TransactionT]
    find: Callable[[TransactionT, int], Awaitable[Sequence[RowT]]]
    handle_one: Callable[[RowT, datetime], Awaitable[bool]]
    failed: Callable[[TransactionT, RowT, JobFailure, datetime], Awaitable[None]] | None = None
    read: Open[TransactionT] | None = None
    limit: int = MOST_IN_A_RUN
    at_once: int = 1

    async def handle_each(self, now: datetime) -> int:
        """Handle each due row on its own and return how many this process handled; UnavailableError ends the run."""
        rows, failures = await self._look(now)
        handled = 0
        for start in range(0, len(rows), self.at_once):
            attempts = (self._attempt(row, failures.get(row.id), now) for row in rows[start : start + self.at_once])
            for result in await asyncio.gather(*attempts, return_exceptions=True):
                if isinstance(result, BaseException):
                    raise result
                handled += result
        return handled

    async def _look(self, now: datetime) -> tuple[list[RowT], Mapping[UUID, JobFailure]]:
        """Return the rows to handle now, and the recorded failures by row."""
        async with (self.read or self.open)() as tx:
            failures = {failure.row_id: failure for failure in await tx.job_failures.of(self.job)}
            most = self.limit + len(failures)  # rows that wait for their next try take nobody's place
            due = await self.find(tx, most)
        over = failures.keys() - {row.id for row in due}
        if over and len(due) < most:
            await self._forget(over)
        waiting = {row_id for row_id, failure in failures.items() if failure.waits(now)}
        return [row for row in due if row.id not in waiting][: self.limit], failures

    async def _attempt(self, row: RowT, failure: JobFailure | None, now: datetime) -> bool:
        try:
            handled = await self.handle_one(row, now)
        except UnavailableError:
            raise  # no fault of the row
        except Exception as error:  # noqa: BLE001 - whatever it is, the other rows must not wait for it
            await self._record(row, failure, error, now)
            return False
        if failure is not None:
            await self._forget({row.id})
        return handled

    async def _record(self, row: RowT, before: JobFailure | None, error: Exception, now: datetime) -> None:
        attempts, since = (before.attempts + 1, before.first_failed_at) if before else (1, now)
        next_try_at = now + delay_after(attempts)
        failure = JobFailure(self.job, row.id, row.organisation_id, attempts, error_name(error), since, next_try_at)
        _log(failure, error)
        async with self.open() as tx:
            await tx.job_failures.record(failure)
        await self._follow_up(row, failure, now)

    async def _follow_up(self, row: RowT, failure: JobFailure, now: datetime) -> None:
        if self.failed is None:
            return
        try:
            async with self.open() as tx:
                await self.failed(tx, row, failure, now)
        except UnavailableError:
            raise
        except Exception:
            log.exception("failed notice not recorded", job=self.job, row_id=str(row.id))

    async def _forget(self, row_ids: Collection[UUID]) -> None:
        async with self.open() as tx:
            await tx.job_failures.forget(self.job, row_ids)


def _log(failure: JobFailure, error: Exception) -> None:
    seen = {"job": failure.job, "row_id": str(failure.row_id), "attempts": failure.attempts, "error": failure.error}
    if isinstance(error, Refused):
        log.warning("row failed", **seen)
    else:
        log.error("row failed", **seen, exc_info=error)
