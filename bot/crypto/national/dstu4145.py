"""Verification of DSTU 4145-2002 signatures. Nothing here signs: people sign with their own tools."""

from contextlib import suppress

from asn1crypto import core  # type: ignore[import-untyped]  # has no stubs

from bot.crypto.national.dstu_keys import DstuPublicKey

_SIGNATURE_BYTES = 256  # twice the largest order, and room for padding


def verify_dstu4145(key: DstuPublicKey, digest: bytes, signature: bytes) -> bool:
    """Say whether the signature over a digest was made with the key's private half (DSTU 4145-2002, 13).

    `digest` is what the hash function returned, first byte first. `signature` is the content of the CMS field or of a
    certificate's bit string: r and s of equal length, little-endian, in an OCTET STRING or bare. A key with big-endian
    parameters has its signature big-endian, too, s before r. Any other bytes are no signature.
    """
    return any(_verify(key, digest, each) for each in _contents(signature))


def _contents(signature: bytes) -> list[bytes]:
    """Return the bare bytes and, if they are an OCTET STRING, its content: they could be both."""
    contents = [signature]
    if signature[:1] == b"\x04":
        with suppress(ValueError):
            contents.append(bytes(core.OctetString.load(signature, strict=True).native))
    return [each for each in contents if each and len(each) % 2 == 0 and len(each) <= _SIGNATURE_BYTES]


def _verify(key: DstuPublicKey, digest: bytes, signature: bytes) -> bool:
    half = len(signature) // 2
    signature = signature if key.little_endian else signature[::-1]
    r, s = int.from_bytes(signature[:half], "little"), int.from_bytes(signature[half:], "little")
    curve = key.curve
    if not (0 < r < curve.order and 0 < s < curve.order):
        return False
    point = curve.multiply_sum((s, curve.base_multiples), (r, curve.odd_multiples(key.point)))
    if point is None:
        return False
    product = curve.field.multiply(point[0], _field_element(key, digest))
    return product & (1 << curve.order.bit_length() - 1) - 1 == r


def _field_element(key: DstuPublicKey, digest: bytes) -> int:
    """Return the digest as an element of the field: its low bits, and 1 for 0 (DSTU 4145-2002, 5.9)."""
    return int.from_bytes(digest, "little") & key.curve.field.mask or 1
