"""The rows that periodic jobs failed to handle."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import delete, select, update

from bot.due_rows import JobFailure
from storage.repository import Rows, chunks, insert
from storage.tables import job_failure


class SqlJobFailures(Rows):
    """Implements `bot.due_rows.JobFailures`."""

    async def of(self, job: str) -> list[JobFailure]:
        """Return the failures of one job."""
        rows = await self._all(select(job_failure).where(job_failure.c.job == job))
        return [self._encryption.entity(JobFailure, job_failure, row) for row in rows]

    async def record(self, failure: JobFailure) -> None:
        """Record a failure, unless another process recorded as many attempts for the row."""
        new = insert(self._connection.dialect.name, job_failure).values(self._encryption.values(job_failure, failure))
        again = {name: new.excluded[name] for name in ("attempts", "error", "next_try_at")}
        newer = job_failure.c.attempts < new.excluded.attempts
        key = list(job_failure.primary_key)
        await self._connection.execute(new.on_conflict_do_update(index_elements=key, set_=again, where=newer))

    async def forget(self, job: str, row_ids: Collection[UUID]) -> None:
        """Remove the records of rows that a job handled or need not handle any more."""
        for chunk in chunks(row_ids):
            handled = (job_failure.c.job == job) & job_failure.c.row_id.in_(chunk)
            await self._connection.execute(delete(job_failure).where(handled))

    async def retry_now(self, row_ids: Iterable[UUID]) -> None:
        """Let every job try these rows again in its next run."""
        for chunk in chunks(row_ids):
            failed = update(job_failure).where(job_failure.c.row_id.in_(chunk))
            await self._changed(failed.values(next_try_at=job_failure.c.first_failed_at))
