"""One-time tokens: 32 random bytes as text for a link, and the hash by which they are found.

Each token has one spelling only. Tokens are not stored or compared; only their hashes are.
"""

import base64
import hashlib
import re

TOKEN_CHARACTERS = 43
# 43 characters are 258 bits; the last one's two low bits are zero in the canonical spelling (RFC 4648, 3.5).
_SHAPE = re.compile(r"[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]", re.ASCII)


def write_token(secret: bytes) -> str:
    """Encode 32 random bytes as a token: base64url without padding, 43 characters of ``[A-Za-z0-9_-]``."""
    return base64.urlsafe_b64encode(secret).rstrip(b"=").decode("ascii")


def parse_token(text: str) -> str | None:
    """Return `text` if it is exactly a token in its canonical spelling, otherwise None."""
    return text if _SHAPE.fullmatch(text) else None


def hash_token(token: str) -> bytes:
    """Hash a token for storing and look-up: SHA-256, 32 bytes; 256 random bits need neither salt nor work."""
    return hashlib.sha256(token.encode("ascii")).digest()
