"""Opening a ZIP file that anybody may have built.

Its directory is bounded before anything reads it, and nothing is inflated beyond what the directory announces. All is
kept in memory; a name in the file is only ever a name.
"""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from itertools import pairwise
from typing import Final

from bot.qualified.refusals import ContainerUnsafeRefused

_END: Final = struct.Struct("<4sHHHHIIH")  # the end of the central directory: APPNOTE.TXT 4.3.16
_SIGNATURE: Final = b"PK\5\6"
_LONGEST_COMMENT: Final = 0xFFFF
_ENTRIES: Final = 1000
_DIRECTORY_BYTES: Final = 512 * 1024
_TOTAL_BYTES: Final = 64 << 20
_RATIO: Final = 200
"""A file that inflates to more than so many times its size is no document."""
_ALWAYS_FINE: Final = 1 << 20
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED: Final = 0x1


def is_archive(data: bytes) -> bool:
    """Return whether the bytes begin or end as a ZIP file does."""
    return data[:4] in {b"PK\3\4", _SIGNATURE} or data[-_END.size :].startswith(_SIGNATURE)


def read_archive(data: bytes) -> Mapping[str, bytes]:
    """Return the files of a ZIP file by name, folders left out; ContainerUnsafeRefused."""
    _require_small_directory(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _require_safe(entries)
            return {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise ContainerUnsafeRefused from error


def _require_small_directory(data: bytes) -> None:
    """Refuse a directory that is long, in another place than at the end, or of the 64-bit form."""
    at = data.rfind(_SIGNATURE, -_END.size - _LONGEST_COMMENT)
    if at < 0 or at + _END.size > len(data):
        raise ContainerUnsafeRefused
    _, disk, first_disk, here, entries, size, offset, comment = _END.unpack_from(data, at)
    whole = at + _END.size + comment == len(data) and (disk, first_disk, here) == (0, 0, entries)
    if not whole or entries > _ENTRIES or size > _DIRECTORY_BYTES or offset + size != at:
        raise ContainerUnsafeRefused


def _require_safe(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > _ENTRIES or len({entry.filename for entry in entries}) != len(entries):
        raise ContainerUnsafeRefused
    if sum(entry.file_size for entry in entries) > _TOTAL_BYTES or any(map(_is_unsafe, entries)):
        raise ContainerUnsafeRefused
    _require_apart(entries)


def _require_apart(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse entries that share bytes: a small file could then hold any number of large ones."""
    spans = sorted((entry.header_offset, entry.header_offset + entry.compress_size) for entry in entries)
    if any(end > start for (_, end), (start, _) in pairwise(spans)):
        raise ContainerUnsafeRefused


def _is_unsafe(entry: zipfile.ZipInfo) -> bool:
    parts = entry.filename.split("/")
    strange_name = entry.filename.startswith("/") or ".." in parts or "\\" in entry.filename or ":" in parts[0]
    inflates = entry.file_size > max(_ALWAYS_FINE, entry.compress_size * _RATIO)
    odd = entry.compress_type not in _METHODS or entry.flag_bits & _ENCRYPTED or entry.orig_filename != entry.filename
    return bool(strange_name or inflates or odd)
