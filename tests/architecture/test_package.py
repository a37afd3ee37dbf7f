"""What an installation contains."""

import tomllib
from pathlib import Path

from setuptools import find_namespace_packages

ROOT = Path(__file__).resolve().parents[2]


def test_the_sandbox_and_the_documentation_are_not_installed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = find_namespace_packages(str(ROOT), include=project["tool"]["setuptools"]["packages"]["find"]["include"])
    installed = {name.partition(".")[0] for name in found}
    assert {"bot", "handlers", "storage", "locales"} <= installed
    assert not installed & {"sandbox", "docs", "tests", "benchmarks"}
