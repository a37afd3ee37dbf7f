"""No folder holds more modules than a reader can take in at a glance."""

from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bot", "handlers", "web", "storage", "sandbox", "benchmarks", "aiogram_later", "docs", "tests")
MOST = 15


def modules_per_folder():
    paths = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return Counter(str(path.parent.relative_to(ROOT)) for path in paths)


def test_no_folder_holds_more_than_fifteen_modules():
    assert {folder: count for folder, count in modules_per_folder().items() if count > MOST} == {}


@pytest.mark.parametrize("folder", ["bot/providers", "tests/architecture"])
def test_the_modules_of_nested_folders_are_counted(folder):
    assert modules_per_folder()[folder] > 1
