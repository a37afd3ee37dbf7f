"""The words: the same ids and variables in three languages, and in the code."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as syntax

from bot.texts.language import Language
from bot.texts.words import TextError, Texts, _entries

ROOT = Path(__file__).resolve().parents[2]
CODE = [path for top in ("bot", "handlers", "web") for path in sorted((ROOT / top).rglob("*.py"))]


def catalogue(language):
    return dict(Texts().ids(language))


@pytest.mark.parametrize("language", list(Language)[1:])
def test_every_language_has_the_same_texts_with_the_same_variables(language):
    assert catalogue(language) == catalogue(Language.UK)


@pytest.mark.parametrize("language", Language)
def test_every_language_has_the_same_files(language):
    names = {path.name for path in (ROOT / "locales" / language).glob("*.ftl")}
    assert names == {path.name for path in (ROOT / "locales" / Language.UK).glob("*.ftl")}


@pytest.mark.parametrize("language", Language)
def test_no_text_is_written_twice(language):
    seen = {}
    for path in (ROOT / "locales" / language).glob("*.ftl"):
        for text_id in re.findall(r"^([a-z][a-z0-9-]*) =", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert text_id not in seen, f"{text_id} stands in {seen[text_id]} and {path.name}"
            seen[text_id] = path.name


@pytest.mark.parametrize("language", Language)
def test_texts_cut_out_one_by_one_are_those_of_the_whole_file(language):
    parser = FluentParser(with_spans=False)
    for path in (ROOT / "locales" / language).glob("*.ftl"):
        resource = path.read_text(encoding="utf-8")
        whole = [entry for entry in parser.parse(resource).body if not isinstance(entry, syntax.BaseComment)]
        cut = list(_entries(resource))
        assert [entry.id.name for entry in whole] == [text_id for text_id, _ in cut]
        for entry, (text_id, source) in zip(whole, cut, strict=True):
            assert entry.equals(parser.parse_entry(source), ignored_fields=["comment", "span"]), text_id


def words_in(tree):
    """The texts a file asks for: whole ids, and patterns where part of the id is computed."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                re.escape(part.value) if isinstance(part, ast.Constant) else "[a-z0-9-]+" for part in node.values
            )


@cache
def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def used_ids():
    """Every call of a `Words`: the id (or pattern) and the names of its variables (None when spread)."""
    for path in CODE:
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = (
                node.func.value if isinstance(node.func, ast.Attribute) and node.func.attr == "plain" else node.func
            )
            if not (isinstance(called, ast.Name) and called.id == "words"):
                continue
            names = None if any(word.arg is None for word in node.keywords) else {word.arg for word in node.keywords}
            if isinstance(node.args[0], ast.Constant):
                yield path.name, node.args[0].value, names


def refusals():
    """Every refusal raised in the code: its text id and the names of its facts."""
    for path in CODE:
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.Raise) or node.exc is None:
                continue
            call = node.exc
            name = call.func if isinstance(call, ast.Call) else call
            if isinstance(name, ast.Name) and name.id.endswith("Refused"):
                keywords = call.keywords if isinstance(call, ast.Call) else []
                words = re.findall(r"[A-Z][a-z0-9]*", name.id.removesuffix("Refused"))
                yield path.name, "-".join(["refused", *(word.lower() for word in words)]), {one.arg for one in keywords}


def test_the_code_asks_for_texts_that_exist_with_the_variables_they_take():
    known = catalogue("en")
    used = list(used_ids())
    assert len(used) > 100
    for where, text_id, names in used:
        assert text_id in known, f"{where} asks for {text_id}"
        assert names is None or names == known[text_id], f"{where} words {text_id} with {names}"


def test_every_refusal_has_its_sentence_with_its_facts():
    known = catalogue("en")
    raised = list(refusals())
    assert len(raised) > 20
    for where, text_id, facts in raised:
        assert text_id in known, f"{where} raises what has no sentence: {text_id}"
        assert facts == known[text_id], f"{where} raises {text_id} with {facts}"


def test_no_text_is_left_over():
    patterns = {word for path in CODE for word in words_in(tree_of(path))}
    raised = {text_id for _, text_id, _ in refusals()}
    whole = {re.sub(r"\\(.)", r"\1", word) for word in patterns}
    computed = [re.compile(word) for word in patterns if "[a-z0-9-]+" in word and re.match(r"[a-z]+\\-", word)]
    for text_id in catalogue("en"):
        used = (
            text_id in whole or text_id in raised or text_id == "refused" or any(p.fullmatch(text_id) for p in computed)
        )
        assert used, f"nobody asks for {text_id}"


def test_what_people_write_into_a_text_is_escaped_in_messages_and_not_on_buttons():
    words = Texts().words("en")
    assert "&lt;b&gt;" in words("staff-mismatch-approved", name="<b>")
    assert "<b>" in words.plain("staff-unlocked", name="<b>")


def test_a_text_that_nobody_wrote_raises():
    with pytest.raises(TextError):
        Texts().words("en")("no-such-text")


def test_a_missing_and_a_surplus_variable_raise():
    words = Texts().words("uk")
    with pytest.raises(TextError):
        words("staff-mismatch-approved")
    with pytest.raises(TextError):
        words("help", name="?")
