"""Archives under a passphrase."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.crypto import archive
from bot.crypto.archive import ArchiveBroken, Opening, Sealing

PASSPHRASE = "correct horse battery"
PIECE = 1000 + archive._TAG


@pytest.fixture(autouse=True, scope="module")
def _small_and_quick():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archive, "_PIECE", 1000)
        patch.setattr(archive, "_COST", (64, 1, 1))
        yield


def sealed(*parts):
    out = io.BytesIO()
    sealing = Sealing(out, PASSPHRASE)
    for part in parts:
        sealing.write(part)
    sealing.close()
    return out.getvalue()


def opened(file, size, passphrase=PASSPHRASE):
    opening = Opening(io.BytesIO(file), passphrase)
    content = opening.read(size)
    assert opening.ended()
    return content


@given(st.lists(st.binary(max_size=2500), max_size=4))
@settings(max_examples=50, deadline=None)
def test_what_was_sealed_opens_whatever_its_parts(parts):
    content = b"".join(parts)
    assert opened(sealed(*parts), len(content)) == content


def test_content_does_not_show():
    assert b"Olena" not in sealed(b"Olena" * 500)


@given(st.integers(0, 2999 + 51 + 48), st.integers(1, 255))
@settings(max_examples=80, deadline=None)
def test_a_changed_byte_is_noticed(at, change):
    file = bytearray(sealed(b"x" * 2999))
    file[at % len(file)] ^= change
    with pytest.raises(ArchiveBroken):
        opened(bytes(file), 2999)


@given(st.integers(0, 3098))
@settings(max_examples=80, deadline=None)
def test_an_archive_cut_short_is_noticed(at):
    file = sealed(b"x" * 2999)
    with pytest.raises(ArchiveBroken):
        opened(file[: at % len(file)], 2999)


def test_a_dropped_a_moved_and_an_appended_piece_are_noticed():
    file = sealed(b"a" * 1000 + b"b" * 1000 + b"c" * 1000)
    head, pieces = file[: -3 * PIECE], [file[-PIECE * n :][:PIECE] for n in (3, 2, 1)]
    for wrong in ([0, 2], [1, 0, 2], [0, 1, 2, 2], [0, 1]):
        with pytest.raises(ArchiveBroken):
            opened(head + b"".join(pieces[n] for n in wrong), 1000 * len(wrong))


def test_another_passphrase_is_a_clear_sentence():
    with pytest.raises(ArchiveBroken, match="passphrase"):
        opened(sealed(b"x"), 1, "another passphrase")


def test_a_short_passphrase_is_refused():
    with pytest.raises(ValueError, match="at least 12"):
        Sealing(io.BytesIO(), "short")


def test_a_strange_file_asks_for_no_memory():
    file = bytearray(sealed(b"x"))
    file[12:16] = b"\xff" * 4
    with pytest.raises(ArchiveBroken, match="no backup"):
        opened(bytes(file), 1)
    with pytest.raises(ArchiveBroken, match="no backup"):
        opened(b"%PDF-1.7", 1)
