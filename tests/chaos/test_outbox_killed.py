import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]

ROOT = Path(__file__).parents[2]


def test_every_notice_arrives_and_a_kill_repeats_it_at_most_once():
    command = [sys.executable, str(Path(__file__).parent / "processes" / "killed_outbox.py")]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["points"] > 20
    assert found["wrong"] == []
