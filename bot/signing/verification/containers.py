"""The containers of a PDF's signatures: hexadecimal digits that no byte range covers."""

import re

from asn1crypto import parser  # type: ignore[import-untyped]  # has no stubs

_HEX = re.compile(rb"<([0-9A-F]*)>")


def container_of(data: bytes, byte_range: list[int]) -> bytes | None:
    """Return the DER of the signature's container, if it and the byte range fill the file completely."""
    match byte_range:
        case [0, start, end, rest] if start < end and end + rest == len(data):
            written = _HEX.fullmatch(data[start:end])
        case _:
            return None
    if written is None or len(written[1]) % 2:
        return None
    filled = bytes.fromhex(written[1].decode())
    length = parser.peek(filled)
    return filled[:length] if not any(filled[length:]) else None
