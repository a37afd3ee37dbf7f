"""Whether a certificate names the person on the staff list.

Certificates and lists write a name in either order, with a patronymic or without, and with any of the apostrophes.
"""

import re
import unicodedata
from typing import Final

_APOSTROPHES: Final = str.maketrans(dict.fromkeys("'`´ʹʼ’‘′＇ꞌ"))
_WORD: Final = re.compile(r"[^\W\d_]+")
_FEWEST: Final = 2
"""A surname and a given name: one word in common is no person."""


def names_person(listed: str, certified: str) -> bool:
    """Return whether both names are one person's: the words of one are all in the other, at least two of them.

    Nothing is transliterated, and initials stand for no name.
    """
    ours, theirs = _words(listed), _words(certified)
    fewer, more = sorted((ours, theirs), key=len)
    return len(fewer) >= _FEWEST and all(more.count(word) >= fewer.count(word) for word in fewer)


def _words(name: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", name).casefold().translate(_APOSTROPHES).replace("ё", "е")
    return [word for word in _WORD.findall(folded) if len(word) > 1]
