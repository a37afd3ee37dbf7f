"""What benchmarks of the running bot share: processes, their CPU time and memory, and the sandbox between them."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TOKEN = "1000000001:sample-token"
_SCHEDULED = 2  # a process's CPU clock as clock_getcpuclockid(3) makes it: CPUCLOCK_SCHED


@contextmanager
def sandbox() -> Iterator[str]:
    """Run the sandbox without limits; gives its address."""
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--token", TOKEN, "--no-limits"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as started:
        assert started.stdout is not None  # noqa: S101 - for the type checker: it was asked for
        try:
            yield str(json.loads(started.stdout.readline())["url"])
        finally:
            started.terminate()


@contextmanager
def running(*command: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a Python module or file beside the benchmark; its log goes nowhere."""
    whole = {**os.environ, **environment}
    with subprocess.Popen([sys.executable, *command], env=whole, stderr=subprocess.DEVNULL) as started:
        try:
            yield started
        finally:
            started.terminate()
            started.wait(30)


def bot_settings(url: str, folder: str) -> dict[str, str]:
    """Point the bot at the sandbox."""
    return {
        "BOT_TOKEN": TOKEN,
        "BOT_API_BASE": url,
        "DATA_DIR": folder,
        "LANGUAGE": "uk",
        "DATABASE_URL": "",
        "MASTER_KEY": "",
    }


def cpu_seconds(pid: int) -> float:
    """Return the CPU time a process and its threads have used, user and system, to the nanosecond."""
    return time.clock_gettime((~pid << 3) | _SCHEDULED)


def rss_mib(pid: int) -> float:
    """Return a process's resident memory."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def children(pid: int) -> list[int]:
    """Return the processes that a process has started and that live."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for each in threads for child in (each / "children").read_text(encoding="ascii").split()]


def since(start: float) -> float:
    """Return the wall-clock seconds since `start`."""
    return time.perf_counter() - start
