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
    """Kill a process at every point; see `kill_at_every_point.py`."""
    command = [sys.executable, str(Path(__file__).with_name("kill_at_every_point.py"))]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_process_killed_at_any_point_of_signing_leaves_one_signature_and_one_entry(found):
    points, wrong = found["signing"]
    assert points > 20
    assert wrong == []


@pytest.mark.parametrize("act", ["archiving", "renewing"])
def test_a_process_killed_at_any_line_of_archiving_leaves_one_more_stamp_and_one_more_entry(found, act):
    points, wrong = found[act]
    assert points > 50
    assert wrong == []


def test_a_process_killed_at_any_point_of_finishing_leaves_one_file_and_one_notice_each(found):
    points, wrong = found["finishing"]
    assert points > 20
    assert wrong == []
