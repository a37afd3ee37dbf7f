"""Encryption at rest under rotatable master keys, and look-up of encrypted values by equality.

What was encrypted for one context cannot be decrypted for another; a changed byte is detected; equal values give
different bytes. Keys and plaintexts never appear in an error or a repr.

Rotation. Keys are listed newest first. The newest encrypts; every listed key decrypts. Two things must not change when
a key is added in front: the index (existing rows are found by it) and the subkeys of other packages. Both depend on the
*anchor*, the oldest key. So adding a key in front is always safe, and removing the anchor is safe only after everything
was encrypted and indexed again under the keys that remain (`Cipher.reencryption_needed`; the new index is that of a
`Cipher` made of the remaining keys alone; `storage.encryption.reencryption` does it). Store `Cipher.anchor_id` beside
the data, and compare it at start. A package that stores a key id beside its data asks `Cipher.derive` for that key's
subkey and does not depend on the anchor.
"""

import base64
import binascii
import hashlib
import hmac
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

KEY_BYTES = 32
KEY_ID_BYTES = 4
_VERSION = b"\x01"
_NONCE_BYTES = 12
_TAG_BYTES = 16
_HEADER_BYTES = len(_VERSION) + KEY_ID_BYTES
_FEWEST_DISTINCT = 8  # 32 random bytes hold fewer distinct ones with a chance below 2^-80: such a key was made up


class DecryptionError(Exception):
    """An encrypted value cannot be decrypted: damaged data or a missing key, never a person's mistake."""


class Tampered(DecryptionError):  # noqa: N818 - named for what happened to the bytes
    """The bytes were changed, or were encrypted for another context."""


class UnknownKey(DecryptionError):  # noqa: N818 - named for what is missing
    """The bytes were encrypted under a master key that is not listed."""


@dataclass(frozen=True, slots=True)
class MasterKey:
    """One master key of 32 bytes; `id` (4 bytes) is derived from it and reveals nothing about it."""

    secret: bytes = field(repr=False)
    id: bytes = field(init=False)

    def __post_init__(self) -> None:
        if len(self.secret) != KEY_BYTES:
            raise ValueError(f"a master key is {KEY_BYTES} bytes, not {len(self.secret)}")
        object.__setattr__(self, "id", _expand(self.secret, "key id")[:KEY_ID_BYTES])

    def derive(self, purpose: str) -> bytes:
        """Derive this key's 32-byte subkey for `purpose` (HKDF-Expand with SHA-256, RFC 5869)."""
        return _expand(self.secret, f"derive/{purpose}")


@dataclass(frozen=True, slots=True)
class MasterKeys:
    """The master keys, newest first; at least one, all different."""

    newest_first: tuple[MasterKey, ...]

    def __post_init__(self) -> None:
        if not self.newest_first:
            raise ValueError("there is no master key: make one with `countersign key`")
        if len({key.id for key in self.newest_first}) != len(self.newest_first):
            raise ValueError("the same master key stands twice in the list")

    def __iter__(self) -> Iterator[MasterKey]:
        return iter(self.newest_first)

    @property
    def newest(self) -> MasterKey:
        """The key that encrypts from now on."""
        return self.newest_first[0]

    @property
    def anchor(self) -> MasterKey:
        """The oldest key, on which the index and the stable subkeys depend."""
        return self.newest_first[-1]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parse keys in base64, newest first, separated by commas or white space.

        ValueError says which one is wrong and how, without showing it.
        """
        words = [word for word in re.split(r"[\s,]+", text) if word]
        return cls(tuple(MasterKey(_decode(word, place)) for place, word in enumerate(words, start=1)))


def mint_master_key() -> str:
    """Mint a master key: 32 random bytes in base64url without padding, 43 characters."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).rstrip(b"=").decode("ascii")


class Cipher:
    """Encrypts and decrypts bytes with AES-256-GCM, the context as associated data.

    An encrypted value is version (1 byte), key id (4), random nonce (12), ciphertext and tag (16): 33 bytes more than
    the plaintext. Random nonces are safe for 2^32 values a key (NIST SP 800-38D, 8.3): rotate long before.
    """

    def __init__(self, keys: MasterKeys) -> None:
        self._keys = {key.id: key for key in keys}
        self._ciphers = {key.id: AESGCM(_expand(key.secret, "seal")) for key in keys}
        self._index_root = _expand(keys.anchor.secret, "index")
        self._index_keys: dict[str, bytes] = {}
        self.newest_id = keys.newest.id
        self.anchor_id = keys.anchor.id

    @property
    def key_ids(self) -> tuple[bytes, ...]:
        """The ids of the keys, newest first."""
        return tuple(self._keys)

    def encrypt(self, plaintext: bytes, context: str) -> bytes:
        """Encrypt under the newest key; only the same `context` (``person/<id>/phone``) decrypts it."""
        header, nonce = _VERSION + self.newest_id, secrets.token_bytes(_NONCE_BYTES)
        cipher = self._ciphers[self.newest_id]
        return header + nonce + cipher.encrypt(nonce, plaintext, header + context.encode())

    def decrypt(self, sealed: bytes, context: str) -> bytes:
        """Decrypt what `encrypt` made for this `context`; raises `Tampered` or `UnknownKey`."""
        cipher = self._ciphers.get(_key_id(sealed))
        if cipher is None:
            raise UnknownKey("sealed under a master key that is not held")
        header, nonce, ciphertext = _split(sealed)
        try:
            return cipher.decrypt(nonce, ciphertext, header + context.encode())
        except InvalidTag:
            raise Tampered("changed since it was sealed, or sealed for another context") from None

    def reencryption_needed(self, sealed: bytes) -> bool:
        """Return whether an older key than the newest encrypted this; raises `Tampered` on anything else."""
        return _key_id(sealed) != self.newest_id

    def index(self, value: str, purpose: str) -> bytes:
        """Return the 32 bytes by which an encrypted `value` is found again (HMAC-SHA256 under the anchor).

        Deterministic, so it reveals which rows are equal: use it for unique values, and normalise first.
        """
        key = self._index_keys.get(purpose)
        if key is None:
            key = self._index_keys[purpose] = _expand(self._index_root, f"index/{purpose}")
        return hmac.digest(key, value.encode(), hashlib.sha256)

    def derive(self, purpose: str, key_id: bytes | None = None) -> bytes:
        """Derive a 32-byte subkey for another package: the anchor's, or the named key's; raises `UnknownKey`."""
        key = self._keys.get(self.anchor_id if key_id is None else key_id)
        if key is None:
            raise UnknownKey("no such master key is held")
        return key.derive(purpose)


def _expand(secret: bytes, label: str) -> bytes:
    # A master key is uniformly random already, so HKDF needs no extract step (RFC 5869, 3.3).
    return HKDFExpand(SHA256(), KEY_BYTES, f"countersign/v1/{label}".encode()).derive(secret)


def _split(sealed: bytes) -> tuple[bytes, bytes, bytes]:
    nonce_end = _HEADER_BYTES + _NONCE_BYTES
    return sealed[:_HEADER_BYTES], sealed[_HEADER_BYTES:nonce_end], sealed[nonce_end:]


def _key_id(sealed: bytes) -> bytes:
    if len(sealed) < _HEADER_BYTES + _NONCE_BYTES + _TAG_BYTES or not sealed.startswith(_VERSION):
        raise Tampered("not a sealed value")
    return sealed[len(_VERSION) : _HEADER_BYTES]


def _decode(word: str, place: int) -> bytes:
    # The message names the key by its place in the list and never shows it: it ends up in a log.
    standard = word.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        secret = base64.b64decode(standard + "=" * (-len(standard) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise ValueError(f"master key {place} is not base64") from None
    if len(secret) != KEY_BYTES:
        raise ValueError(f"master key {place} has {len(secret)} bytes instead of {KEY_BYTES}")
    if len(set(secret)) < _FEWEST_DISTINCT:
        raise ValueError(f"master key {place} is a placeholder, not random bytes")
    return secret
