"""A long file under GOST 34.311 is hashed piece by piece, says how far it is, and is judged like any other."""

import pytest_asyncio
from dstu_lists import DstuHolder
from qualified_country import NOW

from bot.crypto.national.hashing import PIECE
from bot.qualified.in_workers import NamedFile
from bot.qualified.judge_signatures import JudgeSignatures
from bot.qualified.judgement import SignatureFault
from bot.settings import read_settings
from bot.startup.master_key import open_cipher
from storage.opening import open_store

CONTENT = b"0123456789abcdef" * (1 << 16)


@pytest_asyncio.fixture
async def judge(tmp_path, monkeypatch, workers):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("BOT_TOKEN", "123456789:" + "A" * 35)
    settings = read_settings()
    store = await open_store(settings, open_cipher(settings))
    yield JudgeSignatures(store.reading, workers)
    await store.close()


async def test_progress_is_told_and_a_changed_byte_is_noticed(judge):
    message, done = DstuHolder("Sample head", 99).message(CONTENT), []
    signature = NamedFile("order.p7s", message)
    (found,) = await judge(signature, NamedFile("order.bin", CONTENT), now=NOW, report=done.append)
    assert found.correctness.fault is None
    assert done == [part / 4 for part in range(1, len(CONTENT) // PIECE + 1)]
    done.clear()
    (found,) = await judge.about(signature, NamedFile("order.bin", CONTENT), now=NOW, report=done.append)
    assert (found.correctness.fault, done[-1]) == (None, 1)
    (found,) = await judge(signature, NamedFile("order.bin", CONTENT[:-1] + b"#"), now=NOW)
    assert found.correctness.fault is SignatureFault.CONTENT_DIFFERS


async def test_a_short_file_is_hashed_where_it_is_judged(judge):
    message, done = DstuHolder("Sample head", 99).message(b"order"), []
    (found,) = await judge(
        NamedFile("order.p7s", message), NamedFile("order.bin", b"order"), now=NOW, report=done.append
    )
    assert (found.correctness.fault, done) == (None, [])
