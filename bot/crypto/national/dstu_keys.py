"""Public keys of DSTU 4145-2002 as certificates carry them: named or explicit curves, a packed point, an S-box."""

from dataclasses import dataclass
from enum import StrEnum, auto
from functools import lru_cache

from asn1crypto import core  # type: ignore[import-untyped]  # has no stubs

from bot.crypto.national.binary_curves import Curve
from bot.crypto.national.binary_field import BinaryField
from bot.crypto.national.gost34311 import DEFAULT_SBOX, SBOX_BYTES
from bot.crypto.national.standard_curves import STANDARD_CURVES

DSTU4145 = "1.2.804.2.1.1.1.1.3.1"
"""DSTU 4145 with GOST 34.311; polynomial basis is 1 below it, normal basis 2."""
DSTU4145_KUPYNA = "1.2.804.2.1.1.1.1.3.6"
_BIG_ENDIAN = f"{DSTU4145}.1.1.1"
_NAMED = f"{DSTU4145}.1.2."
_NORMAL = f"{DSTU4145}.2"

_KEY_BYTES = 1024  # the longest sound key, on the longest curve with explicit parameters, has about 350
_DEGREES = range(163, 510)
_LEAST_ORDER = 1 << 160


class KeyProblem(StrEnum):
    """Why a public key cannot be used."""

    MALFORMED = auto()
    """The bytes are not the structure of a key."""
    ALGORITHM = auto()
    """The key belongs to another algorithm."""
    NORMAL_BASIS = auto()
    """The curve is given in optimal normal basis, which is not supported."""
    UNKNOWN_CURVE = auto()
    """The curve is named by an identifier that the standard does not have."""
    FIELD = auto()
    """The field is too small, too large, or no field: its polynomial can be factored."""
    CURVE = auto()
    """The coefficients are no coefficients of an elliptic curve of the standard's form."""
    ORDER = auto()
    """The order is too small, or not prime."""
    BASE_POINT = auto()
    """The base point is not on the curve, or not of the order given."""
    SBOX = auto()
    """The S-box is not 64 bytes long, or one of its rows is no permutation."""
    POINT = auto()
    """The public point is not on the curve, or not a multiple of the base point."""


class KeyParametersError(ValueError):
    """A public key that cannot be used; `problem` says why."""

    def __init__(self, problem: KeyProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True)
class DstuPublicKey:
    """A point of a curve that was checked, and the S-box with which the owner of the key hashes."""

    curve: Curve
    point: tuple[int, int]
    sbox: bytes = DEFAULT_SBOX
    little_endian: bool = True


def is_dstu(oid: str) -> bool:
    """Say whether the algorithm of a key or of a signature is DSTU 4145."""
    return _is_below(oid, DSTU4145) or _is_below(oid, DSTU4145_KUPYNA)


def _is_below(oid: str, arc: str) -> bool:
    return oid == arc or oid.startswith(f"{arc}.")


def parse_dstu_public_key(spki_der: bytes) -> DstuPublicKey:
    """Parse a SubjectPublicKeyInfo and check its curve and point. Raise KeyParametersError."""
    _require(len(spki_der) <= _KEY_BYTES, KeyProblem.MALFORMED)
    try:
        algorithm, parameters, packed = _parts(spki_der)
        _require(is_dstu(algorithm), KeyProblem.ALGORITHM)
        _require(not _is_below(algorithm, _NORMAL), KeyProblem.NORMAL_BASIS)
        little_endian = not _is_below(algorithm, _BIG_ENDIAN)
        curve = _curve(parameters[0], little_endian=little_endian)
        sbox = _bytes(parameters[1]) if len(parameters) > 1 else DEFAULT_SBOX
    except (TypeError, IndexError, KeyError, AttributeError, OverflowError) as error:
        raise KeyParametersError(KeyProblem.MALFORMED) from error
    except ValueError as error:
        problem = error.problem if isinstance(error, KeyParametersError) else KeyProblem.MALFORMED
        raise KeyParametersError(problem) from error
    _check_sbox(sbox)
    return DstuPublicKey(curve, _point(curve, packed, little_endian=little_endian), sbox, little_endian)


def _require(condition: bool, problem: KeyProblem) -> None:  # noqa: FBT001 - the condition is the subject
    if not condition:
        raise KeyParametersError(problem)


def _parts(spki_der: bytes) -> tuple[str, core.Sequence, bytes]:
    """Return the algorithm, its parameters, and the packed point, an OCTET STRING within the bit string."""
    key = core.Sequence.load(spki_der, strict=True)
    bits = core.OctetBitString.load(key[1].dump(), strict=True)
    return key[0][0].dotted, key[0][1], _bytes(core.OctetString.load(bits.native, strict=True))


def _curve(value: core.Asn1Value, *, little_endian: bool) -> Curve:
    if isinstance(value, core.ObjectIdentifier):
        return _named(value.dotted)
    field, a, b, order, base = (value[index] for index in range(len(value)))
    return _explicit(
        *_field(field),
        _integer(a),
        _number(_bytes(b), little_endian=little_endian),
        _integer(order),
        _number(_bytes(base), little_endian=little_endian),
    )


def _named(oid: str) -> Curve:
    _require(not _is_below(oid, _NORMAL), KeyProblem.NORMAL_BASIS)
    curve = STANDARD_CURVES.get(int(oid.removeprefix(_NAMED))) if oid.startswith(_NAMED) else None
    if curve is None:
        raise KeyParametersError(KeyProblem.UNKNOWN_CURVE)
    return curve


def _field(value: core.Sequence) -> tuple[int, tuple[int, ...]]:
    degree, kind = _integer(value[0]), value[1]
    if isinstance(kind, core.Integer):
        return degree, (_integer(kind),)
    _require(not isinstance(kind, core.Null), KeyProblem.NORMAL_BASIS)
    return degree, tuple(sorted((_integer(kind[index]) for index in range(len(kind))), reverse=True))


@lru_cache(maxsize=32)
def _explicit(degree: int, middle: tuple[int, ...], a: int, b: int, order: int, base: int) -> Curve:
    """Return the curve with these parameters: a standard one as it is, another one after all checks."""
    for curve in STANDARD_CURVES.values():
        standard = curve.field.degree, curve.field.middle, curve.a, curve.b, curve.order
        if standard == (degree, middle, a, b, order) and curve.compress(curve.base) == base:
            return curve
    field = BinaryField(degree, middle)
    _check_field(field)
    _require(a in {0, 1} and 0 < b <= field.mask, KeyProblem.CURVE)
    _require(_is_order(order, degree), KeyProblem.ORDER)
    _require(base <= field.mask, KeyProblem.BASE_POINT)
    point = Curve(field, a, b, order, 0, 0).decompress(base)
    if point is None:
        raise KeyParametersError(KeyProblem.BASE_POINT)
    curve = Curve(field, a, b, order, *point)
    _require(curve.has_order(point), KeyProblem.BASE_POINT)
    return curve


def _check_field(field: BinaryField) -> None:
    sound = (
        field.degree in _DEGREES
        and len(field.middle) in {1, 3}
        and len(set(field.middle)) == len(field.middle)
        and all(0 < k <= field.degree // 2 for k in field.middle)
        and is_prime(field.degree)
    )
    _require(sound and field.is_irreducible(), KeyProblem.FIELD)


def _is_order(order: int, degree: int) -> bool:
    """Say whether the order is prime, as large as the standard demands, and unfit for the attack by pairings (5.4)."""
    large = order >= _LEAST_ORDER and order * order > 16 << degree and order.bit_length() <= degree + 1
    return large and is_prime(order) and all(pow(2, degree * power, order) != 1 for power in range(1, 33))


def is_prime(number: int) -> bool:
    """Say whether the number is prime (Miller and Rabin, with the first primes as witnesses)."""
    witnesses = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53)
    if number in witnesses or any(number % witness == 0 for witness in witnesses):
        return number in witnesses
    twos = (number - 1 & -(number - 1)).bit_length() - 1
    odd = number - 1 >> twos
    return all(
        pow(witness, odd, number) == 1 or any(pow(witness, odd << k, number) == number - 1 for k in range(twos))
        for witness in witnesses
    )


def _point(curve: Curve, packed: bytes, *, little_endian: bool) -> tuple[int, int]:
    value = _number(packed, little_endian=little_endian)
    _require(value <= curve.field.mask, KeyProblem.POINT)
    point = curve.decompress(value)
    if point is None or not curve.has_order(point):
        raise KeyParametersError(KeyProblem.POINT)
    return point


def _check_sbox(sbox: bytes) -> None:
    rows = bytes.fromhex("".join(f"0{digit}" for digit in sbox.hex()))
    permutations = all(len(set(rows[start : start + 16])) == 16 for start in range(0, len(rows), 16))  # noqa: PLR2004
    _require(len(sbox) == SBOX_BYTES and permutations, KeyProblem.SBOX)


def _integer(value: core.Asn1Value) -> int:
    if not isinstance(value, core.Integer):
        raise TypeError
    return int(value.native)


def _bytes(value: core.Asn1Value) -> bytes:
    if not isinstance(value, core.OctetString):
        raise TypeError
    return bytes(value.native)


def _number(value: bytes, *, little_endian: bool) -> int:
    return int.from_bytes(value, "little" if little_endian else "big")
