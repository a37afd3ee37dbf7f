"""The locked versions: what runs is installed without the tools of developers, and both locks agree."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKED = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
PRODUCTION, DEVELOPMENT = "requirements.txt", "requirements-dev.txt"


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def locked(name):
    """The locked packages: (name, version)."""
    return set(LOCKED.findall(text(name)))


def named(requirements):
    """The distributions of requirements, as locks spell them."""
    found = (re.match(r"[A-Za-z0-9.-]+", one)[0] for one in requirements if isinstance(one, str))
    return {name.lower().replace(".", "-") for name in found}


@pytest.fixture(scope="module")
def project():
    return tomllib.loads(text("pyproject.toml"))


def test_production_installs_what_the_bot_needs_and_no_tool(project):
    installed = {name for name, _ in locked(PRODUCTION)}
    assert named(project["project"]["dependencies"]) <= installed
    assert not named(project["dependency-groups"]["dev"]) & installed
    assert not {name for name in installed if re.search("pytest|hypothesis|mypy|ruff|selenium|coverage", name)}


def test_development_has_the_same_versions_and_every_tool(project):
    assert locked(PRODUCTION) < locked(DEVELOPMENT)
    assert named(project["dependency-groups"]["dev"]) <= {name for name, _ in locked(DEVELOPMENT)}


@pytest.mark.parametrize("name", [PRODUCTION, DEVELOPMENT])
def test_every_version_has_hashes_and_no_index_is_named(name):
    blocks = re.split(r"^(?=[a-z0-9-]+==)", text(name), flags=re.MULTILINE)
    assert len(blocks) - 1 == len(re.findall(r"^[a-z0-9-]+==", text(name), re.MULTILINE)) > 0
    assert all("--hash=sha256:" in block for block in blocks[1:])
    assert "://" not in text(name)


def test_a_service_installs_production_alone():
    assert "requirements-dev" not in text("contrib/Containerfile")
    assert re.search(r"^run: install\b", text("Makefile"), re.MULTILINE)
