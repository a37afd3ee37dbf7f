"""Running the product's work on a file in a worker process, with its time and its peak memory."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, ParamSpec, TypeVar

from bot.workers.pool import Priority, Work, WorkerPool


@dataclass(slots=True)
class Peak:
    """The highest memory so far."""

    mib: float = 0.0


PEAK: ContextVar[Peak] = ContextVar("peak")
"""The peak of the file that the present task works on."""

P = ParamSpec("P")
T = TypeVar("T")

Figures = dict[str, object]


@dataclass(frozen=True, slots=True)
class Measured(Generic[T]):
    """What a function returned, and the peak memory of its process meanwhile, in MiB."""

    value: T
    mib: float


class MeasuringPool(WorkerPool):
    """The product's worker pool; notes the highest memory of the workers that worked for the present file."""

    async def run(
        self, kind: Work, priority: Priority, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Call a function in a worker process, as the product does."""
        done: Measured[T] = await super().run(kind, priority, _measured, function, *args, **kwargs)
        peak = PEAK.get()
        peak.mib = max(peak.mib, done.mib)
        return done.value


def _measured(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Measured[T]:
    Path("/proc/self/clear_refs").write_text("5")  # proc(5): resets the peak
    value = function(*args, **kwargs)
    return Measured(value, _peak_mib())


def _peak_mib() -> float:
    status = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith("VmHWM:")).split()[1]) / 1024
