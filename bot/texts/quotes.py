"""Quotation marks within quotation marks. Pure."""

from typing import Final

from bot.texts.language import Language

_OUTER: Final = {Language.UK: ("«", "»"), Language.RU: ("«", "»"), Language.EN: ("“", "”")}
_INNER: Final = {Language.UK: ("„", "“"), Language.RU: ("„", "“"), Language.EN: ("‘", "’")}


def nest_quotes(language: Language, line: str) -> str:
    """Replace outer marks inside outer marks by inner ones: «Наказ «Про…»» becomes «Наказ „Про…“».

    A line whose marks do not match is returned unchanged.
    """
    opening, closing = _OUTER[language]
    inner = dict(zip(_OUTER[language], _INNER[language], strict=True))
    nested, depth = [], 0
    for character in line:
        depth += character == opening
        nested.append(inner.get(character, character) if depth > 1 else character)
        depth -= character == closing
        if depth < 0:
            return line
    return line if depth else "".join(nested)
