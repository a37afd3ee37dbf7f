"""How work in the pool can fail."""

from typing import ClassVar

from bot.errors import InputRefused, UnavailableError


class WorkFailed(InputRefused):
    """The task cannot be done within the limits. A person reads that their file is too complex."""

    text_id: ClassVar[str] = "refused-file-too-hard"


class WorkTimedOut(WorkFailed):
    """The task took longer than its kind may take."""


class WorkOutOfMemory(WorkFailed):
    """The task needed more memory than a worker may use."""


class WorkerDied(WorkFailed):
    """The task ended its worker process, or somebody killed it meanwhile."""


class WorkersUnavailableError(UnavailableError):
    """Too many tasks are waiting, no process can be started, or the pool is closed: the task was not tried."""
