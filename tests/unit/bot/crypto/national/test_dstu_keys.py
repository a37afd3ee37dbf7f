import time

import pytest
from dstu_signing import BIG_ENDIAN, explicit, integer, named, octets, oid, packed, public_key, public_point, tlv
from hypothesis import given
from hypothesis import strategies as st

from bot.crypto.national.dstu_keys import KeyParametersError, KeyProblem, is_prime, parse_dstu_public_key
from bot.crypto.national.gost34311 import DEFAULT_SBOX
from bot.crypto.national.standard_curves import STANDARD_CURVES

CURVE = STANDARD_CURVES[0]
POINT = public_point(CURVE, 0x183F60FDF7951FF47D67193F8D073790C1C9B5A3E)
PACKED = packed(CURVE, POINT)
KEY = public_key(named(CURVE), PACKED)
NO_POINT = next(value for value in range(1, 99) if CURVE.decompress(value) is None)
OTHER_PRIME = next(number for number in range(2**162 + 1, 2**163, 2) if is_prime(number))
ANOTHER_SBOX = DEFAULT_SBOX[8:] + DEFAULT_SBOX[:8]
curves = pytest.mark.parametrize("curve", STANDARD_CURVES.values(), ids=lambda curve: f"m{curve.field.degree}")


def problem(spki):
    """Return why a key is refused, which must not take long, whatever it says."""
    began = time.process_time()
    with pytest.raises(KeyParametersError) as caught:
        parse_dstu_public_key(spki)
    assert time.process_time() - began < 3
    return caught.value.problem


@curves
def test_named_and_explicit_parameters_of_either_byte_order_mean_the_same(curve):
    point = public_point(curve, 0xC0FFEE)
    name = parse_dstu_public_key(public_key(named(curve), packed(curve, point)))
    full = parse_dstu_public_key(public_key(explicit(curve), packed(curve, point)))
    big = public_key(explicit(curve, "big"), packed(curve, point, "big"), algorithm=BIG_ENDIAN)
    assert (name.curve, name.point, name.sbox) == (curve, point, DEFAULT_SBOX)
    assert full == name
    assert parse_dstu_public_key(big).point == point
    assert (name.little_endian, parse_dstu_public_key(big).little_endian) == (True, False)


def test_an_sbox_of_the_keys_own_is_taken():
    key = parse_dstu_public_key(public_key(explicit(CURVE), PACKED, sbox=ANOTHER_SBOX))
    assert (key.curve, key.sbox) == (CURVE, ANOTHER_SBOX)


def test_another_base_point_of_the_same_order_is_taken_after_all_checks():
    double = CURVE.multiply_sum((2, CURVE.base_multiples))
    key = parse_dstu_public_key(public_key(explicit(CURVE, base=CURVE.compress(double)), PACKED))
    assert key.curve.base == double


def test_normal_basis_is_named_as_such():
    assert problem(public_key(oid("1.2.804.2.1.1.1.1.3.1.2.2.0"), PACKED)) is KeyProblem.NORMAL_BASIS
    normal = public_key(named(CURVE), PACKED, algorithm="1.2.804.2.1.1.1.1.3.1.2")
    assert problem(normal) is KeyProblem.NORMAL_BASIS
    assert problem(public_key(explicit(CURVE, field=tlv(5)), PACKED)) is KeyProblem.NORMAL_BASIS


@pytest.mark.parametrize("name", ["1.2.804.2.1.1.1.1.3.1.1.2.10", "1.2.804.2.1.1.1.1.3.1.1.2", "1.2.840.10045.3.1.7"])
def test_curves_of_other_names_are_unknown(name):
    assert problem(public_key(oid(name), PACKED)) is KeyProblem.UNKNOWN_CURVE


def test_keys_of_other_algorithms_are_not_dstu():
    assert problem(public_key(named(CURVE), PACKED, algorithm="1.2.840.10045.2.1")) is KeyProblem.ALGORITHM
    assert problem(public_key(named(CURVE), PACKED, algorithm="1.2.804.2.1.1.1.1.3.12")) is KeyProblem.ALGORITHM


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"degree": 10**9}, KeyProblem.FIELD),
        ({"degree": 2**4000}, KeyProblem.FIELD),
        ({"degree": -163}, KeyProblem.FIELD),
        ({"degree": 0}, KeyProblem.FIELD),
        ({"degree": 113}, KeyProblem.FIELD),
        ({"degree": 165}, KeyProblem.FIELD),
        ({"degree": 571}, KeyProblem.FIELD),
        ({"field": integer(5)}, KeyProblem.FIELD),
        ({"field": integer(10**9)}, KeyProblem.FIELD),
        ({"field": integer(-7)}, KeyProblem.FIELD),
        ({"field": tlv(0x30, integer(3), integer(6), integer(8))}, KeyProblem.FIELD),
        ({"field": tlv(0x30, integer(7), integer(7), integer(3))}, KeyProblem.FIELD),
        ({"field": tlv(0x30, integer(7), integer(3))}, KeyProblem.FIELD),
        ({"field": tlv(0x30)}, KeyProblem.FIELD),
        ({"a": 2}, KeyProblem.CURVE),
        ({"a": -1}, KeyProblem.CURVE),
        ({"b": 0}, KeyProblem.CURVE),
        ({"b": CURVE.field.mask + 1}, KeyProblem.CURVE),
        ({"order": 0}, KeyProblem.ORDER),
        ({"order": -CURVE.order}, KeyProblem.ORDER),
        ({"order": 7}, KeyProblem.ORDER),
        ({"order": CURVE.order + 2}, KeyProblem.ORDER),
        ({"order": 2**4000 + 1}, KeyProblem.ORDER),
        ({"order": OTHER_PRIME}, KeyProblem.BASE_POINT),
        ({"a": 0}, KeyProblem.BASE_POINT),
        ({"b": CURVE.b ^ 2}, KeyProblem.BASE_POINT),
        ({"base": 0}, KeyProblem.BASE_POINT),
        ({"base": NO_POINT}, KeyProblem.BASE_POINT),
        ({"base": CURVE.field.mask + 1}, KeyProblem.BASE_POINT),
    ],
)
def test_hostile_parameters_are_refused_at_once(changed, expected):
    assert problem(public_key(explicit(CURVE, **changed), PACKED)) is expected


@pytest.mark.parametrize("sbox", [b"", DEFAULT_SBOX[:-1], DEFAULT_SBOX + b"\1", b"\0" * 64, b"\x01" + DEFAULT_SBOX[1:]])
def test_sboxes_must_be_eight_permutations(sbox):
    assert problem(public_key(named(CURVE), PACKED, sbox=sbox)) is KeyProblem.SBOX


def test_points_outside_the_subgroup_are_refused():
    size = octets(CURVE)
    assert problem(public_key(named(CURVE), bytes(size))) is KeyProblem.POINT
    assert problem(public_key(named(CURVE), b"\xff" * size)) is KeyProblem.POINT
    assert problem(public_key(named(CURVE), NO_POINT.to_bytes(size, "little"))) is KeyProblem.POINT
    assert problem(public_key(named(CURVE), b"")) is KeyProblem.POINT


def test_points_of_a_curve_with_cofactor_four_are_refused_outside_the_subgroup():
    curve = STANDARD_CURVES[6]
    found = {
        curve.has_order(point)
        for value in range(2, 40)
        if (point := curve.decompress(value)) is not None and curve.contains(point)
    }
    assert found == {True, False}


@pytest.mark.parametrize("data", [b"", b"\x30\x00", b"\x05\x00", bytes(2000), KEY + b"\0", KEY[:-1], b"\x30\x80\0\0"])
def test_other_bytes_are_malformed(data):
    assert problem(data) is KeyProblem.MALFORMED


def test_parameters_of_other_types_are_malformed():
    for parameters in (integer(1), tlv(4, b"12"), tlv(0x30), tlv(0x30, tlv(0x30), integer(1)), tlv(5), b""):
        assert problem(public_key(parameters, PACKED)) is KeyProblem.MALFORMED
    assert problem(public_key(explicit(CURVE, field=tlv(4, b"1")), PACKED)) is KeyProblem.MALFORMED


@given(st.integers(0, 8 * len(KEY) - 1))
def test_a_flipped_bit_gives_another_key_or_none(position):
    data = bytearray(KEY)
    data[position // 8] ^= 1 << position % 8
    try:
        key = parse_dstu_public_key(bytes(data))
    except KeyParametersError:
        return
    assert (key.curve, key.point) != (CURVE, POINT) or not key.little_endian or position < 8 * 20


@given(st.binary(max_size=200))
def test_any_bytes_are_a_key_or_refused(data):
    with pytest.raises(KeyParametersError):
        parse_dstu_public_key(data)


def test_primes_are_known_from_other_numbers():
    sieve = [number for number in range(2, 2000) if all(number % factor for factor in range(2, number))]
    assert [number for number in range(2, 2000) if is_prime(number)] == sieve
    assert not is_prime(3215031751)
    assert is_prime(2**127 - 1)
