"""The types of our columns: how domain values are stored, the same on both dialects."""

import json
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import DateTime, Dialect, LargeBinary, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

VEIL = "veil"
"""The info of a readable column that holds evidence: the encrypted one that takes its value over on an erasure."""

_Word = TypeVar("_Word", bound=StrEnum)
_Member = TypeVar("_Member", int, str)


class Moment(TypeDecorator[datetime]):
    """An aware datetime, stored in UTC to the microsecond; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC; SQLite has no time zones and stores the bare UTC time."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value.astimezone(UTC).replace(tzinfo=None) if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class OneOf(TypeDecorator[_Word], Generic[_Word]):
    """A member of a string enum, stored as text."""

    impl = String(32)
    cache_ok = True

    def __init__(self, words: type[_Word]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: _Word | None, dialect: Dialect) -> str | None:
        """Convert to the enum's value; ValueError for another."""
        del dialect
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> _Word | None:
        """Return the member."""
        del dialect
        return None if value is None else self.words(value)


class SetOf(TypeDecorator[frozenset[_Member]], Generic[_Member]):
    """A set of integers or strings, stored as a sorted JSON list, so that equal sets are equal texts."""

    impl = Text
    cache_ok = True

    def __init__(self, member: type[_Member]) -> None:
        super().__init__()
        self.member: type[_Member] = member

    def process_bind_param(self, value: frozenset[_Member] | None, dialect: Dialect) -> str | None:
        """Write the sorted list."""
        del dialect
        return None if value is None else json.dumps(sorted(value), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[_Member] | None:
        """Read the set."""
        del dialect
        return None if value is None else frozenset(self.member(each) for each in json.loads(value))


class Days(TypeDecorator[frozenset[date]]):
    """A set of dates, stored as a sorted JSON list of ISO 8601."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: frozenset[date] | None, dialect: Dialect) -> str | None:
        """Write the sorted list."""
        del dialect
        return None if value is None else json.dumps([day.isoformat() for day in sorted(value)])

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[date] | None:
        """Read the set."""
        del dialect
        return None if value is None else frozenset(map(date.fromisoformat, json.loads(value)))


class Lines(TypeDecorator[tuple[str, ...]]):
    """Short texts in order, without line breaks; stored one a line."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """Write a line each."""
        del dialect
        return None if value is None else "\n".join(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        """Read the lines; no text, no line."""
        del dialect
        return None if value is None else tuple(value.split("\n") if value else ())


class Facts(TypeDecorator[dict[str, str | int]]):
    """Facts of strings and integers, stored as JSON text with sorted keys."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dict[str, str | int] | None, dialect: Dialect) -> str | None:
        """Write the object."""
        del dialect
        return None if value is None else json.dumps(value, sort_keys=True, ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, str | int] | None:
        """Read the object."""
        del dialect
        return None if value is None else json.loads(value)


class Encrypted(TypeDecorator[bytes]):
    """Encrypted bytes, which only `storage.encryption.encrypted_columns` reads and writes.

    `holds` names what is inside: bytes, text, facts, or pairs of texts in order (a tuple).
    """

    impl = LargeBinary
    cache_ok = True

    def __init__(self, holds: type[bytes] | type[str] | type[dict[str, Any]] | type[tuple[Any, ...]] = bytes) -> None:
        super().__init__()
        self.holds = holds

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine[Any]:  # noqa: ANN401 - SQLAlchemy's signature
        """Compare as bytes."""
        del op, value
        return LargeBinary()
