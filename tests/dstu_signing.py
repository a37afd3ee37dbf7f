"""Signs with DSTU 4145, and writes public keys: what the product never does, and its tests need."""

from asn1crypto import core

from bot.crypto.national.binary_curves import Curve
from bot.crypto.national.standard_curves import STANDARD_CURVES

LITTLE_ENDIAN = "1.2.804.2.1.1.1.1.3.1.1"
BIG_ENDIAN = "1.2.804.2.1.1.1.1.3.1.1.1.1"
NAMED = "1.2.804.2.1.1.1.1.3.1.1.2"


def public_point(curve: Curve, private: int) -> tuple[int, int]:
    """Return the negative of the base point times the private key (DSTU 4145-2002, 9.2)."""
    x, y = curve.multiply_sum((private, curve.base_multiples))
    return x, x ^ y


def sign(curve: Curve, private: int, digest: bytes, nonce: int) -> bytes:
    """Return r and s, little-endian, one after the other (DSTU 4145-2002, 12)."""
    x, _ = curve.multiply_sum((nonce, curve.base_multiples))
    element = int.from_bytes(digest, "little") & curve.field.mask or 1
    r = curve.field.multiply(x, element) & (1 << curve.order.bit_length() - 1) - 1
    s = (nonce + private * r) % curve.order
    return b"".join(number.to_bytes(octets(curve), "little") for number in (r, s))


def octets(curve: Curve) -> int:
    """Return how many bytes an element of the field takes."""
    return (curve.field.degree + 7) // 8


def tlv(tag: int, *parts: bytes) -> bytes:
    """Return one DER value."""
    content = b"".join(parts)
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([0x82]) + size.to_bytes(2, "big")
    return bytes([tag]) + length + content


def oid(dotted: str) -> bytes:
    """Return an object identifier in DER."""
    return core.ObjectIdentifier(dotted).dump()


def integer(number: int) -> bytes:
    """Return an integer in DER."""
    return core.Integer(number).dump()


def named(curve: Curve) -> bytes:
    """Return the identifier of a standard curve."""
    (number,) = (number for number, each in STANDARD_CURVES.items() if each == curve)
    return oid(f"{NAMED}.{number}")


def explicit(curve: Curve, byteorder: str = "little", **changed: int | bytes) -> bytes:
    """Return a curve's parameters in full; `changed` replaces some of them."""
    values = {"degree": curve.field.degree, "a": curve.a, "b": curve.b, "order": curve.order} | changed
    base = changed.get("base", curve.compress(curve.base))
    size = octets(curve)
    middle = sorted(curve.field.middle)
    field = integer(middle[0]) if len(middle) == 1 else tlv(0x30, *map(integer, middle))
    return tlv(
        0x30,
        tlv(0x30, integer(values["degree"]), changed.get("field", field)),
        integer(values["a"]),
        tlv(4, values["b"].to_bytes(size, byteorder)),
        integer(values["order"]),
        tlv(4, base.to_bytes(size, byteorder)),
    )


def public_key(parameters: bytes, packed: bytes, *, algorithm: str = LITTLE_ENDIAN, sbox: bytes | None = None) -> bytes:
    """Return a SubjectPublicKeyInfo."""
    optional = [] if sbox is None else [tlv(4, sbox)]
    return tlv(0x30, tlv(0x30, oid(algorithm), tlv(0x30, parameters, *optional)), tlv(3, b"\0", tlv(4, packed)))


def packed(curve: Curve, point: tuple[int, int], byteorder: str = "little") -> bytes:
    """Return a point as public keys have it."""
    return curve.compress(point).to_bytes(octets(curve), byteorder)
