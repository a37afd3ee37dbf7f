"""What a process loads: commands that speak no Telegram wait for no client library, and models are left unbuilt."""

import subprocess
import sys

import pytest

UNBUILT = "assert not aiogram.types.Sticker.__pydantic_complete__"


def runs(program):
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=170, check=False)
    assert done.returncode == 0, done.stderr


def test_the_command_line_waits_for_nothing_that_one_command_needs():
    costly = "{'aiogram', 'pyhanko', 'openpyxl', 'fpdf', 'cv2', 'numpy', 'zxingcpp'}"
    runs(f"import bot.cli, sys; found = {costly} & sys.modules.keys(); assert not found, found")


def test_a_worker_process_started_by_the_command_line_loads_no_command():
    mine = "{name for name in sys.modules if name.startswith('bot')}"
    runs(f"import bot.__main__, sys; found = {mine}; assert found == {{'bot', 'bot.__main__'}}, found")


@pytest.mark.parametrize("package", ["handlers", "bot.app", "bot.providers", "sandbox.server"])
def test_models_are_not_built_before_they_are_used(package):
    runs(f"import {package}, aiogram; {UNBUILT}")
