"""What a process loads: commands that speak no Telegram wait for no client library, and models are built when used."""

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


def test_every_model_is_built_right_when_it_is_first_used_alone_or_in_an_answer():
    runs(
        "import aiogram_later, aiogram, pydantic\n"
        "from aiogram.methods.base import Response\n"
        "kinds = [getattr(aiogram.types, name) for name in aiogram.types.__all__]\n"
        "models = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, pydantic.BaseModel)]\n"
        "assert len(models) > 300\n"
        "for model in models:\n"
        "    assert Response[list[model]].model_validate({'ok': True, 'result': []}).result == []\n"
        "for model in models:\n"
        "    assert model.model_rebuild() is not False\n"
    )
