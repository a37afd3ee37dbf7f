"""Packing what is a person's: whole, divided, never all in memory, and with commands that check it."""

import json
import os
import re
import shutil
import subprocess
import tracemalloc
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.personal_data.packing import Packing
from bot.signing.boards.bundle import MANIFEST, Entry
from bot.texts.language import Language
from bot.texts.words import Texts

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
README = Entry("README.txt", b"read me")
EVIDENCE = Path(__file__).parents[3] / "docs" / "evidence"


async def one_by_one(entries):
    for one in entries:
        yield one


async def unpacked(entries, most):
    """What each file holds; none is larger than `most` and what the manifest takes."""
    found = []
    async with Packing()(README, one_by_one(entries), NOW, most) as parts:
        for number, part in enumerate(parts):
            with zipfile.ZipFile(part) as package:
                assert package.testzip() is None
                found.append({name: package.read(name) for name in package.namelist()})
                room = most + (0 if number else package.getinfo(MANIFEST).compress_size + 500)
            assert part.seek(0, os.SEEK_END) <= room
    return found


@settings(max_examples=30, deadline=None)
@given(st.lists(st.binary(max_size=3000), max_size=20))
async def test_every_entry_is_in_one_file_that_opens_by_itself(contents):
    entries = [Entry(f"documents/{number}.pdf", content) for number, content in enumerate(contents)]
    found = await unpacked(entries, most=20_000)
    assert all(one["README.txt"] == b"read me" for one in found)
    manifest = json.loads(found[0][MANIFEST])
    assert manifest["parts"] == len(found)
    told = [(one["path"], found[one["part"] - 1][one["path"]]) for one in manifest["files"]]
    assert told == [(entry.path, entry.content) for entry in entries]


async def test_much_is_divided_and_what_fits_no_file_is_named():
    much = [Entry(f"{number}", os.urandom(9000)) for number in range(5)]
    found = await unpacked([*much, Entry("large", bytes(50_000))], most=20_000)
    assert [len(one) for one in found] == [4, 3, 2]  # two a file, with the README; the manifest in the first
    assert [one["path"] for one in json.loads(found[0][MANIFEST])["left_out"]] == ["large"]


async def test_of_many_files_a_few_are_in_memory():
    large = (Entry(f"{number}", os.urandom(1 << 18)) for number in range(40))
    tracemalloc.start()
    async with Packing()(README, one_by_one(large), NOW, most=4 << 20) as parts:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(parts) == 3
    assert peak < 2 << 20


@pytest.mark.skipif(not (shutil.which("jq") and shutil.which("openssl")), reason="jq or openssl is not installed")
@pytest.mark.parametrize("language", Language)
def test_the_commands_of_the_readme_check_a_signature(tmp_path, language):
    (tmp_path / "certificates").mkdir()
    (tmp_path / "certificates/organisation.pem").write_bytes((EVIDENCE / "example-organisation.pem").read_bytes())
    about = Texts().words(language).plain("me-data-about", organisation="ТОВ «Зразок»", at=NOW)
    commands = re.findall(r"^(?:jq|openssl) .*$", about, re.MULTILINE)
    assert len(commands) == 6
    script = "\n".join(["set -e", *commands]).replace("FILE", str(EVIDENCE / "example-signature.json"))
    done = subprocess.run(["sh", "-c", script], cwd=tmp_path, check=True, capture_output=True)
    assert done.stdout.splitlines() == [b"Verified OK", b"person.pem: OK"]
