"""Cleans one line of users' text for titles, reasons and names of checkpoints. Pure."""

import re
import unicodedata

_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)


def one_line(text: str) -> str:
    """Fold white space, compose letters (NFC), and drop invisible characters and those that change text direction."""
    return unicodedata.normalize("NFC", " ".join(_INVISIBLE.sub("", text).split()))
