import json
import subprocess
import sys

import pytest

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
