"""Packing what is a person's: whole, divided, and never all in memory."""

import json
import os
import tracemalloc
import zipfile
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.personal_data.packing import Packing
from bot.signing.boards.bundle import MANIFEST, Entry

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
README = Entry("README.txt", b"read me")


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
