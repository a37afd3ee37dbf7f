"""The commands that the docs show exist, with the options that they are shown with."""

import argparse
import re
from pathlib import Path

import pytest

from benchmarks.__main__ import NAMES
from bot import cli

ROOT = Path(__file__).resolve().parents[3]
PAGES = [path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")] if path.name != "CHANGELOG.md"]
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
PROGRAM = r"(?:countersign|make|python -m benchmarks)"
SHOWN = re.compile(rf"`({PROGRAM} [^`]+)`|^    (?:sudo )?({PROGRAM} [^#\n]+)", re.MULTILINE)
OPTION = re.compile(r"--[a-z][a-z-]*")
COMMAND = re.compile(r"countersign ([a-z]+)(?: ([a-z]+))?")


def shown(program):
    """Return the command lines that the pages show, each with its page."""
    for page in PAGES:
        for found in SHOWN.findall(page.read_text(encoding="utf-8")):
            for line in re.split(r"&& ", found[0] or found[1]):
                if line.startswith(program):
                    yield page.name, line


def parsers_below(parser):
    """Return the parsers of the subcommands by name."""
    below = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    return {name: one for each in below for name, one in each.choices.items()}


@pytest.fixture(scope="module")
def commands():
    parser = argparse.ArgumentParser()
    subparsers = parser.add_subparsers()
    for add in cli.ALL:
        add(subparsers)
    return parsers_below(parser)


def test_every_command_of_countersign_exists_with_its_options(commands):
    lines = list(shown("countersign"))
    assert len(lines) > 50
    for page, line in lines:
        name, part = COMMAND.match(line).groups()
        parser = commands[name]
        parser = parsers_below(parser).get(part, parser)
        unknown = set(OPTION.findall(line)) - set(parser._option_string_actions)
        assert not unknown, f"{page}: {line}"


def test_every_target_of_make_and_every_benchmark_exists():
    targets = {
        (page, word) for page, line in shown("make") for word in line.split()[1:] if re.fullmatch("[a-z-]+", word)
    }
    assert {word for _, word in targets} <= TARGETS
    assert {line.split()[3] for _, line in shown("python -m benchmarks")} <= set(NAMES)
    assert targets
