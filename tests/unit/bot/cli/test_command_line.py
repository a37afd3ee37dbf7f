"""The command line as a shell uses it."""

import os
import subprocess
import sys


def test_whoever_reads_along_may_go_away(tmp_path):
    """As by `| head`: no traceback, and the status that a shell knows for it."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "bot", "key"]
    environment = {name: os.environ[name] for name in ("PATH", "PYTHONPATH")} | {"DATA_DIR": str(tmp_path)}
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, env=environment, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")
