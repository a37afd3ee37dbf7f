"""Folds names so that a search finds them in any case, and so that lists are in a reader's order.

Both happen in Python, because SQLite's own functions know ASCII only. Ukrainian letters that Unicode puts after the
Russian alphabet are put in their places; е and ё, and the different apostrophes of keyboards, are treated as the same.
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
