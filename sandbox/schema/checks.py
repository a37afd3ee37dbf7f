"""Checks of JSON values against the Bot API's types, built from aiogram's annotations.

A wrong type, a missing required field and an ``attach://`` without its part are refused at any depth. An unknown field
is ignored, as by Telegram; a strict sandbox refuses it.
Limits of the Bot API, such as the length of a text, are checked by `sandbox.methods` and `sandbox.markup`.
"""

import enum
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from aiogram.client.default import Default
from aiogram.types import InputFile
from pydantic import BaseModel

from sandbox.encoding import JsonObject
from sandbox.schema.uploads import ATTACHED, Uploads

SURROGATES = frozenset(map(chr, range(0xD800, 0xE000)))  # JSON may contain them unpaired
LONGEST_INT = 20  # characters of a 64-bit number
UNIONS = frozenset({Union, types.UnionType})


class InvalidValueError(Exception):
    """A value does not fit the type of its place in the call."""


Check = Callable[[Any, str, Uploads], None]


def _must_be(place: str, type_name: str) -> InvalidValueError:
    return InvalidValueError(f"{place} must be {type_name}")


def _check_str(value: Any, place: str, uploads: Uploads) -> None:  # noqa: ANN401, ARG001 - the signature of a Check
    if type(value) is not str:
        raise _must_be(place, "a String")
    if not value.isascii() and any(letter in SURROGATES for letter in value):
        raise _must_be(place, "encoded in UTF-8")


def _check_int(value: Any, place: str, uploads: Uploads) -> None:  # noqa: ANN401, ARG001 - as above
    if type(value) is int:
        return
    if type(value) is not str or len(value) > LONGEST_INT or not value.removeprefix("-").isdecimal():
        raise _must_be(place, "an Integer")


def _check_float(value: Any, place: str, uploads: Uploads) -> None:  # noqa: ANN401, ARG001 - as above
    try:
        if type(value) is not bool:
            float(value)
            return
    except (TypeError, ValueError):
        pass
    raise _must_be(place, "a Float")


def _check_bool(value: Any, place: str, uploads: Uploads) -> None:  # noqa: ANN401, ARG001 - as above
    if type(value) is not bool:
        raise _must_be(place, "a Boolean")


def check_file(value: Any, place: str, uploads: Uploads) -> None:  # noqa: ANN401 - as above
    """Check a file: a file id, a URL, or a reference to a part of this call."""
    if type(value) is not str:
        raise _must_be(place, "an InputFile or String")
    if value.startswith(ATTACHED):
        uploads.use(value)


def _check_anything(value: Any, place: str, uploads: Uploads) -> None:  # noqa: ANN401 - as above
    """Accept any value: the type says nothing about it."""


PLAIN: Mapping[object, Check] = {
    str: _check_str,
    int: _check_int,
    float: _check_float,
    bool: _check_bool,
    datetime: _check_int,
    timedelta: _check_int,
    InputFile: check_file,
    Any: _check_anything,
}


@cache
def check_of(annotation: Any) -> Check:  # noqa: ANN401 - annotations have no common type
    """Return the check of one of aiogram's annotations, built on first use."""
    if annotation in PLAIN:
        return PLAIN[annotation]
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return _check_of_class(annotation)
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is typing.Annotated:
        return check_of(args[0])
    if origin is list:
        return _list_of(check_of(args[0]))
    if origin is Literal:
        return _one_of(constants_of(annotation))
    if origin in UNIONS:
        return _union_of(members(annotation))
    raise TypeError(f"the Bot API's types hold an annotation unknown here: {annotation}")


def _check_of_class(kind: type) -> Check:
    if issubclass(kind, BaseModel):
        return _ObjectCheck(kind)
    if issubclass(kind, enum.Enum):
        return _one_of(tuple(member.value for member in kind))
    raise TypeError(f"the Bot API's types hold a class unknown here: {kind}")


def constants_of(annotation: Any) -> tuple[Any, ...]:  # noqa: ANN401 - as above
    """Return the JSON values that a Literal allows."""
    return tuple(arg.value if isinstance(arg, enum.Enum) else arg for arg in get_args(annotation))


def _list_of(item: Check) -> Check:
    def check(value: Any, place: str, uploads: Uploads) -> None:  # noqa: ANN401 - as above
        if type(value) is not list:
            raise _must_be(place, "an Array")
        for index, element in enumerate(value):
            item(element, f"{place}[{index}]", uploads)

    return check


def _one_of(allowed: tuple[Any, ...]) -> Check:
    def check(value: Any, place: str, uploads: Uploads) -> None:  # noqa: ANN401, ARG001 - as above
        if value not in allowed:
            raise _must_be(place, "one of " + ", ".join(map(str, allowed)))

    return check


def members(annotation: Any) -> tuple[Any, ...]:  # noqa: ANN401 - as above
    """Return the types in a union, without None and aiogram's placeholder for defaults."""
    origin = get_origin(annotation)
    if origin is typing.Annotated:
        return members(get_args(annotation)[0])
    if origin not in UNIONS:
        return (annotation,)
    uploads = [inner for arg in get_args(annotation) for inner in members(arg)]
    return tuple(part for part in uploads if part not in {type(None), Default})


def _union_of(types_: tuple[Any, ...]) -> Check:
    if InputFile in types_:
        return check_file
    if len(types_) == 1:
        return check_of(types_[0])
    models = [member for member in types_ if isinstance(member, type) and issubclass(member, BaseModel)]
    plain = [check_of(member) for member in types_ if member not in models]
    variants: list[_Variant] = []

    def check(value: Any, place: str, uploads: Uploads) -> None:  # noqa: ANN401 - as above
        if type(value) is dict and models:
            if not variants:
                variants.extend(_Variant.of(model) for model in models)
            min(variants, key=lambda variant: variant.mismatches(value)).check(value, place, uploads)
        else:
            _any_of(plain, value, place, uploads)

    return check


def _any_of(checks: list[Check], value: Any, place: str, uploads: Uploads) -> None:  # noqa: ANN401 - as above
    error = _must_be(place, "an Object")
    for check in checks:
        try:
            check(value, place, uploads)
        except InvalidValueError as refused:
            error = refused
        else:
            return
    raise error


@dataclass(frozen=True, slots=True)
class _Variant:
    """One object type in a union, with what distinguishes it from the others."""

    check: Check
    names: frozenset[str]
    required: frozenset[str]
    constants: Mapping[str, tuple[Any, ...]]

    @classmethod
    def of(cls, model: type[BaseModel]) -> "_Variant":
        fields = fields_of(model)
        required = frozenset(name for name, (required, _) in fields.items() if required)
        constants = {name: constants_of(kind) for name, (_, kind) in fields.items() if get_origin(kind) is Literal}
        return cls(check_of(model), frozenset(fields), required, constants)

    def mismatches(self, value: JsonObject) -> tuple[int, int]:
        """Count what does not fit this type: wrong constants, missing fields, unknown fields."""
        wrong = sum(value.get(name) not in allowed for name, allowed in self.constants.items())
        missing, unknown = len(self.required - value.keys()), len(value.keys() - self.names)
        return wrong + missing + unknown, wrong


@cache
def fields_of(model: type[BaseModel]) -> dict[str, tuple[bool, Any]]:
    """Return a model's fields by their JSON names: whether the field is required, and its annotation."""
    model.model_rebuild()
    return {
        info.alias or name: (info.is_required() or _constant_type(info.annotation), info.annotation)
        for name, info in model.model_fields.items()
    }


def _constant_type(annotation: Any) -> bool:  # noqa: ANN401 - as above
    return get_origin(annotation) is Literal


class _ObjectCheck:
    """The check of one object type, built on first use because the Bot API's types are recursive."""

    def __init__(self, model: type[BaseModel]) -> None:
        self._model = model
        self._checks: dict[str, Check] = {}
        self._required: list[str] = []

    def _build(self) -> None:
        for name, (required, annotation) in fields_of(self._model).items():
            self._checks[name] = check_of(annotation)
            if required:
                self._required.append(name)

    def __call__(self, value: Any, place: str, uploads: Uploads) -> None:  # noqa: ANN401 - as above
        """Check every field of an object."""
        if type(value) is not dict:
            raise _must_be(place, f"an Object ({self._model.__name__})")
        if not self._checks:
            self._build()
        for name, element in value.items():
            check = self._checks.get(name)
            if check is None:
                uploads.ignore(f'wrong parameter: {place} has an unknown field "{name}" ({self._model.__name__})')
                continue
            check(element, f"{place}.{name}", uploads)
        for name in self._required:
            if name not in value:
                raise InvalidValueError(f'{place} has no field "{name}" ({self._model.__name__})')
