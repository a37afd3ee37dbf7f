import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]

ROOT = Path(__file__).parents[5]


@pytest.fixture(scope="module")
def found():
    """Kill a process at every point of signing and of finishing: `tests/unit/bot/signing/actions/dying.py`."""
    command = [sys.executable, str(Path(__file__).with_name("dying.py"))]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_killed_anywhere_in_signing_there_is_one_signature_and_one_entry(found):
    points, wrong = found["signing"]
    assert points > 20
    assert wrong == []


def test_killed_anywhere_in_finishing_there_is_one_file_and_everyone_is_told_once(found):
    points, wrong = found["finishing"]
    assert points > 20
    assert wrong == []
