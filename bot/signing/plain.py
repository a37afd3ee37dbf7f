"""Values to plain JSON and back: frozen dataclasses of texts, numbers, times, ids and closed words.

Promises that what `to_plain` gave, `from_plain` takes, and that it takes nothing else: no missing, surplus or
mistyped member. Never touches bytes; that is for `bot.crypto.canonical`.
"""

import dataclasses
import typing
from datetime import UTC, datetime
from enum import StrEnum
from types import NoneType
from typing import Any, TypeVar
from uuid import UUID

from bot.crypto.canonical import Json

T = TypeVar("T")
_TIME = "%Y-%m-%dT%H:%M:%S.%fZ"


class NotPlain(ValueError):  # noqa: N818 - says what the JSON is
    """The JSON has not the members, or not the types, of the value it should be."""


def to_plain(value: Any) -> Json:  # noqa: ANN401 - any dataclass, and what it is made of
    """Give a value as JSON: times as RFC 3339 in UTC with microseconds, a trailing underscore of a name dropped."""
    if dataclasses.is_dataclass(value):
        return {field.name.rstrip("_"): to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, tuple):
        return [to_plain(one) for one in value]
    if isinstance(value, (str, int, NoneType)):
        return value
    raise TypeError(f"no plain form for {type(value).__name__}")


def from_plain(kind: type[T], data: object) -> T:
    """Read a value of the dataclass `kind` from JSON; raises `NotPlain` where one member is not as it must be."""
    hints = typing.get_type_hints(kind)
    names = {name.rstrip("_"): name for name in hints}
    if not isinstance(data, dict) or data.keys() != names.keys():
        raise NotPlain(f"not the members of {kind.__name__}")
    return kind(**{names[key]: _member(hints[names[key]], one) for key, one in data.items()})


def _member(kind: Any, data: object) -> Any:  # noqa: ANN401 - the kind is a type of any sort
    options = typing.get_args(kind) if typing.get_origin(kind) is not tuple else ()
    if options:
        if data is None and NoneType in options:
            return None
        return _member(next(option for option in options if option is not NoneType), data)
    if typing.get_origin(kind) is tuple:
        if not isinstance(data, list):
            raise NotPlain("not a list")
        return tuple(_member(typing.get_args(kind)[0], one) for one in data)
    if dataclasses.is_dataclass(kind):
        return from_plain(typing.cast("type[Any]", kind), data)
    return _scalar(kind, data)


def _scalar(kind: type[Any], data: object) -> Any:  # noqa: ANN401 - as above
    if kind is int and type(data) is int:
        return data
    if not isinstance(data, str) or kind is int:
        raise NotPlain(f"not a {kind.__name__}")
    if kind is str:
        return data
    try:
        said = _said(kind, data)
    except ValueError as error:
        raise NotPlain(f"not a {kind.__name__}") from error
    if to_plain(said) != data:
        raise NotPlain(f"not the one way to write a {kind.__name__}")
    return said


def _said(kind: type[Any], text: str) -> Any:  # noqa: ANN401 - as above
    if kind is datetime:
        return datetime.strptime(text, _TIME).replace(tzinfo=UTC)
    if issubclass(kind, (StrEnum, UUID)):
        return kind(text)
    raise TypeError(f"no plain form for {kind.__name__}")
