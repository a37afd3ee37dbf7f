"""Names files that are no list, by their content: the name of a file says what its sender hopes."""

import re
from typing import Final

KINDS: Final = frozenset(
    {"pdf", "picture", "html", "xml2003", "fods", "xml", "rtf", "archive", "ods", "xlsb", "numbers", "text"}
)
"""The kinds that `RosterFileKindRefused` names; each has its words in every language."""
_SIGNATURES: Final = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
)
_PICTURE_BRANDS: Final = (b"heic", b"heix", b"mif1", b"avif")
_MARKUP: Final = (
    ("html", re.compile(r"<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)),
    ("xml2003", re.compile(r"urn:schemas-microsoft-com:office:spreadsheet")),
    ("fods", re.compile(r"<office:document\b")),
    ("xml", re.compile(r"<\?xml\b")),
)
_HEAD: Final = 4096


def kind_of(content: bytes) -> str | None:
    """Return the kind of a file that is certainly no table in text, None otherwise."""
    head = content[:_HEAD]
    for signature, kind in _SIGNATURES:
        if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(signature):
            return kind
    if head[4:8] == b"ftyp" and head[8:12] in _PICTURE_BRANDS:
        return "picture"
    text = head.replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe \t\r\n")
    if not text.startswith("<"):
        return None
    return next((kind for kind, pattern in _MARKUP if pattern.search(text)), None)
