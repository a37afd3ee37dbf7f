"""Opening a ZIP file that anybody may have built.

Its directory is bounded before anything reads it, and nothing is inflated beyond what the directory announces. All is
kept in memory; a name in the file is only ever a name.
"""

import struct
import unicodedata
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
_DAMAGED: Final = (zipfile.BadZipFile, zlib.error, struct.error)
_LENGTHS: Final = struct.Struct("<26xHH")  # of name and extra field, in the local header: APPNOTE.TXT 4.3.7
_PDF_HEADER: Final = b"%PDF-"
_PDF_HEADER_WITHIN: Final = 1024
"""Viewers look for the header of a PDF in so many first bytes."""


def is_archive(data: bytes) -> bool:
    """Return whether the bytes begin or end as a ZIP file does."""
    return data[:4] in {b"PK\3\4", _SIGNATURE} or data[-_END.size :].startswith(_SIGNATURE)


def has_pdf_header(data: bytes) -> bool:
    """Return whether viewers may take the bytes for a PDF."""
    return _PDF_HEADER in data[:_PDF_HEADER_WITHIN]


def read_archive(data: bytes) -> Mapping[str, bytes]:
    """Return the files of a ZIP file by name, folders left out; ContainerUnsafeRefused."""
    _require_small_directory(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _require_safe(entries)
            _require_no_pdf_outside(data, entries)
            return {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except (*_DAMAGED, ValueError, EOFError, OSError, NotImplementedError, RuntimeError) as error:
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
    if len(entries) > _ENTRIES or len({_unpacked_name(entry.filename) for entry in entries}) != len(entries):
        raise ContainerUnsafeRefused
    if sum(entry.file_size for entry in entries) > _TOTAL_BYTES or any(map(_is_unsafe, entries)):
        raise ContainerUnsafeRefused
    _require_apart(entries)


def _unpacked_name(name: str) -> str:
    """Return what two names have in common that are one file to some system that unpacks them."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    parts = (part if part in {"", "."} else part.rstrip(" .") for part in folded.split("/"))
    return "/".join(part for part in parts if part not in {"", "."})


def _require_apart(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse entries that share bytes: a small file could then hold any number of large ones.

    The first entry begins the file: what stood before it could be another document, which its viewer would show.
    """
    spans = sorted((entry.header_offset, entry.header_offset + entry.compress_size) for entry in entries)
    if any(end > start for (_, end), (start, _) in pairwise(spans)) or (spans and spans[0][0] != 0):
        raise ContainerUnsafeRefused


def _require_no_pdf_outside(data: bytes, entries: list[zipfile.ZipInfo]) -> None:
    """Refuse a file that is a PDF, too: its viewer would show what no signature covers."""
    at = data.find(_PDF_HEADER, 0, _PDF_HEADER_WITHIN)
    if at >= 0 and not any(at in _content_span(data, entry) for entry in entries):
        raise ContainerUnsafeRefused


def _content_span(data: bytes, entry: zipfile.ZipInfo) -> range:
    start = entry.header_offset + _LENGTHS.size + sum(_LENGTHS.unpack_from(data, entry.header_offset))
    return range(start, start + entry.compress_size)


def _is_unsafe(entry: zipfile.ZipInfo) -> bool:
    parts = entry.filename.split("/")
    strange_name = entry.filename.startswith("/") or ".." in parts or "\\" in entry.filename or ":" in parts[0]
    inflates = entry.file_size > max(_ALWAYS_FINE, entry.compress_size * _RATIO)
    odd = entry.compress_type not in _METHODS or entry.flag_bits & _ENCRYPTED or entry.orig_filename != entry.filename
    return bool(strange_name or inflates or odd)
