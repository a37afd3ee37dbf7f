"""Banned words stand nowhere in names, text ids, docstrings, comments and docs; no docstring begins with "Answer"."""

import ast
import io
import re
import tokenize
from functools import cache
from pathlib import Path

import pytest

from bot.texts.language import Language
from bot.texts.words import Texts

ROOT = Path(__file__).resolve().parents[2]
TOPS = ("aiogram_later", "bot", "handlers", "storage", "web", "sandbox", "docs", "benchmarks", "tests", "locales")
CODE = sorted(path for top in TOPS for path in (ROOT / top).rglob("*.py"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
SCRIPTS = sorted(path for top in ("web", "sandbox") for path in (ROOT / top).rglob("*.js"))
CONFIGURATION = [ROOT / "pyproject.toml", ROOT / "Makefile", ROOT / ".env.example", ROOT / ".ci" / "run"]
EXEMPT = {ROOT / "docs" / "glossary.md", ROOT / "tests" / "architecture" / "test_words.py"}

BANNED = {
    "house": "application",
    "gate": "middleware",
    "wire": "HTTP client, session",
    "bell": "job",
    "ring": "run",
    "rung": "due",
    "courier": "outbox worker, sender",
    "intake": "inbox",
    "lane": "per-user queue",
    "aside": "dead letter",
    "beat": "heartbeat",
    "door": "route",
    "rooms": "layers, feature packages",
    "bench": "worker pool",
    "workshop": "worker pool",
    "bindery": "sheet renderer",
    "telling": "notice",
    "deed": "ledger entry, audit event",
    "wall": "encrypted column",
    "shelf": "statement cache",
    "lending": "transaction",
    "petition": "approval request",
    "glance": "severity",
    "locksmith": "key store",
    "desk": "menu, page",
    "sight": "face check",
    "asked": "open requests, or what the value is",
    "asking": "what the value is",
    "wear": "set_photo",
    "put_off": "retry_later",
    "of_person": "documents_of",
}
"""Words that do not stand in names, with what to write instead."""

OF_STANDARDS = {"lanes"}  # of Argon2: RFC 9106

PROSE = {"house", "courier", "bindery", "locksmith", "petition", "deed", "rung", "bells", "wing", "workshop", "shelf"}
"""Words that do not stand in docstrings, comments and docs either; the others have an ordinary meaning there."""
IN_PROSE = re.compile(rf"\b({'|'.join(sorted(PROSE))})s?\b", re.IGNORECASE)
WORD = re.compile(r"[A-Za-z_]\w*")
CODE_IN_PROSE = re.compile(r"`[^`]*`")

PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def parts_of(name):
    """Return the lower-case words of a snake_case or CamelCase name, each also without a final "s"."""
    parts = {part.lower() for part in PARTS.findall(name)}
    return parts | {part.removesuffix("s") for part in parts}


def defined_names(tree):
    """Return every name that a module defines: classes, functions, parameters, variables and attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.lineno
        if isinstance(node, ast.arg):
            yield node.arg, node.lineno
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno


@cache
def text_of(path):
    return path.read_text(encoding="utf-8")


@cache
def tree_of(path):
    return ast.parse(text_of(path))


def of(top):
    """Return the modules below a folder."""
    return [path for path in CODE if path.is_relative_to(ROOT / top) and path not in EXEMPT]


@cache
def prose_of(path):
    """Return the docstrings and comments of a module with their lines."""
    strings = [
        (node.value.value, node.lineno)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]
    tokens = tokenize.generate_tokens(io.StringIO(text_of(path)).readline)
    return strings + [(token.string, token.start[0]) for token in tokens if token.type == tokenize.COMMENT]


@cache
def is_banned(name):
    if name in OF_STANDARDS:
        return set()
    return {word for word in BANNED if "_" not in word and word in parts_of(name)} | {
        word for word in BANNED if "_" in word and word in name
    }


def shown(path, line, what):
    return f"{path.relative_to(ROOT)}:{line}: {what}"


@pytest.mark.parametrize("top", TOPS)
def test_no_name_contains_a_banned_word(top):
    found = [
        shown(path, line, f"{name} ({', '.join(sorted(is_banned(name)))})")
        for path in of(top)
        if any(map(is_banned, set(WORD.findall(text_of(path)))))  # most modules need not be parsed
        for name, line in defined_names(tree_of(path))
        if is_banned(name)
    ]
    assert found == []


@pytest.mark.parametrize("top", TOPS)
def test_no_docstring_or_comment_contains_a_banned_word(top):
    found = [
        shown(path, line, word.group(0))
        for path in of(top)
        if IN_PROSE.search(text_of(path))
        for text, line in prose_of(path)
        if (word := IN_PROSE.search(text))
    ]
    assert found == []


def test_no_name_of_a_module_contains_a_banned_word():
    paths = [path.relative_to(ROOT) for path in [*CODE, *SCRIPTS, *(ROOT / "locales").rglob("*.ftl")]]
    assert [str(path) for path in paths if any(map(is_banned, path.with_suffix("").parts))] == []


def test_no_id_of_a_text_contains_a_banned_word():
    ids = [text_id for text_id, _ in Texts().ids(Language.EN)]
    assert [text_id for text_id in ids if is_banned(text_id) - {"asked"}] == []  # people are asked, in texts


@pytest.mark.parametrize("path", [*SCRIPTS, *CONFIGURATION], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_script_and_no_file_of_settings_contains_a_banned_word(path):
    assert IN_PROSE.search(path.read_text(encoding="utf-8")) is None


def test_no_docstring_begins_with_answer():
    found = [
        shown(path, line, text[:40])
        for path in CODE
        if '"""Answer' in text_of(path)
        for text, line in prose_of(path)
        if text.startswith(("Answer ", "Answers "))
    ]
    assert found == []


def test_no_page_of_the_docs_contains_a_banned_word():
    found = [
        shown(path, number, word.group(0))
        for path in PAGES
        if path not in EXEMPT
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if (word := IN_PROSE.search(CODE_IN_PROSE.sub("", line)))
    ]
    assert found == []
