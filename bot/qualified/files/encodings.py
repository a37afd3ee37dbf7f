"""The encodings in which people send a CMS message: DER, base64 and PEM."""

import base64
import binascii
import re
from typing import Final

_PEM: Final = re.compile(rb"-----BEGIN (?:PKCS7|CMS|PKCS #7 SIGNED DATA)-----(.+?)-----END [A-Z0-9 #]+-----", re.DOTALL)
_SIGNED_DATA: Final = bytes.fromhex("06092a864886f70d010702")  # the object identifier id-signedData, RFC 5652
_LONGEST_HEADER: Final = 40


def decode_base64(text: str | bytes) -> bytes | None:
    """Return what base64 text stands for, line breaks allowed; None where it is none."""
    plain = text.encode("ascii", "replace") if isinstance(text, str) else text
    try:
        return base64.b64decode(b"".join(plain.split()), validate=True)
    except binascii.Error:
        return None


def decode_message(data: bytes) -> bytes | None:
    """Return the DER of a CMS message with signed data, in whatever encoding it came; None where it is none."""
    framed = _PEM.search(data)
    for candidate in (data, decode_base64(framed[1]) if framed else None, _from_base64(data)):
        if candidate is not None and candidate[:1] == b"\x30" and _SIGNED_DATA in candidate[:_LONGEST_HEADER]:
            return candidate
    return None


def _from_base64(data: bytes) -> bytes | None:
    return decode_base64(data.removeprefix(b"\xef\xbb\xbf")) if data[:1] != b"\x30" else None
