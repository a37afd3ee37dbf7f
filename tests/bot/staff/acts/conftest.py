"""The same small organisation as in the tests of passes."""

import importlib.util
from pathlib import Path

_spec = importlib.util.spec_from_file_location("house_of_passes", Path(__file__).parents[2] / "passes" / "conftest.py")
_passes = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_passes)
house, pin, Locksmith = _passes.house, _passes.pin, _passes.Locksmith
