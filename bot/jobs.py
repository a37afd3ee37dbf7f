"""The periodic jobs: which use case runs how often, and the scheduler that runs them."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from dishka import AsyncContainer

from bot.checkpoint.duty.end_shifts import EndShifts
from bot.clock import Clock
from bot.errors import UnavailableError
from bot.monitoring.announce_process import AnnounceProcess
from bot.notices.reminders import SendReminders
from bot.passes.issuing.issue_batches import IssueBatches
from bot.retention.remove_old_rows import RemoveOldRows
from bot.retention.wipe_removed import WipeRemoved
from bot.signing.archiving.archive_files import ArchiveFiles
from bot.signing.declining.settle_declines import SettleDeclines
from bot.signing.documents.expire_documents import ExpireDocuments
from bot.signing.finishing.finish_documents import FinishDocuments
from bot.signing.personal_texts.close_series import CloseSeries
from bot.signing.personal_texts.make_copies import MakeCopies
from bot.staff.identity.start_rebindings import StartRebindings
from bot.staff.invitations.send_letters import SendLetters
from bot.staff.kiosks.send_codes import SendCodes
from bot.staff.organisation.post_ledger_checkpoints import PostLedgerCheckpoints
from bot.staff.organisation.timestamp_ledger_checkpoints import TimestampLedgerCheckpoints
from bot.staff.revocation.issue_lists import IssueLists
from handlers.passes.holders.countdown import Countdown
from handlers.signing.boards.refreshing import RefreshBoards

AT_ONCE: Final = timedelta(milliseconds=200)
A_SECOND: Final = timedelta(seconds=1)
OFTEN: Final = timedelta(seconds=5)
TWICE_A_MINUTE: Final = timedelta(seconds=30)
A_MINUTE: Final = timedelta(minutes=1)
IN_MINUTES: Final = timedelta(minutes=5)
DAILY: Final = timedelta(days=1)

log = structlog.get_logger(__name__)


class PeriodicUseCase(Protocol):
    """A use case that handles whatever is due."""

    async def __call__(self, *, now: datetime) -> object:
        """Handle what is due; return True if more is due, to be called again at once with another `now`."""
        ...


@dataclass(frozen=True, slots=True)
class Periodic:
    """Which use case runs how often, and whether it also runs when it is woken."""

    name: str
    use_case: type[PeriodicUseCase]
    interval: timedelta = OFTEN
    woken: bool = False


PERIODIC: Final = (
    Periodic("send_reminders", SendReminders),
    Periodic("settle_declines", SettleDeclines),
    Periodic("expire_documents", ExpireDocuments),
    Periodic("make_copies", MakeCopies, woken=True),
    Periodic("finish_documents", FinishDocuments, woken=True),
    Periodic("archive_files", ArchiveFiles, A_MINUTE),
    Periodic("close_series", CloseSeries, woken=True),
    Periodic("refresh_boards", RefreshBoards, AT_ONCE),
    Periodic("issue_batches", IssueBatches),
    Periodic("end_shifts", EndShifts),
    Periodic("start_rebindings", StartRebindings),
    Periodic("send_letters", SendLetters),
    Periodic("send_codes", SendCodes, A_SECOND),
    Periodic("post_checkpoints", PostLedgerCheckpoints),
    Periodic("stamp_checkpoints", TimestampLedgerCheckpoints),
    Periodic("issue_lists", IssueLists),
    Periodic("countdown", Countdown),
    Periodic("announce_process", AnnounceProcess, TWICE_A_MINUTE),
    Periodic("remove_old_rows", RemoveOldRows, DAILY),
    Periodic("wipe_removed", WipeRemoved, IN_MINUTES),
)


class Job:
    """Runs one use case, never twice at the same time."""

    def __init__(self, periodic: Periodic, use_case: PeriodicUseCase, clock: Clock) -> None:
        self.name, self.interval, self.woken = periodic.name, periodic.interval, periodic.woken
        self.task: asyncio.Task[Any] | None = None
        self._use_case, self._clock = use_case, clock
        self._again = False
        self._stopping = False

    async def run(self) -> None:
        """Run the use case until nothing due is left; a failure is logged, and the next run tries again."""
        self.task = asyncio.current_task()
        structlog.contextvars.clear_contextvars()  # those of whoever woke the job
        try:
            await self._run()
        except UnavailableError as unavailable:
            log.debug("job waits", job=self.name, reason=unavailable.reason)
        except asyncio.CancelledError:
            log.warning("job stopped by shutdown", job=self.name)
        except Exception:
            log.exception("job failed", job=self.name)
        finally:
            self.task = None

    async def _run(self) -> None:
        self._again = True
        while self._again and not self._stopping:
            self._again = False
            if await self._use_case(now=self._clock()) is True:
                self._again = True

    def run_again(self) -> None:
        """Run once more when the present run ends."""
        self._again = True

    def stop(self) -> None:
        """Start no more runs."""
        self._stopping = True


class Jobs:
    """All periodic jobs. Some also run at once, after something was done."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = jobs
        self._watching: asyncio.Task[None] | None = None
        options = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=options)

    def start(self) -> None:
        """Start the jobs; each runs for the first time in a few seconds."""
        first = datetime.now(UTC) + OFTEN
        for job in self._jobs:
            seconds = job.interval.total_seconds()
            self._scheduler.add_job(job.run, "interval", seconds=seconds, id=job.name, next_run_time=first)
        self._scheduler.start()
        self._watching = asyncio.create_task(self._watch_clock())

    def wake(self) -> None:
        """Run the jobs now that finish documents: one may have become complete."""
        self._wake(job for job in self._jobs if job.woken)

    def wake_all(self) -> None:
        """Run all jobs now: the time has jumped."""
        self._wake(self._jobs)

    async def stop(self, within: float) -> None:
        """Start no more runs, wait some seconds for those that run, and cancel the rest."""
        if self._watching is None:
            return
        self._watching.cancel()
        self._scheduler.pause()
        await asyncio.sleep(0)  # what was just submitted begins
        for job in self._jobs:
            job.stop()
        running = [job.task for job in self._jobs if job.task is not None]
        late = (await asyncio.wait(running, timeout=within))[1] if running else set()
        self._scheduler.shutdown(wait=False)  # cancels what is late
        await asyncio.gather(*late, return_exceptions=True)

    def _wake(self, jobs: Iterable[Job]) -> None:
        if not self._scheduler.running:
            return
        now = datetime.now(UTC)
        for job in jobs:
            if job.task is not None:
                job.run_again()
            else:
                self._scheduler.modify_job(job.name, next_run_time=now)

    async def _watch_clock(self) -> None:
        """Run the jobs that would otherwise wait until a clock that was set back has caught up."""
        while True:
            await asyncio.sleep(OFTEN.total_seconds())
            now = datetime.now(UTC)
            waiting = [job for job in self._scheduler.get_jobs() if job.next_run_time - now > job.trigger.interval]
            if waiting:
                log.warning("the system clock was set back", jobs=len(waiting))
            for job in waiting:
                job.modify(next_run_time=now)


async def make_jobs(container: AsyncContainer, clock: Clock) -> Jobs:
    """Make the job of each periodic use case."""
    return Jobs([Job(one, await container.get(one.use_case), clock) for one in PERIODIC])
