"""Bundles are complete, small enough to be sent, and safe to unpack."""

import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import PurePosixPath

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.signing.boards.bundle import MANIFEST, Entry, pack, safe_name

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ALWAYS = [Entry("README.txt", b"read me")]


def unpacked(part):
    with zipfile.ZipFile(io.BytesIO(part)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.binary(max_size=3000), max_size=30))
def test_every_entry_is_in_one_part_and_no_part_is_too_large(contents):
    entries = [Entry(f"records/{number}.bin", content) for number, content in enumerate(contents)]
    parts = pack(ALWAYS, entries, {"document": "х" * 40}, NOW, most=40_000)
    assert all(len(part) <= 40_000 for part in parts)
    found = [unpacked(part) for part in parts]
    assert all({"README.txt", MANIFEST} <= one.keys() for one in found)
    records = [item for one in found for item in one.items() if item[0].startswith("records/")]
    assert sorted(records) == sorted((entry.path, entry.content) for entry in entries)
    manifest = json.loads(found[0][MANIFEST])
    assert manifest["parts"] == len(parts)
    for item in manifest["files"]:
        content = found[max(item["part"], 1) - 1][item["path"]]
        assert (item["size"], item["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())


def test_an_entry_too_large_for_any_part_is_listed_as_left_out():
    (part,) = pack(ALWAYS, [Entry("small", b"1"), Entry("large", bytes(50_000))], {}, NOW, most=40_000)
    found = unpacked(part)
    assert "large" not in found
    assert [item["path"] for item in json.loads(found[MANIFEST])["left_out"]] == ["large"]


def test_the_same_entries_give_the_same_bytes():
    assert pack(ALWAYS, [], {}, NOW) == pack(ALWAYS, [], {}, NOW)


@given(st.text(max_size=300))
def test_no_name_leads_out_of_its_folder(name):
    safe = safe_name(name, "document")
    assert PurePosixPath(safe).parts == (safe,)
    assert safe not in (".", "..")
    assert not set(safe) & set('<>:"/\\|?*\x00\n')
    assert len(safe) <= 120


def test_a_safe_name_is_unchanged():
    assert safe_name("Наказ № 7.pdf", "document") == "Наказ № 7.pdf"
    assert safe_name("..\\..\\evil.pdf", "document") == "evil.pdf"
    assert safe_name(" .. ", "document") == "document"
