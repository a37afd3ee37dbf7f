"""Archives encrypted with a passphrase: a stream of any length, encrypted and decrypted piece by piece.

Without the passphrase nothing can be read. A changed byte, a piece dropped, moved or appended, and a truncated file are
detected; what precedes the damage is returned in order. At most two pieces are in memory.

File: magic 12 | memory KiB u32 | passes u32 | lanes u32 | salt 16 | nonce prefix 7, and then pieces of 1 MiB (the last
one shorter) under AES-256-GCM with the head as associated data. A piece's nonce is prefix | number u32 | 1 if it is the
last (the STREAM construction: Hoang, Reyhanitabar, Rogaway, Vizár, 2015). The key is Argon2id (RFC 9106) of the
passphrase. Numbers are big-endian.
"""

import os
import struct
from collections.abc import Iterator
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

FEWEST_CHARACTERS: Final = 12
_MAGIC: Final = b"Countersign\x01"
_HEAD: Final = struct.Struct(">12s3I16s7s")
_COST: Final = (65536, 3, 1)  # RFC 9106's second choice, in one lane: more are threads that OpenSSL may not have
_MOST_COST: Final = (1 << 21, 16, 16)  # a stranger's file does not get to say "eat all memory"
_PIECE: Final = 1 << 20
_TAG: Final = 16


class ArchiveBroken(Exception):  # noqa: N818 - says what the bytes are
    """The archive cannot be opened; the message is for the administrator."""


class Sealing:
    """Encrypts what is written to it into `out`; `close` writes the last piece, without which the archive is invalid.

    `passphrase` must have at least `FEWEST_CHARACTERS`; otherwise ValueError.
    """

    def __init__(self, out: BinaryIO, passphrase: str) -> None:
        if len(passphrase) < FEWEST_CHARACTERS:
            raise ValueError(f"a passphrase has at least {FEWEST_CHARACTERS} characters")
        salt, self._prefix = os.urandom(16), os.urandom(7)
        self._head = _HEAD.pack(_MAGIC, *_COST, salt, self._prefix)
        self._cipher = _cipher(passphrase, salt, _COST)
        self._out, self._held, self._number = out, bytearray(), 0
        out.write(self._head)

    def write(self, plain: bytes) -> None:
        """Append to the stream."""
        self._held += plain
        while len(self._held) > _PIECE:
            self._seal(bytes(self._held[:_PIECE]), last=False)
            del self._held[:_PIECE]

    def close(self) -> None:
        """Write the last piece; the archive is complete."""
        self._seal(bytes(self._held), last=True)

    def _seal(self, plain: bytes, *, last: bool) -> None:
        nonce = _nonce(self._prefix, self._number, last=last)
        self._out.write(self._cipher.encrypt(nonce, plain, self._head))
        self._number += 1


class Opening:
    """Reads what `Sealing` wrote to `source`; ArchiveBroken for anything else or a wrong passphrase."""

    def __init__(self, source: BinaryIO, passphrase: str) -> None:
        self._head = source.read(_HEAD.size)
        if len(self._head) < _HEAD.size or not self._head.startswith(_MAGIC):
            raise ArchiveBroken("this is no backup of Countersign")
        _, *cost, salt, self._prefix = _HEAD.unpack(self._head)
        if any(value > most for value, most in zip(cost, _MOST_COST, strict=True)) or not all(cost):
            raise ArchiveBroken("this is no backup of Countersign")
        try:
            self._cipher = _cipher(passphrase, salt, (cost[0], cost[1], cost[2]))
        except ValueError:  # a cost that Argon2id does not know
            raise ArchiveBroken("this is no backup of Countersign") from None
        self._pieces = self._opened(source)
        self._held = bytearray()

    def read(self, size: int) -> bytes:
        """Return exactly so many bytes; ArchiveBroken where the stream ends before."""
        while len(self._held) < size:
            piece = next(self._pieces, None)
            if piece is None:
                raise ArchiveBroken("the backup ends too early")
            self._held += piece
        taken = bytes(self._held[:size])
        del self._held[:size]
        return taken

    def ended(self) -> bool:
        """Return whether everything was read, including the piece marked as the last."""
        while not self._held:
            piece = next(self._pieces, None)
            if piece is None:
                return True
            self._held += piece
        return False

    def _opened(self, source: BinaryIO) -> Iterator[bytes]:
        number, piece = 0, source.read(_PIECE + _TAG)
        while True:
            after = source.read(_PIECE + _TAG)
            yield self._open(piece, number, last=not after)
            if not after:
                return
            number, piece = number + 1, after

    def _open(self, piece: bytes, number: int, *, last: bool) -> bytes:
        try:
            return self._cipher.decrypt(_nonce(self._prefix, number, last=last), piece, self._head)
        except (InvalidTag, ValueError):
            wrong = "the passphrase is another one, or the backup is damaged"
            raise ArchiveBroken(wrong if number == 0 else "the backup is damaged or cut short") from None


def _cipher(passphrase: str, salt: bytes, cost: tuple[int, int, int]) -> AESGCM:
    memory, passes, lanes = cost
    return AESGCM(
        Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory).derive(passphrase.encode())
    )


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + struct.pack(">IB", number, last)
