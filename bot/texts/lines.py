"""Text that people read: cleaned of what cannot be seen, names of files, fingerprints. Pure.

Titles, names and reasons come from people, files and Telegram. A character that nobody sees, or that turns the
direction of what follows, lets one text pass for another, so all of them are cleaned where they enter.
"""

import re
import unicodedata

LONGEST_FILE_NAME = 120
_LONGEST_ENDING = 12

# Unicode's control, format and surrogate characters (Cc, Cf, Cs), what a renderer may leave out
# (Default_Ignorable_Code_Point), and two letters that are drawn as nothing. Tabs and line breaks are handled apart.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\ufffe\uffff\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def one_line(text: str) -> str:
    """Fold white space, compose letters (NFC), and drop invisible characters and those that change text direction."""
    return unicodedata.normalize("NFC", " ".join(_INVISIBLE.sub("", text).split()))


def visible(text: str) -> str:
    """Clean a text of several lines: as `one_line`, but line breaks and the spaces within lines stay."""
    return unicodedata.normalize("NFC", "\n".join(_INVISIBLE.sub("", line) for line in text.splitlines()))


def file_name(text: str) -> str:
    """Return a file's name as it is shown, sent and recorded: one line, without folders, short, with its ending."""
    name = one_line(text.replace("\\", "/").rpartition("/")[2]).strip(". ") or "document"
    if len(name) <= LONGEST_FILE_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    ending = f"{dot}{ending}" if stem and len(ending) <= _LONGEST_ENDING else ""
    return name[: LONGEST_FILE_NAME - len(ending)].rstrip() + ending


def short_fingerprint(sha256: str) -> str:
    """Return the part of a SHA-256 that people compare: the first 16 hex digits, in groups of four."""
    digits = sha256[:16].upper()
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))
