"""Shortens names for certificates: a commonName has room for 64 bytes, a Cyrillic name often needs more."""

_ROOM = 64


def shortened_name(name: str) -> str:
    """Shorten a name to 64 bytes of UTF-8: initials from its end, then a cut marked by an ellipsis."""
    words = name.split() or ["?"]
    for place in range(len(words) - 1, 0, -1):
        if _fits(" ".join(words)):
            break
        words[place] = f"{words[place][0]}."
    return _cut(" ".join(words))


def _fits(text: str) -> bool:
    return len(text.encode()) <= _ROOM


def _cut(text: str) -> str:
    if _fits(text):
        return text
    return text.encode()[: _ROOM - len("…".encode())].decode(errors="ignore").rstrip() + "…"
