"""Files and decisions that docs, docstrings and comments cite exist, and each claim about attacks cites a test."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ("aiogram_later", "bot", "handlers", "storage", "web", "locales", "sandbox", "benchmarks")
TOPS = (*PACKAGES, "tests", "docs", "contrib")
CITING = sorted(
    path
    for path in [*ROOT.glob("*.md"), *(file for top in TOPS for file in (ROOT / top).rglob("*"))]
    if path.suffix in {".py", ".md", ".js", ".ftl"}
)
FILE = re.compile(rf"\b((?:{'|'.join(TOPS)})/[\w./-]*\w\.(?:py|md|ftl|js|toml|json|pem|pdf))\b")
MODULE = re.compile(r"`((?:aiogram_later|bot|handlers|storage|web|sandbox|benchmarks)(?!\.ftl)(?:\.[a-z_0-9]+)+)`")
DECISION = re.compile(r"\bdecisions?[/ ](\d{1,4})\b")
DECISIONS = {int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md")}


def module_exists(name):
    """Return whether a dotted name is a module, or a name inside one."""
    path = ROOT.joinpath(*name.split("."))
    inside = path.parent.with_suffix(".py") if not path.parent.is_dir() else path.parent / "__init__.py"
    return path.with_suffix(".py").exists() or path.is_dir() or (inside.exists() and path.name in inside.read_text())


def citations(path, pattern):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        for found in pattern.findall(line):
            yield number, found


@pytest.mark.parametrize("path", CITING, ids=lambda path: str(path.relative_to(ROOT)))
def test_cited_files_modules_and_decisions_exist(path):
    missing = [f"{number}: {file}" for number, file in citations(path, FILE) if not (ROOT / file).exists()]
    missing += [f"{number}: {name}" for number, name in citations(path, MODULE) if not module_exists(name)]
    missing += [f"{number}: {one}" for number, one in citations(path, DECISION) if int(one) not in DECISIONS]
    assert missing == [], f"{path.relative_to(ROOT)} cites what does not exist"


THREATS = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8").splitlines()
CLAIMS = [line for line in THREATS if line.startswith("| ") and "| shown by |" not in line and "| --- |" not in line]


def is_skipped(module):
    """Return whether a module of tests is skipped as a whole."""
    marks = [
        node for node in module.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark"
    ]
    return any("mark.skip(" in ast.unparse(node) for node in marks)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim[:60])
def test_each_claim_of_the_threat_model_cites_tests_that_run(claim):
    cited = [ROOT / file for file in FILE.findall(claim.strip("| ").rpartition("|")[2])]
    assert cited, "what shows it?"
    for file in cited:
        module = ast.parse(file.read_text(encoding="utf-8"))
        tests = (ast.FunctionDef, ast.AsyncFunctionDef)
        assert any(isinstance(node, tests) and node.name.startswith("test_") for node in module.body)
        assert not is_skipped(module), f"{file.name} is skipped"
