"""Values to plain JSON and back: frozen dataclasses of texts, numbers, times, ids and enums.

`from_plain` accepts what `to_plain` returns and nothing else: no missing, surplus or mistyped member. For bytes see
`bot.crypto.canonical`.
"""

import dataclasses
from collections.abc import Callable, Hashable
from datetime import UTC, datetime
from functools import cache
from types import NoneType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from bot.crypto.canonical import Json

T = TypeVar("T")
Reader = Callable[[object], object]


class NotPlain(ValueError):  # noqa: N818 - says what the JSON is
    """The JSON has not the members, or not the types, of the value it should be."""


def to_plain(value: Any) -> Json:  # noqa: ANN401 - any dataclass, and what it is made of
    """Return a value as JSON: times as RFC 3339 in UTC with microseconds, a trailing underscore of a name dropped."""
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
    return cast("T", _reader(cast("Hashable", kind))(data))


@cache
def _reader(kind: Any) -> Reader:  # noqa: ANN401 - the kind is a type of any sort
    """Return the reader of one type; cached, because thousands of records are read with the same few."""
    if get_origin(kind) is tuple:
        return _tuple_reader(_reader(get_args(kind)[0]))
    if get_args(kind):
        return _optional_reader(_reader(next(option for option in get_args(kind) if option is not NoneType)))
    if dataclasses.is_dataclass(kind):
        return _dataclass_reader(kind)
    if kind in (int, str):
        return lambda data: _exactly(kind, data)
    return _text_reader(kind)


def _dataclass_reader(kind: Any) -> Reader:  # noqa: ANN401 - as above
    readers = {name.rstrip("_"): (name, _reader(hint)) for name, hint in get_type_hints(kind).items()}

    def read(data: object) -> object:
        if not isinstance(data, dict) or data.keys() != readers.keys():
            raise NotPlain(f"not the members of {kind.__name__}")
        return kind(**{name: reader(data[key]) for key, (name, reader) in readers.items()})

    return read


def _tuple_reader(reader: Reader) -> Reader:
    return lambda data: tuple(map(reader, cast("list[object]", _exactly(list, data))))


def _optional_reader(reader: Reader) -> Reader:
    return lambda data: None if data is None else reader(data)


def _text_reader(kind: Any) -> Reader:  # noqa: ANN401 - as above
    """Return the reader of a time, an id or an enum, each only as `to_plain` writes it."""
    parse = datetime.fromisoformat if kind is datetime else kind

    def read(data: object) -> object:
        text = cast("str", _exactly(str, data))
        try:
            value: object = parse(text)
            same = to_plain(value) == text
        except ValueError as error:
            raise NotPlain(f"not a {kind.__name__}") from error
        if not same:
            raise NotPlain(f"not the one way to write a {kind.__name__}")
        return value

    return read


def _exactly(kind: type, data: object) -> object:
    """Return data of exactly this type: in JSON, true is no number."""
    if type(data) is not kind:
        raise NotPlain(f"not a {kind.__name__}")
    return data
