"""The processes that are measured: starting the sandbox and the bots, their CPU time and their memory."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TOKEN = "1000000001:sample-token"
_CPUCLOCK_SCHED = 2  # clock_getcpuclockid(3) makes the number of a process's CPU clock with it


@contextmanager
def sandbox() -> Iterator[str]:
    """Run the sandbox without limits, and yield its address."""
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--token", TOKEN, "--no-limits"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as started:
        assert started.stdout is not None  # noqa: S101 - tells the type checker that there is a pipe
        try:
            yield str(json.loads(started.stdout.readline())["url"])
        finally:
            started.terminate()


@contextmanager
def running(*command: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a Python module or file, and yield its process; its log is discarded."""
    variables = {**os.environ, **environment}
    with subprocess.Popen([sys.executable, *command], env=variables, stderr=subprocess.DEVNULL) as started:
        try:
            yield started
        finally:
            started.terminate()
            started.wait(30)


def bot_settings(url: str, folder: str) -> dict[str, str]:
    """Return the environment of a bot that uses the sandbox at `url` and keeps its data in `folder`."""
    return {
        "BOT_TOKEN": TOKEN,
        "BOT_API_BASE": url,
        "DATA_DIR": folder,
        "LANGUAGE": "uk",
        "DATABASE_URL": "",
        "MASTER_KEY": "",
    }


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of a process and its threads, user and system, to the nanosecond."""
    return time.clock_gettime((~pid << 3) | _CPUCLOCK_SCHED)


def rss_mib(pid: int) -> float:
    """Return the resident memory of a process."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def children(pid: int) -> list[int]:
    """Return the living processes that a process has started."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for each in threads for child in (each / "children").read_text(encoding="ascii").split()]


def since(start: float) -> float:
    """Return the seconds since `start`, a value of `time.perf_counter`."""
    return time.perf_counter() - start
