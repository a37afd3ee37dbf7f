"""GOST 34.311-95, the hash function of DSTU 4145-2002 (the same as GOST R 34.11-94, with another S-box)."""

from collections.abc import Iterator
from copy import copy
from functools import lru_cache, reduce
from operator import mul, xor
from struct import Struct
from typing import Self

SBOX_BYTES = 64
DEFAULT_SBOX = bytes.fromhex(
    "a9d6eb45f13c708280c4967b231f5eadf658eba4c037291d38d96bf025ca4e17"
    "f8e9720dc615b43a28975f0bc1dea36438b564ea2c179fd0123e6db8fac57904"
)
"""The first S-box (DKE No. 1) of the instruction for GOST 28147-89 in Ukraine: two of its entries in each byte."""

_BLOCK = 32
_LOW32, _LOW64 = (1 << 32) - 1, (1 << 64) - 1
_CONSTANT = int("ff00ffff000000ffff0000ff00ffff0000ff00ff00ff00ffff00ff00ff00ff00", 16)
_WORDS = Struct("<48H")
_KEYS = Struct("<32I")
_QUARTERS = Struct("<4Q")
_KEY_ORDER = bytes(32 * key + 8 * byte + word for key in range(4) for word in range(8) for byte in range(4))


class Gost34311:
    """The hash of bytes given in any number of pieces, with the interface of `hashlib`."""

    digest_size = 32
    block_size = _BLOCK

    def __init__(self, sbox: bytes = DEFAULT_SBOX) -> None:
        self._sbox = sbox
        self._hash = self._sum = self._length = 0
        self._rest = b""

    def copy(self) -> Self:
        """Return a hash of the same bytes so far."""
        return copy(self)

    def update(self, data: bytes) -> None:
        """Hash more bytes."""
        self._length += len(data)
        data = self._rest + data
        whole = len(data) - len(data) % _BLOCK
        self._rest = data[whole:]
        tables = _substitutions(self._sbox)
        for start in range(0, whole, _BLOCK):
            block = int.from_bytes(data[start : start + _BLOCK], "little")
            self._hash = _step(self._hash, block, tables)
            self._sum += block

    def digest(self) -> bytes:
        """Return the hash of the bytes so far."""
        last = [int.from_bytes(self._rest, "little")] if self._rest else []
        value, total = self._hash, self._sum + sum(last)
        for block in (*last, 8 * self._length, total & (1 << 256) - 1):
            value = _step(value, block, _substitutions(self._sbox))
        return value.to_bytes(_BLOCK, "little")

    def hexdigest(self) -> str:
        """Return the hash of the bytes so far in hexadecimal digits."""
        return self.digest().hex()


Tables = tuple[list[int], list[int], list[int]]


@lru_cache(maxsize=4)
def _substitutions(sbox: bytes) -> Tables:
    """Return what the S-box makes of the lowest 12 bits of a word, of the next 12 and of the highest 8, rotated by 11.

    These tables fit into a processor's cache, those of 16 bits do not. The last one repeats: its index may have a ninth
    bit, the carry of an addition modulo 2^32, which counts for nothing.
    """
    rows = [[int(digit, 16) for digit in sbox.hex()[16 * row : 16 * row + 16]] for row in range(8)]
    low, middle, high = ([_rotated(value) for value in _joined(rows, start)] for start in (0, 3, 6))
    return low, middle, high * 2


def _joined(rows: list[list[int]], start: int) -> list[int]:
    """Return all values of up to three rows beside one another, at the place of the first row in a word."""
    values = [0]
    for number, row in enumerate(rows[start : start + 3], start):
        values = [high << 4 * number | low for high in row for low in values]
    return values


def _rotated(value: int) -> int:
    return (value << 11 | value >> 21) & _LOW32


def _multipliers(times: int) -> Iterator[int]:
    """Return where each 16-bit word gets to in `times` steps of the mixing register: 1 in each that it is added to.

    As every step only adds words, a word's part in the result is its product with this number.
    """
    for position in range(16):
        register = [int(word == position) for word in range(16)]
        for _ in range(times):
            taps = (register[word] for word in (0, 1, 2, 3, 12, 15))
            register = [*register[1:], reduce(xor, taps)]
        yield sum(bit << 16 * word for word, bit in enumerate(register))


_MIXING = [*_multipliers(61), *_multipliers(62), *_multipliers(74)]


def _step(value: int, block: int, tables: Tables) -> int:
    """Return the hash after one more block of 32 bytes, both as little-endian numbers."""
    encrypted = _encrypt(value, _keys(value, block), tables)
    words = value.to_bytes(32, "little") + block.to_bytes(32, "little") + encrypted
    mixed: int = reduce(xor, map(mul, _WORDS.unpack(words), _MIXING))
    return mixed


def _keys(u: int, v: int) -> tuple[int, ...]:
    """Return the four keys of a step, eight words each."""
    keys = u ^ v
    for number in range(1, 4):
        u = _shifted(u) ^ (_CONSTANT if number == 2 else 0)  # noqa: PLR2004 - only the third key has one
        v = _shifted(_shifted(v))
        keys |= (u ^ v) << 256 * number
    return _KEYS.unpack(_KEY_ORDER.translate(keys.to_bytes(256, "little")))


def _shifted(value: int) -> int:
    rest = value >> 64
    return rest | ((value ^ rest) & _LOW64) << 192


def _encrypt(value: int, keys: tuple[int, ...], tables: Tables) -> bytes:
    """Return the four quarters of the hash, each encrypted by GOST 28147-89 with its key."""
    low_table, middle_table, high_table = tables
    quarters = []
    for start in (0, 8, 16, 24):
        low, high = value & _LOW32, value >> 32 & _LOW32
        value >>= 64
        for first, second in _key_pairs(*keys[start : start + 8]):
            total = low + first
            high ^= low_table[total & 4095] ^ middle_table[total >> 12 & 4095] ^ high_table[total >> 24]
            total = high + second
            low ^= low_table[total & 4095] ^ middle_table[total >> 12 & 4095] ^ high_table[total >> 24]
        quarters.append(low << 32 | high)
    return _QUARTERS.pack(*quarters)


def _key_pairs(*words: int) -> tuple[tuple[int, int], ...]:
    """Return the words of a key in the order of the 32 rounds, two rounds each."""
    a, b, c, d, e, f, g, h = words
    return ((a, b), (c, d), (e, f), (g, h)) * 3 + ((h, g), (f, e), (d, c), (b, a))
