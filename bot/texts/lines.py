"""Lines that people read: cleaned of what cannot be seen, and fingerprints in groups. Pure."""

import re
import unicodedata

_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)


def one_line(text: str) -> str:
    """Fold white space, compose letters (NFC), and drop invisible characters and those that change text direction."""
    return unicodedata.normalize("NFC", " ".join(_INVISIBLE.sub("", text).split()))


def short_fingerprint(sha256: str) -> str:
    """Return the part of a SHA-256 that people compare: the first 16 hex digits, in groups of four."""
    digits = sha256[:16].upper()
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))
