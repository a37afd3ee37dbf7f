"""What runs inside a worker process. Loads nothing that only some tasks need: a task's function brings that along."""

import importlib
import logging
import math
import multiprocessing
import os
import pickle
import resource
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from bot.workers.errors import WorkOutOfMemory

_MIB = 1 << 20


class Call:
    """A function with its arguments, on its way to a worker process. Shows neither: they may be a PIN or a key."""

    __slots__ = ("_args", "_function", "_kwargs")

    def __init__(self, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        self._function, self._args, self._kwargs = function, args, kwargs

    def __call__(self) -> object:
        """Call the function, in the worker process; WorkOutOfMemory where the process's memory does not suffice."""
        args, kwargs = self._args, self._kwargs
        self.forget()
        try:
            return self._function(*args, **kwargs)
        except MemoryError:
            pass  # the frames that hold the memory go with the exception: the answer can then be sent
        except Exception as error:
            if _survives_pickling(error):
                raise
            raise RuntimeError(f"{type(error).__qualname__}: {error}") from error
        raise WorkOutOfMemory

    def forget(self) -> None:
        """Drop the arguments: pebble keeps its last call until it is given another."""
        self._args, self._kwargs = (), {}


def _survives_pickling(error: Exception) -> bool:
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - written a moment ago, right here
    except Exception:  # noqa: BLE001 - a library's exception class may fail in any way
        return False
    return True


@contextmanager
def processor_limit(seconds: int) -> Iterator[None]:
    """End this worker process if the block takes more seconds of processor time; whoever waits for it gets WorkerDied.

    Unlike a limit on the time that passes, it does not depend on how busy the machine is. A process that is no worker
    is not limited: it may run several blocks at once in threads, and must not be ended.
    """
    if multiprocessing.parent_process() is None:
        yield
        return
    limits = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time()) + seconds, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, limits)


def prepare(memory_mib: int, niceness: int, modules: Sequence[str] = ()) -> None:
    """Set up a new worker process: bound its memory, let people who press buttons go before it, load `modules`."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # ends it at once, even while a library is busy in C
    os.nice(niceness)
    # More threads of numpy's linear algebra would each reserve memory that is not there.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    with suppress(OSError, ValueError):  # not every system bounds it, and a lower bound cannot be raised
        resource.setrlimit(resource.RLIMIT_DATA, (memory_mib * _MIB, memory_mib * _MIB))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # PINs and keys pass through here
    logging.disable(logging.CRITICAL)  # parsers log what strangers' files hold
    for module in modules:
        importlib.import_module(module)
