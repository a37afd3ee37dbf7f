import json
import subprocess
import sys

import pytest

from benchmarks.corpus import main as corpus
from benchmarks.photos import is_read, is_wrong, main
from bot.qr.draw import draw_png


def test_the_figures_have_the_agreed_keys(tmp_path, capsys):
    (tmp_path / "one.png").write_bytes(draw_png("hello  there"))
    (tmp_path / "other.png").write_bytes(draw_png("something else"))
    (tmp_path / "manifest.csv").write_text("file,expected\none.png,hello there\nother.png,?\n")
    assert main([str(tmp_path)]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert list(figures) == ["original", "telegram"]
    for side in figures.values():
        assert set(side["cascade"]) == {"pictures", "read_rate", "wrong", "p50_ms", "p95_ms", "max_ms"}
        assert set(side["cascade"]) == set(side["pyzbar"]) == set(side["zxingcpp"])
        assert side["cascade"]["read_rate"] == side["union"]["read_rate"] == 1
        assert side["cascade"]["pictures"] == 2


def test_the_figures_of_a_corpus_have_the_agreed_keys(tmp_path, capsys):
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "one.png").write_bytes(draw_png("hello"))
    (tmp_path / "list.csv").write_text("ПІБ;Телефон\nКоваль Олена;0671234567\n")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\n")
    assert corpus([str(tmp_path)]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert set(figures) == {"pdf", "lists", "pictures"}
    costs, read = {"max_s", "max_mib"}, {"files", "read", "refused", "crashed"}
    assert set(figures["lists"]) == read | costs
    assert set(figures["pictures"]) >= read | costs
    taken = {"opens_in_poppler", "taken", "taken_of_opening", "sealed", "verified", "looks_same"}
    assert set(figures["pdf"]) >= {"files", "refused", "crashed"} | taken | costs
    assert [figures[kind]["files"] for kind in ("pdf", "lists", "pictures")] == [1, 1, 1]
    assert [figures[kind]["crashed"] for kind in ("pdf", "lists", "pictures")] == [0, 0, 0]
    assert (figures["lists"]["read"], figures["pictures"]["read"], figures["pdf"]["taken"]) == (1, 1, 0)


@pytest.mark.parametrize(
    ("expected", "texts", "read", "wrong"),
    [
        ({"a"}, {"a"}, True, False),
        ({"a", "b"}, {"a"}, False, False),
        ({"a"}, {"x"}, False, True),
        ({"a"}, set(), False, False),
        ({"?"}, {"x"}, True, False),
        ({"?"}, set(), False, False),
        (set(), {"x"}, True, True),
    ],
)
def test_what_counts_as_read_and_as_wrong(expected, texts, read, wrong):
    assert is_read(frozenset(expected), frozenset(texts)) == read
    assert is_wrong(frozenset(expected), frozenset(texts)) == wrong


def test_an_unknown_benchmark_lists_the_names():
    done = subprocess.run([sys.executable, "-m", "benchmarks", "nothing"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "photos" in done.stderr
