"""Tests never use the settings of a bot that runs on the same machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import SettingsError, read_settings

ROOT = Path(__file__).resolve().parents[2]


def test_no_setting_is_found():
    with pytest.raises(SettingsError, match=r"^BOT_TOKEN is not set[^\n]*$"):
        read_settings()


def test_no_setting_is_found_where_an_operator_has_set_some(tmp_path):
    (tmp_path / ".env").write_text("BOT_TOKEN=1000000001:sample-token\n")
    probe = f"{Path(__file__)}::{test_no_setting_is_found.__name__}"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", ROOT / "pyproject.toml", probe]
    environment = {**os.environ, "LANGUAGE": "nobody's", "DELIVERY": "webhook"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert "1 passed" in done.stdout, done.stdout + done.stderr
