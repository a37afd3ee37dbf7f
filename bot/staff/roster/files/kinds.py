"""Names files that are no list, by their content: the name of a file says what its sender hopes."""

import re
from typing import Final

from bot.staff.roster.rows import FileKind

_SIGNATURES: Final = (
    (b"%PDF-", FileKind.PDF),
    (b"\x89PNG\r\n", FileKind.PICTURE),
    (b"\xff\xd8\xff", FileKind.PICTURE),
    (b"GIF8", FileKind.PICTURE),
    (b"{\\rtf", FileKind.RTF),
    (b"Rar!\x1a\x07", FileKind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileKind.ARCHIVE),
    (b"\x1f\x8b\x08", FileKind.ARCHIVE),
)
_PICTURE_BRANDS: Final = (b"heic", b"heix", b"mif1", b"avif")
_MARKUP: Final = (
    (FileKind.HTML, re.compile(r"<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)),
    (FileKind.XML_2003, re.compile(r"urn:schemas-microsoft-com:office:spreadsheet")),
    (FileKind.FODS, re.compile(r"<office:document\b")),
    (FileKind.XML, re.compile(r"<\?xml\b")),
)
_HEAD: Final = 4096


def kind_of(content: bytes) -> FileKind | None:
    """Return the kind of a file that is certainly no table in text, None otherwise."""
    head = content[:_HEAD]
    for signature, kind in _SIGNATURES:
        if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(signature):
            return kind
    if head[4:8] == b"ftyp" and head[8:12] in _PICTURE_BRANDS:
        return FileKind.PICTURE
    text = head.replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe \t\r\n")
    if not text.startswith("<"):
        return None
    return next((kind for kind, pattern in _MARKUP if pattern.search(text)), None)
