"""How names are folded, so that a search finds them whatever the case, and a list stands in a reader's order.

Both happen in Python, since SQLite's own functions know ASCII alone. Ukrainian letters that Unicode puts after the
Russian alphabet are put in their places; е and ё, and the apostrophes that keyboards disagree about, are one.
"""

import unicodedata
from typing import Final

_AFTER: Final = "\u04ff"  # sorts after every Cyrillic letter that a name is written in
_LETTERS: Final = str.maketrans(
    {
        "ґ": f"г{_AFTER}",
        "є": f"е{_AFTER}",
        "і": f"и{_AFTER}",
        "ї": f"и{_AFTER}{_AFTER}",
        "ё": "е",
        "’": "'",
        "ʼ": "'",
        "`": "'",
        "\x00": "",
    }
)


def fold(text: str) -> str:
    """Fold a name or a word of a search: composed (NFKC), without case, one space between words."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS).split())
