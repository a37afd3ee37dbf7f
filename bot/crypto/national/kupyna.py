"""Kupyna, the hash function of DSTU 7564:2014."""

from copy import copy
from dataclasses import dataclass
from struct import Struct
from typing import Self

_SBOXES = bytes.fromhex("""
    a8435f066b756c5971df879517f0d8096df31dcbc94d2caf79e097fd6f4b4539
    3edda34fb4b69a0e1fbf15e149d293c692729e61d163faeef419d5ad58a4bba1
    dcf2833742e47a329cccab4a8f6e04272ee7e25a9616232bc265660fbca94741
    3448fcb76a88a55386f95bdb387bc31e2233242836c7b23b8e77baf5149f0855
    9b4cfe605cda1846cd7d21b03f1b89ffeb84693a9dd7d3706740b5de5d3091b1
    781101e5006898a0c502a6742d0ba276b3becebdaee98a311cecf19994aaf626
    2fefe88c3503d47ffb05c15e90203d82f7ea0a0d7ef8501ac40757b83c62e3c8
    ac526410d0d9130c122951b9cfd6738d8154c0ed4e44a72a8525e6ca7c8b5680
    cebbeb92eacb13c1e93ad6b2d29017f8421556b4651c8843c55c36baf557678d
    31f664589ef422aa750f02b1df6d734d7c262ef7085d443e9f14c8ae5410d8bc
    1a6b69f3bd33abfad19b684e169591ee4c638e5bcc3c19a181497bd96f3760ca
    e72b48fd9645fc41120d79e5898ce32030dcb76c4ab53f97d4622d06a4a5835f
    2adac9007ea255bf11d59ccf0e0a3d517d931bfec44709860b8f9d6a07b9b098
    1832714bef3b70a0e440ffc3a9e678f98b46801e38e1b8a8e00c23761d252405
    f16e94289a84e8a34f77d385e252f282507a2f7453b361af3935decd1f99acad
    722cddd087be5ea6ec04c60334fbdb59b6c201f05aeda766217f8a27c7c029d7
    93d99ab5982245fcba6adf029fdc51594a172bc294f4bba362e471d4cd7016e1
    493cc0d85c9bad8553a17ac82de0d172a62cc4e37678b7b4093b0e414cdeb290
    25a5d7031100c32e92ef4e129d7dcb3510d54f9e4da955c6d07b1897d336e648
    56818f77cc9cb9e2acb82f15a47cda381e0b05d6146e6c7e66fdb1e560af5e33
    87c9f05d6d3f888dc7f71de9eced802927cf99a8500f3724283095d23e5b4083
    b369571f071c8abc20ebce8eabee31a273f9ca3a1afb0dc1fefaf26fbd96dd43
    52b608f3aebe19893226b0ea4b6484826bf579bf015f75631b233d682a65e891
    f6ff1358f1470a7fc5a7e7615a0646444204a0db398654aa8c34218bf80c7467
    688dca4d734b4e2ad45226b3541e191f2203463d2d4a5383138ab7d52579f5bd
    582f0d02ed519e11f23e555ed1163c66705df34540cce8945608ce1a3ad2e1df
    b5386e0ee5f4f986e94fd68523cf32993114aeeec848d330a19241b118c42c71
    724415fd37be5faa9b88d8ab899cfa60eabc620c24a6a8ec6720db7c28ddac5b
    347e10f17b8f63a0059a437721bf2709c39fb6d729c2ebc0a48b8c1dfbffc1b2
    972ef865f67507044933e4d9b9d042c76c90008e6f5001c5da473fcd69a2e27a
    a7c6930f0a06e62b96a31caf6a128439e7b082f7fe9d875c8135deb4a5fc80ef
    cbbb6b76ba5a7d780b95e3ad74983b36646ddcf059a94c177f91b8c9571be061
""")
"""The four substitutions, 256 bytes each (annex A)."""

_VECTOR = 0x01, 0x01, 0x05, 0x01, 0x08, 0x06, 0x07, 0x04
_REDUCTION = 0x11D
_LOW64 = (1 << 64) - 1
_PADDED = 256  # how many bytes `bytes.translate` wants of a table


def _product(left: int, right: int) -> int:
    """Return the product in GF(2^8)."""
    result = 0
    for bit in range(right.bit_length()):
        result ^= left << bit if right >> bit & 1 else 0
    for bit in range(result.bit_length() - 9, -1, -1):
        result ^= _REDUCTION << bit if result >> bit + 8 & 1 else 0
    return result


def _table(row: int) -> list[int]:
    """Return what a byte of this row adds to its column when it is substituted and the column is mixed."""
    substituted = _SBOXES[256 * (row & 3) : 256 * (row & 3) + 256]
    return [sum(_product(byte, _VECTOR[row - to & 7]) << 8 * to for to in range(8)) for byte in substituted]


_TABLES = [_table(row) for row in range(8)]


@dataclass(frozen=True)
class _Size:
    """A state of some number of columns, 64 bits each: its constants, and how its rows are shifted."""

    columns: int
    pack: Struct
    unpack: Struct
    shifts: bytes
    xored: list[list[int]]
    added: list[list[int]]

    @classmethod
    def of(cls, columns: int, rounds: int, last_shift: int) -> Self:
        """Return the state whose last row is shifted by so many columns, other rows by their number."""
        shifts = [*range(7), last_shift]
        sources = [
            (column - shift) % columns * 8 + row for column in range(columns) for row, shift in enumerate(shifts)
        ]
        return cls(
            columns,
            Struct(f"<{columns}Q{_PADDED - 8 * columns}x"),
            Struct(f"<{columns}Q"),
            bytes(sources),
            [[column << 4 ^ number for column in range(columns)] for number in range(rounds)],
            [
                [0xF0F0F0F0F0F0F3 + ((columns - 1 - column << 4) + number << 56) for column in range(columns)]
                for number in range(rounds)
            ],
        )


_SMALL = _Size.of(8, 10, 7)
_LARGE = _Size.of(16, 14, 11)


class Kupyna:
    """The hash of bytes given in any number of pieces, with the interface of `hashlib`: 256, 384 or 512 bits long."""

    def __init__(self, bits: int = 256) -> None:
        if bits not in {256, 384, 512}:
            raise ValueError(bits)
        self.digest_size = bits // 8
        self.block_size = 8 * self._size.columns
        self._state = [self.block_size, *[0] * (self._size.columns - 1)]
        self._length = 0
        self._rest = b""

    @property
    def _size(self) -> _Size:
        return _SMALL if self.digest_size == 32 else _LARGE  # noqa: PLR2004 - the only hash with the small state

    def copy(self) -> Self:
        """Return a hash of the same bytes so far."""
        return copy(self)

    def update(self, data: bytes) -> None:
        """Hash more bytes."""
        self._length += len(data)
        data = self._rest + data
        whole = len(data) - len(data) % self.block_size
        self._rest = data[whole:]
        size = self._size
        for block in size.unpack.iter_unpack(memoryview(data)[:whole]):
            self._state = _step(self._state, block, size)

    def digest(self) -> bytes:
        """Return the hash of the bytes so far."""
        size, state = self._size, self._state
        zeros = -(len(self._rest) + 13) % self.block_size
        last = self._rest + b"\x80" + bytes(zeros) + (8 * self._length).to_bytes(12, "little")
        for block in size.unpack.iter_unpack(last):
            state = _step(state, block, size)
        mixed = _permuted(state, size, added=False)
        return size.unpack.pack(*[a ^ b for a, b in zip(mixed, state, strict=True)])[-self.digest_size :]

    def hexdigest(self) -> str:
        """Return the hash of the bytes so far in hexadecimal digits."""
        return self.digest().hex()


def _step(state: list[int], block: tuple[int, ...], size: _Size) -> list[int]:
    """Return the state after one more block."""
    mixed = _permuted([a ^ b for a, b in zip(state, block, strict=True)], size, added=False)
    return [a ^ b ^ c for a, b, c in zip(mixed, _permuted(block, size, added=True), state, strict=True)]


def _permuted(columns: list[int] | tuple[int, ...], size: _Size, *, added: bool) -> list[int] | tuple[int, ...]:
    """Return the columns after all rounds; their constants are added modulo 2^64 or else XORed."""
    table0, table1, table2, table3, table4, table5, table6, table7 = _TABLES
    for constants in size.added if added else size.xored:
        if added:
            columns = [column + constant & _LOW64 for column, constant in zip(columns, constants, strict=True)]
        else:
            columns = [column ^ constant for column, constant in zip(columns, constants, strict=True)]
        rows = iter(size.shifts.translate(size.pack.pack(*columns)))
        columns = [
            table0[a] ^ table1[b] ^ table2[c] ^ table3[d] ^ table4[e] ^ table5[f] ^ table6[g] ^ table7[h]
            for a, b, c, d, e, f, g, h in zip(*[rows] * 8, strict=True)
        ]
    return columns
