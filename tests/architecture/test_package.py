"""What an installation and the container image contain."""

import re
import tomllib
from pathlib import Path

import pytest
from setuptools import find_namespace_packages

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed():
    """The top-level packages of an installation."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = find_namespace_packages(str(ROOT), include=project["tool"]["setuptools"]["packages"]["find"]["include"])
    return {name.partition(".")[0] for name in found}


def test_the_sandbox_and_the_documentation_are_not_installed(installed):
    assert {"bot", "handlers", "storage", "web", "locales"} <= installed
    assert not installed & {"sandbox", "docs", "tests", "benchmarks"}


def test_the_container_image_contains_every_installed_package(installed):
    image = (ROOT / "contrib" / "Containerfile").read_text(encoding="utf-8").splitlines()
    context = (ROOT / "contrib" / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert {line.removeprefix("COPY ").partition(" ")[0] for line in image if line.startswith("COPY ")} >= installed
    assert {line.removeprefix("!") for line in context if line.startswith("!")} >= installed
    assert "COPY sandbox sandbox" not in image


def names(lines):
    """Return the names of packages, as indexes write them (PEP 503)."""
    found = (re.match("[A-Za-z0-9._-]+", line) for line in lines)
    return {re.sub("[-_.]+", "-", one.group()).lower() for one in found if one}


def test_what_runs_is_locked_apart_from_the_tools_of_developers():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked, for_developers = (
        names((ROOT / name).read_text(encoding="utf-8").splitlines())
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    tools = {"pytest", "mypy", "ruff", "hypothesis", "selenium", "import-linter"}
    assert names(project["dependencies"]) <= locked
    assert tools <= for_developers
    assert not tools & locked
