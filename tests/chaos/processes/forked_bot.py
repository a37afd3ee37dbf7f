"""A bot that starts quickly and often, because `processes/fork_server.py` forks it."""

import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from e2e.servers.stage import BotProcess


class ForkedProcess:
    """A forked process with the methods of `subprocess.Popen` that the stage calls."""

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
class ForkedBot(BotProcess):
    """`countersign run`, each time a fork of a process that has imported everything."""

    _server: subprocess.Popen | None = None
    _lock: Lock = None

    def launch(self, _):
        if self._server is None:
            self._lock = Lock()
            self._server = subprocess.Popen(
                [sys.executable, str(Path(__file__).with_name("fork_server.py"))],
                cwd=self.log.parent,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        return ForkedProcess(self._request, int(self._request(str(self.log))))

    def _request(self, line):
        with self._lock:
            self._server.stdin.write(line + "\n")
            self._server.stdin.flush()
            return self._server.stdout.readline().strip()

    def close(self):
        super().close()
        if self._server is not None:
            self._server.stdin.close()
            self._server.wait(20)
            self._server.stdout.close()
