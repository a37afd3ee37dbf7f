"""Folds names, so that everybody is found however a name is typed, and gives the order of lists.

Both happen in Python, because SQLite's own functions know ASCII only.
"""

import re
import unicodedata
from typing import Final

_LOOKALIKES: Final = str.maketrans("abcehikmoptxy", "авсенікмортху")
_STRESS: Final = re.compile("[\u0300\u0301\u0341]")
"""The grave and the acute accent: marks of stress, also of an accented Latin vowel within a Cyrillic name."""
_DROPPED: Final = re.compile(
    "['\"`´^*"  # typed for an apostrophe
    "\u02b9-\u02bd\u02c8\u02ca\u02cb\u2018-\u201f\u2032\u2033\u2035\u055a\u05f3\uff07"  # apostrophes and their kin
    "\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\uffff]"  # what nobody sees
)
_HYPHENS: Final = re.compile("[-\u058a\u05be\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]")
_AFTER: Final = "\u04ff"  # sorts after every Cyrillic letter that a name is written in
_ORDER: Final = str.maketrans(
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
    """Fold a name, a number or a word of a search, to be compared with others that are folded.

    Without case, apostrophes, stress marks and invisible characters; a hyphen is a space, there is one space between
    words, ё is е, and a Latin letter that looks like a Cyrillic one is that.
    """
    parts = unicodedata.normalize("NFKD", _DROPPED.sub("", text)).casefold()
    letters = _STRESS.sub("", _DROPPED.sub("", parts)).translate(_LOOKALIKES)
    composed = unicodedata.normalize("NFC", letters).replace("ё", "е")
    return " ".join(_HYPHENS.sub(" ", composed).split())


def finds(words: str, name: str) -> bool:
    """Return whether each of these words begins a word of a name, however both are typed; False for no words."""
    sought, found = fold(words).split(), fold(name).split()
    return bool(sought) and all(any(one.startswith(word) for one in found) for word in sought)


def order_key(text: str) -> str:
    """Return the key by which names are in a reader's order; Ukrainian letters are in their places."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().translate(_ORDER).split())
