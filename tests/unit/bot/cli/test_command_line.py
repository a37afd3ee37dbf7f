"""The command line as a shell uses it."""

import os
import subprocess
import sys

import pytest

from bot import __version__
from bot.__main__ import main


def test_whoever_reads_along_may_go_away(tmp_path):
    """As by `| head`: no traceback, and the status that a shell knows for it."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "bot", "key"]
    environment = {name: os.environ[name] for name in ("PATH", "PYTHONPATH")} | {"DATA_DIR": str(tmp_path)}
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, env=environment, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_the_version_is_told_without_any_setting(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert (ended.value.code, capsys.readouterr().out) == (0, f"countersign {__version__}\n")
