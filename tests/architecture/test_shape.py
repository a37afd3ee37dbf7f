"""Functions are short, and what a handler is given fits on the lines above it."""

import ast
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("aiogram_later", "bot", "handlers", "storage", "web", "sandbox", "locales", "docs", "benchmarks")
SCHEMA = ROOT / "storage" / "migrations" / "versions"  # Alembic writes these functions, a table after another
LONGEST = 40
MEDIAN = 6


def functions(*packages):
    """Return every function of the packages with where it is."""
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            if path.parent != SCHEMA:
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                        yield f"{path.relative_to(ROOT)}:{node.lineno}: {node.name}", node


def lines_of_signature(function):
    return function.body[0].lineno - function.lineno


def lines_of_body(function):
    return function.end_lineno - function.body[0].lineno + 1


def test_no_function_is_longer_than_forty_lines_and_the_median_has_six():
    lengths = {where: lines_of_body(function) for where, function in functions(*PACKAGES)}
    assert {where: length for where, length in lengths.items() if length > LONGEST} == {}
    assert median(lengths.values()) <= MEDIAN


def test_no_signature_of_a_handler_is_longer_than_its_body():
    handlers = [(where, one) for where, one in functions("handlers") if one.name.startswith("on_")]
    assert len(handlers) > 200
    assert [where for where, one in handlers if lines_of_signature(one) > lines_of_body(one)] == []
