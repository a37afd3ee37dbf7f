"""What a file shows, told by its first bytes: names and MIME types of files are often wrong or missing.

HEIF needs a library of its own, which is loaded when the first such picture is opened.
"""

import io
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import Final

from PIL import Image

HEAD: Final = 64
"""How many bytes at the beginning of a file tell what it is."""
_HEIF: Final = "HEIF"
_HEIF_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
_AVIF_BRANDS: Final = frozenset({b"avif", b"avis"})
_ANY_HEIF_BRANDS: Final = frozenset({b"mif1", b"msf1"})
_MOVING: Final = (b"\x1a\x45\xdf\xa3", b"FLV", b"\x00\x00\x01\xba", b"\x30\x26\xb2\x75")  # Matroska, Flash, MPEG, ASF
_BMP_HEADERS: Final = frozenset({12, 40, 52, 56, 64, 108, 124})
_DECODE_THREADS: Final = 2


class Shows(StrEnum):
    """What a file shows."""

    PICTURE = "picture"
    MOVING = "moving"
    """A video."""


def shows(head: bytes) -> Shows | None:
    """Return what a file that begins with these bytes shows; None for a file of another kind."""
    if head[4:8] == b"ftyp":
        return Shows.PICTURE if _brands(head) & (_HEIF_BRANDS | _AVIF_BRANDS | _ANY_HEIF_BRANDS) else Shows.MOVING
    if head.startswith(_MOVING) or (head[:4] == b"RIFF" and head[8:12] == b"AVI "):
        return Shows.MOVING
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")) or _is_bmp(head):
        return Shows.PICTURE
    return Shows.PICTURE if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else None


def open_picture(content: bytes, formats: Sequence[str]) -> Image.Image:
    """Open a picture of one of the formats, with Pillow's names of them; raise as `Image.open` does."""
    if _is_heif(content[:HEAD]):
        _load_heif()
        formats = [_HEIF] if _HEIF in formats else []
    else:
        formats = [one for one in formats if one != _HEIF]
    return Image.open(io.BytesIO(content), formats=formats)


def _is_heif(head: bytes) -> bool:
    brands = _brands(head) if head[4:8] == b"ftyp" else frozenset()
    return bool(brands & _HEIF_BRANDS or (brands & _ANY_HEIF_BRANDS and not brands & _AVIF_BRANDS))


def _brands(head: bytes) -> frozenset[bytes]:
    """Return the brands of a file's first box (ISO/IEC 14496-12, 4.3): the major one and the compatible ones."""
    end = min(int.from_bytes(head[:4], "big"), len(head))
    return frozenset({head[8:12], *(head[start : start + 4] for start in range(16, end - 3, 4))})


def _is_bmp(head: bytes) -> bool:
    return head[:2] == b"BM" and head[6:10] == bytes(4) and int.from_bytes(head[14:18], "little") in _BMP_HEADERS


@cache
def _load_heif() -> None:
    from pillow_heif import register_heif_opener  # noqa: PLC0415 - heavy, and seldom needed

    # An embedded thumbnail may show something else than the picture.
    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=_DECODE_THREADS)
