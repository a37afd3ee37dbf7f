"""aiogram's models are right although each is built when it is first used."""

import subprocess
import sys

import pytest


@pytest.mark.long
def test_every_model_is_built_right_when_it_is_first_used_alone_or_in_an_answer():
    program = (
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
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=170, check=False)
    assert done.returncode == 0, done.stderr
