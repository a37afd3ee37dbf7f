import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.crypto.national.kupyna import Kupyna

FOLDER = "shared/qualified/dstu-vectors"
VECTORS = next((path for at in Path(__file__).parents if (path := at / FOLDER).is_dir()), Path("none"))
COUNTING = bytes(range(256))


def hashed(bits, data):
    function = Kupyna(bits)
    function.update(data)
    return function.hexdigest()


@pytest.mark.parametrize(
    ("bits", "data", "expected"),
    [
        (256, b"", "cd5101d1ccdf0d1d1f4ada56e888cd724ca1a0838a3521e7131d4fb78d0f5eb6"),
        (256, b"\xff", "ea7677ca4526555680441c117982ea14059ea6d0d7124d6ecdb3deec49e890f4"),
        (256, COUNTING[:64], "08f4ee6f1be6903b324c4e27990cb24ef69dd58dbe84813ee0a52f6631239875"),
        (256, COUNTING[:95], "1075c8b0cb910f116bda5fa1f19c29cf8ecc75caff7208ba2994b68fc56e8d16"),
        (256, COUNTING, "d305a32b963d149dc765f68594505d4077024f836c1bf03806e1624ce176c08f"),
        (
            512,
            b"",
            (
                "656b2f4cd71462388b64a37043ea55dbe445d452aecd46c3298343314ef04019"
                "bcfa3f04265a9857f91be91fce197096187ceda78c9c1c021c294a0689198538"
            ),
        ),
        (
            512,
            COUNTING[:192],
            (
                "b189bfe987f682f5f167f0d7fa565330e126b6e592b1c55d44299064ef95b1a5"
                "7f3c2d0ecf17869d1d199ebbd02e8857fb8add67a8c31f56cd82c016cf743121"
            ),
        ),
    ],
)
def test_hashes_of_the_standard_are_found(bits, data, expected):
    assert hashed(bits, data) == expected


@pytest.mark.skipif(not VECTORS.is_dir(), reason="needs the samples beside the repository")
@pytest.mark.parametrize("bits", [256, 512])
def test_vectors_of_another_program_are_found(bits):
    for case in json.loads((VECTORS / f"kupyna-kupyna-{bits}.json").read_text())["cases"]:
        assert hashed(bits, bytes.fromhex(case["message_hex"])) == case["hash_hex"].lower()


@given(st.binary(max_size=300))
def test_384_bits_are_the_last_of_512(data):
    assert hashed(384, data) == hashed(512, data)[32:]


@pytest.mark.parametrize("bits", [256, 384, 512])
@given(pieces=st.lists(st.binary(max_size=140), max_size=6))
def test_pieces_give_the_hash_of_the_whole(bits, pieces):
    function = Kupyna(bits)
    for piece in pieces:
        function.update(piece)
        function.digest()
    assert function.copy().hexdigest() == hashed(bits, b"".join(pieces))
    assert len(function.digest()) == function.digest_size == bits // 8


def test_every_flipped_bit_changes_the_hash():
    found = {hashed(256, (1 << bit).to_bytes(65, "little")) for bit in range(520)}
    assert len(found | {hashed(256, bytes(65)), hashed(256, bytes(64)), hashed(256, bytes(66))}) == 523


@pytest.mark.parametrize("bits", [0, 128, 257, 1024])
def test_other_lengths_are_refused(bits):
    with pytest.raises(ValueError, match=str(bits)):
        Kupyna(bits)
