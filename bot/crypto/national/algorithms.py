"""The hash functions and DSTU signatures of qualified signatures, by the identifiers with which CMS names them."""

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Protocol

from asn1crypto import core  # type: ignore[import-untyped]  # has no stubs

from bot.crypto.national.compiled_kupyna import IS_COMPILED, CompiledKupyna
from bot.crypto.national.dstu4145 import verify_dstu4145
from bot.crypto.national.dstu_keys import DSTU4145_KUPYNA, is_dstu, parse_dstu_public_key
from bot.crypto.national.gost34311 import DEFAULT_SBOX, Gost34311
from bot.crypto.national.kupyna import Kupyna

GOST34311 = "1.2.804.2.1.1.1.1.2.1"
_KUPYNA = "1.2.804.2.1.1.1.1.2.2"
_NIST = "2.16.840.1.101.3.4.2"


class HashObject(Protocol):
    """A hash of bytes that come in pieces, as those of `hashlib`."""

    def update(self, data: bytes, /) -> None:
        """Hash more bytes."""

    def digest(self) -> bytes:
        """Return the hash of the bytes so far."""


_kupyna = CompiledKupyna if IS_COMPILED else Kupyna
_HASHES: dict[str, Callable[[], HashObject]] = {
    f"{_KUPYNA}.1": partial(_kupyna, 256),
    f"{_KUPYNA}.2": partial(_kupyna, 384),
    f"{_KUPYNA}.3": partial(_kupyna, 512),
    f"{_NIST}.1": hashlib.sha256,
    f"{_NIST}.2": hashlib.sha384,
    f"{_NIST}.3": hashlib.sha512,
    f"{_NIST}.8": hashlib.sha3_256,
    f"{_NIST}.9": hashlib.sha3_384,
    f"{_NIST}.10": hashlib.sha3_512,
}


class UnsupportedAlgorithmError(ValueError):
    """A signature by an algorithm that is not DSTU 4145 with a known hash function."""


def new_hash(oid: str, *, sbox: bytes | None = None) -> HashObject | None:
    """Return an empty hash for the hash algorithm `oid`, or None if it is unknown or too weak to sign with.

    `sbox` is the one of the signer's DSTU key; only GOST 34.311 uses it. Streebog is computed by `gost_r_digest`.
    """
    if oid == GOST34311:
        return Gost34311(sbox or DEFAULT_SBOX)
    create = _HASHES.get(oid)
    return create() if create is not None else None


def is_slow(hashed: HashObject) -> bool:
    """Return whether a hash takes more than a second for a megabyte; it can be sent to another process then."""
    return isinstance(hashed, Gost34311 | Kupyna)


def key_algorithm(spki_der: bytes) -> str:
    """Return the identifier of a SubjectPublicKeyInfo's algorithm, also of one that asn1crypto does not know."""
    return str(core.Sequence.load(spki_der)[0][0].dotted)


def digest_of_signature(oid: str) -> str:
    """Return the hash algorithm that a DSTU signature algorithm implies. Raise UnsupportedAlgorithmError."""
    if oid.startswith(f"{DSTU4145_KUPYNA}."):
        return f"{_KUPYNA}.{oid.removeprefix(DSTU4145_KUPYNA).split('.')[1]}"
    if is_dstu(oid) and oid != DSTU4145_KUPYNA:
        return GOST34311
    raise UnsupportedAlgorithmError(oid)


def verify_signed(spki_der: bytes, oid: str, signed: bytes, signature: bytes) -> bool:
    """Say whether bytes were signed by a DSTU key: a certificate, a revocation list, signed attributes.

    `oid` is the signature's algorithm. Raise UnsupportedAlgorithmError for another algorithm, KeyParametersError for a
    key that cannot be used.
    """
    digest_oid = digest_of_signature(oid)
    key = parse_dstu_public_key(spki_der)
    hashed = new_hash(digest_oid, sbox=key.sbox)
    if hashed is None:
        raise UnsupportedAlgorithmError(oid)
    hashed.update(signed)
    return verify_dstu4145(key, hashed.digest(), signature)
