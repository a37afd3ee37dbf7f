"""The languages that people can choose."""

from enum import StrEnum
from typing import assert_never


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
        """Return the language of a Telegram language code; None for one that people cannot choose."""
        return next((each for each in cls if each.value == code), None)
