"""Encrypts a pack to one device: only the key that its browser made, and never gives away, opens it. Pure.

ECDH on P-256 with a key made for this delivery, HKDF-SHA256, AES-256-GCM: what WebCrypto can open without a library.
"""

import os
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.checkpoint.offline.pack import FORMAT

POINT_BYTES: Final = 65
_INFO: Final = FORMAT.encode()
_NONCE_BYTES: Final = 12
_HALF: Final = 32


def encrypt_to(device_key: bytes, plaintext: bytes) -> bytes:
    """Return a public point (65 bytes), a nonce (12) and the ciphertext; ValueError for what is no point on P-256."""
    device = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), device_key)
    own = ec.generate_private_key(ec.SECP256R1())
    point = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    key = HKDF(SHA256(), 32, salt=None, info=_INFO).derive(own.exchange(ec.ECDH(), device))
    nonce = os.urandom(_NONCE_BYTES)
    return point + nonce + AESGCM(key).encrypt(nonce, plaintext, point)


def plain_signature(der: bytes) -> bytes:
    """Return an ECDSA signature as WebCrypto takes it: r and s, 32 bytes each (IEEE P1363)."""
    return b"".join(each.to_bytes(_HALF, "big") for each in decode_dss_signature(der))
