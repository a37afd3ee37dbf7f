"""What an installation and the container image contain."""

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
