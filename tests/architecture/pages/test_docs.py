"""The docs: what they link to is there, and the pictures are those that the command takes."""

import ast
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.retention import KEPT_DAYS
from bot.texts.words import Texts

ROOT = Path(__file__).resolve().parents[3]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
PICTURES = {path.stem: path for path in (ROOT / "docs" / "pictures").glob("*.png")}
PHOTOGRAPHY = ROOT / "docs" / "photography"
OF_THREE_PHONES = "chat-page"
LARGEST = 60 * 1024
ALL_LARGEST = 4 * 1024 * 1024
LINK = re.compile(r"""\]\(([^)\s#]+)|src="([^"]+)\"""")


def linked(page):
    """The files that a page leads to."""
    for found in LINK.findall(page.read_text(encoding="utf-8")):
        target = found[0] or found[1]
        if "://" not in target and not target.startswith("mailto:"):
            yield (page.parent / target).resolve()


def taken():
    """The names of the pictures that are taken: the constant arguments of the camera's methods."""
    for path in PHOTOGRAPHY.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in {"take", "take_page"}
            ):
                yield from (one.value for one in node.args if isinstance(one, ast.Constant))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_to_a_file(page):
    assert [str(target) for target in linked(page) if not target.exists()] == []


def test_every_picture_is_shown_on_some_page():
    shown = {target.stem for page in PAGES for target in linked(page) if target.suffix == ".png"}
    assert set(PICTURES) == shown


def test_every_picture_that_the_command_takes_is_there():
    assert set(taken()) <= set(PICTURES)


def test_pictures_are_small():
    sizes = {name: path.stat().st_size for name, path in PICTURES.items()}
    assert {name: size for name, size in sizes.items() if size > LARGEST}.keys() <= {OF_THREE_PHONES}
    assert sum(sizes.values()) <= ALL_LARGEST


def test_the_letters_in_the_guide_are_those_that_are_sent():
    guide = (ROOT / "docs" / "guide" / "manager-staff.md").read_text(encoding="utf-8")
    words = Texts().words("en", "Europe/Kyiv")
    told = {"name": "Hanna", "organisation": "Example Ltd", "link": "https://t.me/…"}
    until = datetime(2026, 12, 7, 8, 2, tzinfo=UTC)
    assert f"Subject: {words.plain('staff-letter-subject', organisation='Example Ltd')}\n" in guide
    assert words.plain("staff-letter-text", until=until, **told) in guide
    assert words.plain("staff-letter-sms", **told) in guide


def test_every_class_of_retention_is_told_with_its_days():
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ((?:`[a-z-]+`(?:, )?)+) \|[^|]*\| (\d+|with `updates`)", page, re.MULTILINE)
    told = {name: days for names, days in rows for name in re.findall(r"`([a-z-]+)`", names)}
    assert told == {name: str(days) for name, days in KEPT_DAYS.items()} | {"conversations": "with `updates`"}


GUIDE = sorted((ROOT / "docs" / "guide").glob("*.md"))
EMPHASIS = {"as a file"}
"""Words in bold that are no button."""


@pytest.mark.parametrize("page", GUIDE, ids=lambda page: page.stem)
def test_the_guide_names_buttons_as_they_are_labelled(page):
    labels = "\n".join(path.read_text() for path in (ROOT / "locales" / "en").glob("*.ftl")).replace("…", "")
    named = set(re.findall(r"\*\*(.+?)\*\*", page.read_text().replace("\n", " "), re.DOTALL))
    assert [name for name in sorted(named) if name not in labels and name not in EMPHASIS] == []
