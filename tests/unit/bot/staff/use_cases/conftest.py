"""The same small organisation as in the tests of passes."""

import importlib.util
from pathlib import Path

_spec = importlib.util.spec_from_file_location("passes_harness", Path(__file__).parents[2] / "passes" / "conftest.py")
_passes = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_passes)
harness, pin, KeyStore = _passes.harness, _passes.pin, _passes.KeyStore
