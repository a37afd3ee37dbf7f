import random
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.crypto.national.gost34311 import DEFAULT_SBOX, Gost34311
from bot.crypto.national.gost_r import is_available

TEST_SBOX = bytes.fromhex(
    "4a92d80e6b1c7f53eb4c6dfa23810759581da342efc7609b7da1089fe46cb253"
    "6c715fd84a9e03b24ba0721d36859cfedb413f590ae7682c1fd057a4923e6b8c"
)
CRYPTOPRO_SBOX = bytes.fromhex(
    "a4568137dce092bf5f402db91763cea87fce94103b526a8d4a7c0f28e165db93"
    "764b9c2a180efd357624d9f0a15b8ec3de41705a3c8f629b13a95b4f867ed02c"
)
LENGTH_32, LENGTH_50 = b"This is message, length=32 bytes", b"Suppose the original message has length = 50 bytes"
FOX = b"The quick brown fox jumps over the lazy dog"


def hashed(data, sbox=DEFAULT_SBOX):
    function = Gost34311(sbox)
    function.update(data)
    return function.hexdigest()


@pytest.mark.parametrize(
    ("sbox", "data", "expected"),
    [
        (TEST_SBOX, b"", "ce85b99cc46752fffee35cab9a7b0278abb4c2d2055cff685af4912c49490f8d"),
        (TEST_SBOX, b"a", "d42c539e367c66e9c88a801f6649349c21871b4344c6a573f849fdce62f314dd"),
        (TEST_SBOX, LENGTH_32, "b1c466d37519b82e8319819ff32595e047a28cb6f83eff1c6916a815a637fffa"),
        (TEST_SBOX, LENGTH_50, "471aba57a60a770d3a76130635c1fbea4ef14de51f78b4ae57dd893b62f55208"),
        (CRYPTOPRO_SBOX, b"", "981e5f3ca30c841487830f84fb433e13ac1101569b9c13584ac483234cd656c0"),
        (CRYPTOPRO_SBOX, LENGTH_32, "2cefc2f7b7bdc514e18ea57fa74ff357e7fa17d652c75f69cb1be7893ede48eb"),
        (CRYPTOPRO_SBOX, LENGTH_50, "c3730c5cbccacf915ac292676f21e8bd4ef75331d9405e5f1a61dc3130a65011"),
        (DEFAULT_SBOX, FOX, "0f1355130b4a820a1e4e3f6474f6bdecc718a4a73345595edc1c1809832b2333"),
    ],
)
def test_known_hashes_are_found(sbox, data, expected):
    assert hashed(data, sbox) == expected


@given(st.lists(st.binary(max_size=70), max_size=8))
def test_pieces_give_the_hash_of_the_whole(pieces):
    function = Gost34311()
    for piece in pieces:
        function.update(piece)
        function.digest()
    assert function.copy().hexdigest() == hashed(b"".join(pieces))


def test_a_copy_goes_its_own_way():
    function = Gost34311()
    function.update(FOX[:40])
    other = function.copy()
    other.update(FOX[40:])
    assert (function.hexdigest(), other.hexdigest()) == (hashed(FOX[:40]), hashed(FOX))


def test_every_flipped_bit_changes_the_hash():
    found = {hashed((1 << bit).to_bytes(33, "little")) for bit in range(264)}
    assert len(found | {hashed(bytes(33)), hashed(bytes(32)), hashed(bytes(34))}) == 267


@pytest.mark.skipif(not is_available(), reason="needs OpenSSL's engine gost")
def test_openssl_finds_the_same_hashes(tmp_path):
    chance = random.Random(34311)  # noqa: S311 - examples
    path = tmp_path / "data"
    for size in (1, 31, 32, 33, 64, 1000, 4096):
        path.write_bytes(data := chance.randbytes(size))
        command = ["openssl", "dgst", "-engine", "gost", "-md_gost94", "-r", path]
        said = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        assert said.split()[0] == hashed(data, CRYPTOPRO_SBOX)
