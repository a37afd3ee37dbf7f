"""Kupyna by dstu-core, which is compiled: a hundred times as fast as Python.

dstu-core has wheels for some platforms only, so it may be missing.
"""

from typing import Final

try:
    import dstu_core
except ImportError:
    dstu_core = None

IS_COMPILED: Final = dstu_core is not None


class CompiledKupyna:
    """The hash of bytes given in any number of pieces: 256, 384 or 512 bits long. Nothing follows its digest."""

    def __init__(self, bits: int) -> None:
        self._bits = bits
        small = bits == 256  # noqa: PLR2004 - the only one
        self._hasher = dstu_core.Kupyna256Hasher() if small else dstu_core.Kupyna512Hasher()

    def update(self, data: bytes) -> None:
        """Hash more bytes."""
        self._hasher.update(data)

    def digest(self) -> bytes:
        """Return the hash of the bytes, once. The one of 384 bits is the end of the longer one (DSTU 7564, 6)."""
        return bytes(self._hasher.finalize())[-self._bits // 8 :]
