"""A bot that is born quickly and as often as one likes (`processes/fork_server.py`); it dies like any other."""

import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from e2e.servers.stage import BotProcess


class Life:
    """One life, spoken to as `subprocess.Popen` is."""

    def __init__(self, ask, pid):
        self._ask, self.pid, self.returncode = ask, pid, None

    def send_signal(self, number):
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def poll(self):
        return self._settled(f"{self.pid}?")

    def wait(self, _=None):
        return self._settled(str(self.pid))

    def kill(self):
        self.send_signal(9)

    def _settled(self, question):
        if self.returncode is None:
            answer = self._ask(question)
            self.returncode = None if answer == "alive" else int(answer)
        return self.returncode


@dataclass
class Prepared(BotProcess):
    """`countersign run`, each life a fork of a process that has imported everything."""

    _nursery: subprocess.Popen | None = None
    _one_at_a_time: Lock = None

    def launch(self, _):
        if self._nursery is None:
            self._one_at_a_time = Lock()
            self._nursery = subprocess.Popen(
                [sys.executable, str(Path(__file__).with_name("fork_server.py"))],
                cwd=self.log.parent,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        return Life(self._asks, int(self._asks(str(self.log))))

    def _asks(self, line):
        with self._one_at_a_time:
            self._nursery.stdin.write(line + "\n")
            self._nursery.stdin.flush()
            return self._nursery.stdout.readline().strip()

    def close(self):
        super().close()
        if self._nursery is not None:
            self._nursery.stdin.close()
            self._nursery.wait(20)
            self._nursery.stdout.close()
