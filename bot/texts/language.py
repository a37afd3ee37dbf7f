"""The languages that people can choose."""

from enum import StrEnum
from typing import Final, assert_never

_NEIGHBOURS: Final = frozenset({"be", "kk", "ky", "hy", "az", "ka", "tg", "tk", "uz", "tt", "ba", "cv", "os"})
"""ISO 639-1 codes of languages whose speakers mostly understand Russian, too."""


class Language(StrEnum):
    """A language that people can choose; its value is the two letters by which Telegram names it (ISO 639-1)."""

    UK = "uk"
    RU = "ru"
    EN = "en"

    @property
    def own_name(self) -> str:
        """The language's name for itself."""
        match self:
            case Language.UK:
                return "Українська"
            case Language.RU:
                return "Русский"
            case Language.EN:
                return "English"
            case _:
                assert_never(self)

    @classmethod
    def of_code(cls, code: str | None) -> "Language | None":
        """Return the language of an IETF tag such as "uk" or "en-GB"; None for one that people cannot choose."""
        spoken = (code or "").partition("-")[0].casefold()
        return next((each for each in cls if each.value == spoken), None)

    @classmethod
    def nearest(cls, code: str | None, *, default: "Language", neighbours: "Language") -> "Language":
        """Return the language for somebody whose Telegram is in another one.

        `neighbours` is for languages whose speakers mostly know Russian, English for all others, and `default` for
        people whose language Telegram does not tell.
        """
        if not code:
            return default
        return cls.of_code(code) or (neighbours if code.partition("-")[0].casefold() in _NEIGHBOURS else cls.EN)
