"""Who can issue certificates can sign for anybody: one module reads the authority's key, and announces what it issues.

That no other module imports what issues certificates is a contract of import-linter.
"""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[4]
PACKAGES = ("bot", "handlers", "storage", "web")
USER = "bot/staff/authority.py"
STORED = {"bot/staff/organisation/organisations.py", "storage/staff/organisations.py", "storage/tables/staff.py"}


def named(module):
    """Return all names that a module uses: of variables, attributes, functions and keywords."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        match node:
            case ast.Attribute(attr=name) | ast.Name(id=name) | ast.keyword(arg=str(name)):
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.alias(name=name):
                yield name


def users(*names):
    found = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return {str(path.relative_to(ROOT)) for path in found if set(names) & set(named(path))}


def test_one_module_reads_the_authoritys_key():
    assert users("ca_key") - STORED == {USER}
    assert users("organisation_keys") <= STORED | {"storage/tables/__init__.py"}


def test_one_module_issues_certificates():
    issuing = users("issue_person", "issue_passkey", "issue_tap", "issue_seal", "mint_ca")
    assert issuing == {USER, "bot/crypto/authority.py"}
    assert users("issue_list") == {USER, "bot/crypto/authority.py"}


def test_a_lasting_certificate_is_announced_where_it_is_issued():
    tree = ast.parse((ROOT / USER).read_text(encoding="utf-8"))
    issuing = {
        each.name: ast.unparse(each)
        for each in tree.body
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef) and "issue_person(" in ast.unparse(each)
    }
    assert issuing.keys() == {"certify_key"}
    assert "ledger.append(" in issuing["certify_key"]
    assert "KeyMade(" in issuing["certify_key"]
    assert "outbox.add(" in issuing["certify_key"]
