"""P-256 keys: minted, used for signing, and locked under a PIN together with a secret of the server.

A locked key opens only with the PIN *and* the server's secret: a stolen database does not allow PINs to be guessed, and
a PIN alone is useless. Keys and PINs are never stored, logged or printed here.

An envelope (binary, about 250 bytes), from the outside in::

    "CSK1" | nonce 12 | AES-256-GCM under HKDF(pepper) of:
        KiB u32 | passes u32 | lanes u32 | salt 16 | nonce 12 | AES-256-GCM under Argon2id(PIN) of the key

The server's layer is the outer one, so that `repepper_key` can follow a new master key without anybody's PIN.
"""

import os
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.x509 import load_der_x509_certificate

from bot.crypto.pins import is_pin, pin_is_weak

__all__ = [
    "PIN_COST",
    "EnvelopeBroken",
    "PinCost",
    "WrongPin",
    "is_pin",
    "lock_key",
    "mint_key",
    "pepper_of",
    "pin_is_weak",
    "public_key",
    "repepper_key",
    "sign",
    "unlock_key",
    "verify",
]

_MAGIC = b"CSK1"
_COST = struct.Struct(">III")
_SALT = 16
_NONCE = 12
_KEY = 32
_MOST_MEMORY_KIB = 1 << 20
_MOST_PASSES = 64


class WrongPin(Exception):  # noqa: N818 - the caller counts tries and words the refusal
    """The envelope is intact, but the PIN is not the one it was locked with."""


class EnvelopeBroken(ValueError):  # noqa: N818 - says what the envelope is
    """The bytes are no envelope, were changed, or belong to another pepper: never the person's mistake."""


@dataclass(frozen=True, slots=True)
class PinCost:
    """The cost of one try at a PIN under Argon2id (RFC 9106): memory in KiB, passes, lanes.

    One lane: more lanes use OpenSSL's thread pool, which fails when several tries run at once.
    """

    memory_kib: int = 65536
    passes: int = 1
    lanes: int = 1


PIN_COST = PinCost()
"""64 MiB, 1 pass, 1 lane: some 150 ms on a 2-core cloud machine (2026), above OWASP's least for Argon2id.

Six digits are a million tries however dear each is; what protects a stolen database is the pepper. The cost is for
the day when the pepper is stolen too: a million tries at 64 MiB each are two days of a core for each person."""


def mint_key() -> bytes:
    """Mint a private key on P-256 (FIPS 186-5): unencrypted PKCS#8 DER."""
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def public_key(private_der: bytes) -> bytes:
    """Return the public half of a private key: SubjectPublicKeyInfo DER (RFC 5480)."""
    return (
        _private(private_der)
        .public_key()
        .public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


def sign(private_der: bytes, message: bytes) -> bytes:
    """Sign the bytes by ECDSA with SHA-256; the signature is DER (RFC 3279, as ``openssl dgst`` reads it)."""
    return _private(private_der).sign(message, ec.ECDSA(hashes.SHA256()))


def verify(certificate_der: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether the key named in the certificate signed these bytes; says nothing about trust.

    Anything that is no P-256 certificate or no signature is False.
    """
    try:
        key = load_der_x509_certificate(certificate_der).public_key()
        if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
            return False
        key.verify(signature, message, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True


def lock_key(private_der: bytes, pin: str, pepper: bytes, cost: PinCost = PIN_COST) -> bytes:
    """Lock a private key under the PIN and the 32-byte `pepper`; takes as long as `cost` demands, on purpose."""
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    head = _COST.pack(cost.memory_kib, cost.passes, cost.lanes) + salt + nonce
    locked = AESGCM(_stretched(pin, salt, cost)).encrypt(nonce, private_der, head)
    return _wrap(head + locked, pepper)


def unlock_key(envelope: bytes, pin: str, pepper: bytes) -> bytes:
    """Open what `lock_key` locked: the private key as PKCS#8 DER.

    Raises `WrongPin` for another PIN, `EnvelopeBroken` where the envelope or the pepper is wrong.
    """
    inner = _unwrap(envelope, pepper)
    start = _COST.size + _SALT + _NONCE
    head, locked = inner[:start], inner[start:]
    cost = PinCost(*_COST.unpack(head[: _COST.size]))
    if cost.memory_kib > _MOST_MEMORY_KIB or cost.passes > _MOST_PASSES:
        raise EnvelopeBroken("a cost nobody locks with")
    salt, nonce = head[_COST.size : -_NONCE], head[-_NONCE:]
    try:
        return AESGCM(_stretched(pin, salt, cost)).decrypt(nonce, locked, head)
    except InvalidTag as error:
        raise WrongPin from error


def pepper_of(envelope: bytes, peppers: Iterable[bytes]) -> bytes | None:
    """Return the first of these peppers that the envelope was locked with; None if it was none of them."""
    for pepper in peppers:
        try:
            _unwrap(envelope, pepper)
        except EnvelopeBroken:
            continue
        return pepper
    return None


def repepper_key(envelope: bytes, old_pepper: bytes, new_pepper: bytes) -> bytes:
    """Move a locked key from one pepper to another without its PIN; needed to rotate the master key."""
    return _wrap(_unwrap(envelope, old_pepper), new_pepper)


def _private(private_der: bytes) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_der_private_key(private_der, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("not an elliptic-curve key")
    return key


def _stretched(pin: str, salt: bytes, cost: PinCost) -> bytes:
    argon = Argon2id(salt=salt, length=_KEY, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return argon.derive(pin.encode())


def _outer(pepper: bytes) -> AESGCM:
    if len(pepper) != _KEY:
        raise ValueError("a pepper has 32 bytes")
    return AESGCM(HKDF(hashes.SHA256(), _KEY, salt=None, info=b"countersign key envelope 1").derive(pepper))


def _wrap(inner: bytes, pepper: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return _MAGIC + nonce + _outer(pepper).encrypt(nonce, inner, _MAGIC)


def _unwrap(envelope: bytes, pepper: bytes) -> bytes:
    start = len(_MAGIC) + _NONCE
    if not envelope.startswith(_MAGIC):
        raise EnvelopeBroken("not an envelope of a key")
    try:
        return _outer(pepper).decrypt(envelope[len(_MAGIC) : start], envelope[start:], _MAGIC)
    except (InvalidTag, ValueError) as error:
        raise EnvelopeBroken("altered, or locked with another pepper") from error
