import hashlib
import pickle
from functools import partial

import pytest
from dstu_signing import LITTLE_ENDIAN, named, packed, public_key, public_point, sign

from bot.crypto.national.algorithms import (
    GOST34311,
    UnsupportedAlgorithmError,
    digest_of_signature,
    is_slow,
    key_algorithm,
    new_hash,
    verify_signed,
)
from bot.crypto.national.compiled_kupyna import IS_COMPILED, CompiledKupyna
from bot.crypto.national.dstu_keys import KeyParametersError, KeyProblem, is_dstu
from bot.crypto.national.gost34311 import DEFAULT_SBOX, Gost34311
from bot.crypto.national.kupyna import Kupyna
from bot.crypto.national.standard_curves import STANDARD_CURVES

UKRAINE = "1.2.804.2.1.1.1.1"
CURVE = STANDARD_CURVES[0]
ANOTHER_SBOX = DEFAULT_SBOX[8:] + DEFAULT_SBOX[:8]
KEY = public_key(named(CURVE), packed(CURVE, public_point(CURVE, 99)))


def hashed(function, data):
    function.update(data)
    return function.digest()


@pytest.mark.parametrize(
    ("oid", "expected"),
    [
        (f"{UKRAINE}.2.1", Gost34311()),
        (f"{UKRAINE}.2.2.1", Kupyna(256)),
        (f"{UKRAINE}.2.2.2", Kupyna(384)),
        (f"{UKRAINE}.2.2.3", Kupyna(512)),
        ("2.16.840.1.101.3.4.2.1", hashlib.sha256()),
        ("2.16.840.1.101.3.4.2.2", hashlib.sha384()),
        ("2.16.840.1.101.3.4.2.3", hashlib.sha512()),
        ("2.16.840.1.101.3.4.2.8", hashlib.sha3_256()),
    ],
)
def test_hashes_are_known_by_their_identifiers(oid, expected):
    assert hashed(new_hash(oid), b"text") == hashed(expected, b"text")


@pytest.mark.parametrize("oid", ["1.3.14.3.2.26", "1.2.840.113549.2.5", "1.2.643.7.1.1.2.2", f"{UKRAINE}.2.2.4", "1.2"])
def test_weak_unknown_and_russian_hashes_are_not_made_here(oid):
    assert new_hash(oid) is None


def test_only_gost_34311_depends_on_the_keys_sbox():
    assert hashed(new_hash(GOST34311, sbox=ANOTHER_SBOX), b"a") != hashed(new_hash(GOST34311), b"a")
    kupyna = f"{UKRAINE}.2.2.1"
    assert hashed(new_hash(kupyna, sbox=ANOTHER_SBOX), b"a") == hashed(new_hash(kupyna), b"a")


@pytest.mark.parametrize("function", [Gost34311, Kupyna, partial(Kupyna, 512)])
def test_slow_hashes_go_on_in_another_process(function):
    begun = function()
    assert is_slow(begun)
    begun.update(b"first half, ")
    assert hashed(pickle.loads(pickle.dumps(begun)), b"second") == hashed(function(), b"first half, second")  # noqa: S301


@pytest.mark.skipif(not IS_COMPILED, reason="dstu-core has no wheel for this platform")
@pytest.mark.parametrize("bits", [256, 384, 512])
def test_compiled_kupyna_is_kupyna(bits):
    for length in (0, 1, 63, 64, 65, 127, 128, 129, 1000):
        data = hashlib.shake_128(b"").digest(length)
        compiled = CompiledKupyna(bits)
        compiled.update(data[: length // 3])
        assert not is_slow(compiled)
        assert hashed(compiled, data[length // 3 :]) == hashed(Kupyna(bits), data)


@pytest.mark.parametrize(
    ("oid", "expected"),
    [
        (f"{UKRAINE}.3.1", ".2.1"),
        (LITTLE_ENDIAN, ".2.1"),
        (f"{UKRAINE}.3.6.1", ".2.2.1"),
        (f"{UKRAINE}.3.6.1.1", ".2.2.1"),
        (f"{UKRAINE}.3.6.2.1", ".2.2.2"),
        (f"{UKRAINE}.3.6.3", ".2.2.3"),
    ],
)
def test_a_signature_algorithm_implies_its_hash(oid, expected):
    assert digest_of_signature(oid) == UKRAINE + expected
    assert is_dstu(oid)


@pytest.mark.parametrize("oid", [f"{UKRAINE}.3.6", f"{UKRAINE}.3.12", "1.2.840.10045.4.3.2", f"{UKRAINE}.2.1"])
def test_other_algorithms_are_unsupported(oid):
    with pytest.raises(UnsupportedAlgorithmError):
        digest_of_signature(oid)


@pytest.mark.parametrize("oid", [LITTLE_ENDIAN, f"{UKRAINE}.3.6.1.1", f"{UKRAINE}.3.6.3.1"])
def test_signed_bytes_are_verified_with_the_hash_of_the_algorithm(oid):
    signature = sign(CURVE, 99, hashed(new_hash(digest_of_signature(oid)), b"attributes"), 1234567)
    assert verify_signed(KEY, oid, b"attributes", signature)
    assert not verify_signed(KEY, oid, b"Attributes", signature)
    assert not verify_signed(KEY, f"{UKRAINE}.3.6.2", b"attributes", signature)


def test_gost_34311_is_computed_with_the_sbox_of_the_key():
    key = public_key(named(CURVE), packed(CURVE, public_point(CURVE, 99)), sbox=ANOTHER_SBOX)
    signature = sign(CURVE, 99, hashed(Gost34311(ANOTHER_SBOX), b"text"), 1234567)
    assert verify_signed(key, LITTLE_ENDIAN, b"text", signature)
    assert not verify_signed(KEY, LITTLE_ENDIAN, b"text", signature)


def test_an_unknown_kupyna_and_an_unusable_key_are_errors():
    with pytest.raises(UnsupportedAlgorithmError):
        verify_signed(KEY, f"{UKRAINE}.3.6.9", b"", b"")
    with pytest.raises(KeyParametersError) as caught:
        verify_signed(KEY[:-1], LITTLE_ENDIAN, b"", b"")
    assert caught.value.problem is KeyProblem.MALFORMED


def test_the_algorithm_of_a_key_is_read_without_knowing_it():
    assert key_algorithm(KEY) == LITTLE_ENDIAN
