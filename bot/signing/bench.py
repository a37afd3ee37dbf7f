"""A bench: one process that does one job at a time, may die of it, and is then replaced.

Promises that a job ends within its seconds, by the monotonic clock, whatever it does: hangs, swells, crashes or is
killed. Each process has a channel of its own, so that one killed in the middle of an answer leaves nobody else waiting
(``docs/decisions/0006``). Never starts a process before its first job.
"""

import importlib
import logging
import multiprocessing
import resource
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from bot.errors import Fact, Refused

_MIB = 1 << 20
_JOBS_A_PROCESS = 200
_READY_WITHIN_SECONDS = 60.0
_LOADED_ONCE = [
    "bot.signing.sealing.finishing",
    "bot.signing.sheet.printing",
    "bot.signing.verification.checking",
    "bot.signing.personal_texts.printing",
]


class JobTooHard(Exception):  # noqa: N818 - says what the job is
    """The job took more time or memory than it is given, or ended its process."""


@dataclass(frozen=True, slots=True)
class _Done:
    value: object


@dataclass(frozen=True, slots=True)
class _Refusal:
    """A refusal on its way between processes: an exception made of keywords does not unpickle."""

    kind: type[Refused]
    facts: dict[str, Fact]


class Bench:
    """One process at work; `memory_mib` bounds its address space. Any thread may call its methods; they block."""

    def __init__(self, memory_mib: int) -> None:
        self._memory_mib = memory_mib
        self._turn = threading.Lock()
        self._process: BaseProcess | None = None
        self._channel: Connection[Any, Any] | None = None
        self._jobs_left = 0

    def do(self, job: Callable[..., object], args: tuple[object, ...], seconds: float) -> object:
        """Do the job in the process and give its result, its refusal or its error; `JobTooHard` where there is none."""
        with self._turn:
            try:
                answer = self._asked(job, args, seconds)
            except (EOFError, OSError) as error:
                self._end()
                raise JobTooHard from error
            if answer is None or self._jobs_left <= 0:
                self._end()
        return _unpacked(answer)

    def kill(self) -> None:
        """End the process at once, whatever it does; whoever waits for it gets `JobTooHard`."""
        process = self._process
        if process is not None:
            with suppress(ValueError):  # it has ended and been closed meanwhile
                process.kill()

    def close(self) -> None:
        """End the process and let go of everything; another job would start another."""
        self.kill()
        with self._turn:
            self._end()

    def _asked(self, job: Callable[..., object], args: tuple[object, ...], seconds: float) -> object:
        channel = self._channel if self._channel is not None else self._started()
        self._jobs_left -= 1
        channel.send((job, args))
        return channel.recv() if channel.poll(seconds) else None

    def _started(self) -> "Connection[Any, Any]":
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_LOADED_ONCE)  # heeded where nobody started the fork server before
        self._channel, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._memory_mib), daemon=True)
        self._process.start()
        theirs.close()
        self._jobs_left = _JOBS_A_PROCESS
        # What a process loads when it starts is no part of the time that a file may take.
        if not self._channel.poll(_READY_WITHIN_SECONDS):
            raise EOFError
        self._channel.recv()
        return self._channel

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._channel is not None:
            self._channel.close()
        self._process = self._channel = None


def _unpacked(answer: object) -> object:
    match answer:
        case _Done(value):
            return value
        case _Refusal(kind, facts):
            raise kind(**facts)
        case Exception():
            raise answer
    raise JobTooHard


def _serve(channel: "Connection[Any, Any]", memory_mib: int) -> None:
    """Do jobs until nobody is there to ask for more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (memory_mib * _MIB, memory_mib * _MIB))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable(logging.CRITICAL)  # parsers log what strangers' files hold
    for module in _LOADED_ONCE:
        importlib.import_module(module)
    with suppress(EOFError, OSError, MemoryError):
        channel.send(None)
        while True:
            job, args = channel.recv()
            channel.send(_tried(job, args))


def _tried(job: Callable[..., object], args: tuple[object, ...]) -> object:
    try:
        return _Done(job(*args))
    except MemoryError:
        return None
    except Refused as refused:
        return _Refusal(type(refused), refused.facts)
    except Exception as error:  # noqa: BLE001 - it is raised again where the job was asked for
        return error
