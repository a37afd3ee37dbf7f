# mypy: allow-untyped-calls
# (asn1crypto has no types)
"""Digests of long contents by slow hash functions, which are computed before a signature is judged, with progress."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from asn1crypto import x509  # type: ignore[import-untyped]  # has no stubs

from bot.crypto.national.algorithms import HashObject, is_slow, key_algorithm, new_hash
from bot.crypto.national.dstu_keys import is_dstu, parse_dstu_public_key
from bot.qualified.judgement import LONG
from bot.qualified.signatures.messages import Signer

DigestKey = tuple[str, bytes | None, bytes]
Digests = Mapping[DigestKey, bytes]
"""Digests that are known already: by the hash algorithm, the S-box of the signer's key, and the content's SHA-256."""
NONE_KNOWN: Final[Digests] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class LongDigest:
    """A digest that takes long: of which content it is, and the hash with nothing in it yet."""

    key: DigestKey
    begun: HashObject
    content: bytes = field(repr=False)


def digest_key(oid: str, sbox: bytes | None, content: bytes) -> DigestKey:
    """Return what the digest of a content is known by."""
    return oid, sbox, hashlib.sha256(content).digest()


def sbox_of(certificate: x509.Certificate) -> bytes | None:
    """Return the S-box of a DSTU key, which its hash function uses; KeyParametersError."""
    key = certificate.public_key.dump()
    return parse_dstu_public_key(key).sbox if is_dstu(key_algorithm(key)) else None


def long_digest(signer: Signer, content: bytes) -> LongDigest | None:
    """Return the digest that a signer's signature is about, if it takes long."""
    if len(content) < LONG or signer.certificate is None:
        return None
    oid, sbox = signer.info["digest_algorithm"]["algorithm"].dotted, sbox_of(signer.certificate)
    begun = new_hash(oid, sbox=sbox)
    if begun is None or not is_slow(begun):
        return None
    return LongDigest(digest_key(oid, sbox, content), begun, content)
