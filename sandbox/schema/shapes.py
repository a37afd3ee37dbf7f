"""The Bot API's types as checks, taken from aiogram's own annotations.

Promises that an unknown or misspelt name, a wrong type, a missing required field and an ``attach://`` without its part
are refused at any depth. Knows no limits, keeps nothing.
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

from sandbox.schema.parts import ATTACHED, Parts
from sandbox.wire import JsonObject

SURROGATES = frozenset(map(chr, range(0xD800, 0xE000)))  # halves of characters, which JSON can smuggle in
LONGEST_INT = 20  # characters of a 64-bit number
UNIONS = frozenset({Union, types.UnionType})


class MisshapenError(Exception):
    """A value does not have the shape that its place asks for."""


Check = Callable[[Any, str, Parts], None]


def _refuse(place: str, wanted: str) -> MisshapenError:
    return MisshapenError(f"{place} must be {wanted}")


def _check_str(value: Any, place: str, parts: Parts) -> None:  # noqa: ANN401, ARG001 - every Check looks at any JSON value
    if type(value) is not str:
        raise _refuse(place, "a String")
    if not value.isascii() and any(letter in SURROGATES for letter in value):
        raise _refuse(place, "encoded in UTF-8")


def _check_int(value: Any, place: str, parts: Parts) -> None:  # noqa: ANN401, ARG001 - as above
    if type(value) is int:
        return
    if type(value) is not str or len(value) > LONGEST_INT or not value.removeprefix("-").isdecimal():
        raise _refuse(place, "an Integer")


def _check_float(value: Any, place: str, parts: Parts) -> None:  # noqa: ANN401, ARG001 - as above
    try:
        if type(value) is not bool:
            float(value)
            return
    except (TypeError, ValueError):
        pass
    raise _refuse(place, "a Float")


def _check_bool(value: Any, place: str, parts: Parts) -> None:  # noqa: ANN401, ARG001 - as above
    if type(value) is not bool:
        raise _refuse(place, "a Boolean")


def check_file(value: Any, place: str, parts: Parts) -> None:  # noqa: ANN401 - as above
    """Check a file: an id, an address, or the name of a part of this call."""
    if type(value) is not str:
        raise _refuse(place, "an InputFile or String")
    if value.startswith(ATTACHED):
        parts.name(value)


def _check_anything(value: Any, place: str, parts: Parts) -> None:  # noqa: ANN401 - as above
    """Accept: the type says nothing about its content."""


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
    """Build the check of one annotation of aiogram's, once."""
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
    """Give the values that a Literal allows, on the wire."""
    return tuple(arg.value if isinstance(arg, enum.Enum) else arg for arg in get_args(annotation))


def _list_of(item: Check) -> Check:
    def check(value: Any, place: str, parts: Parts) -> None:  # noqa: ANN401 - as above
        if type(value) is not list:
            raise _refuse(place, "an Array")
        for index, element in enumerate(value):
            item(element, f"{place}[{index}]", parts)

    return check


def _one_of(allowed: tuple[Any, ...]) -> Check:
    def check(value: Any, place: str, parts: Parts) -> None:  # noqa: ANN401, ARG001 - as above
        if value not in allowed:
            raise _refuse(place, "one of " + ", ".join(map(str, allowed)))

    return check


def members(annotation: Any) -> tuple[Any, ...]:  # noqa: ANN401 - as above
    """Give what a union may be, without None and without aiogram's placeholder for defaults."""
    origin = get_origin(annotation)
    if origin is typing.Annotated:
        return members(get_args(annotation)[0])
    if origin not in UNIONS:
        return (annotation,)
    parts = [inner for arg in get_args(annotation) for inner in members(arg)]
    return tuple(part for part in parts if part not in {type(None), Default})


def _union_of(wanted: tuple[Any, ...]) -> Check:
    if InputFile in wanted:
        return check_file
    if len(wanted) == 1:
        return check_of(wanted[0])
    models = [member for member in wanted if isinstance(member, type) and issubclass(member, BaseModel)]
    plain = [check_of(member) for member in wanted if member not in models]
    variants: list[_Variant] = []

    def check(value: Any, place: str, parts: Parts) -> None:  # noqa: ANN401 - as above
        if type(value) is dict and models:
            if not variants:
                variants.extend(_Variant.of(model) for model in models)
            min(variants, key=lambda variant: variant.strangeness(value)).check(value, place, parts)
        else:
            _any_of(plain, value, place, parts)

    return check


def _any_of(checks: list[Check], value: Any, place: str, parts: Parts) -> None:  # noqa: ANN401 - as above
    refusal = _refuse(place, "an Object")
    for check in checks:
        try:
            check(value, place, parts)
        except MisshapenError as refused:
            refusal = refused
        else:
            return
    raise refusal


@dataclass(frozen=True, slots=True)
class _Variant:
    """One object type of a union, and how to tell that it is meant."""

    check: Check
    names: frozenset[str]
    required: frozenset[str]
    constants: Mapping[str, tuple[Any, ...]]

    @classmethod
    def of(cls, model: type[BaseModel]) -> "_Variant":
        fields = fields_of(model)
        required = frozenset(name for name, (needed, _) in fields.items() if needed)
        constants = {name: constants_of(kind) for name, (_, kind) in fields.items() if get_origin(kind) is Literal}
        return cls(check_of(model), frozenset(fields), required, constants)

    def strangeness(self, value: JsonObject) -> tuple[int, int]:
        """Count what speaks against this type: constants that disagree, names missing, names unknown."""
        disagreeing = sum(value.get(name) not in allowed for name, allowed in self.constants.items())
        missing, unknown = len(self.required - value.keys()), len(value.keys() - self.names)
        return disagreeing + missing + unknown, disagreeing


@cache
def fields_of(model: type[BaseModel]) -> dict[str, tuple[bool, Any]]:
    """Give a model's fields by their names on the wire: whether it must be there, and its annotation."""
    model.model_rebuild()
    return {
        info.alias or name: (info.is_required() or _constant_type(info.annotation), info.annotation)
        for name, info in model.model_fields.items()
    }


def _constant_type(annotation: Any) -> bool:  # noqa: ANN401 - as above
    return get_origin(annotation) is Literal


class _ObjectCheck:
    """The check of one object type, built on first use: the Bot API's types contain themselves."""

    def __init__(self, model: type[BaseModel]) -> None:
        self._model = model
        self._checks: dict[str, Check] = {}
        self._required: list[str] = []

    def _build(self) -> None:
        for name, (needed, annotation) in fields_of(self._model).items():
            self._checks[name] = check_of(annotation)
            if needed:
                self._required.append(name)

    def __call__(self, value: Any, place: str, parts: Parts) -> None:  # noqa: ANN401 - as above
        """Check every field of an object."""
        if type(value) is not dict:
            raise _refuse(place, f"an Object ({self._model.__name__})")
        if not self._checks:
            self._build()
        for name, element in value.items():
            check = self._checks.get(name)
            if check is None:
                raise MisshapenError(f'{place} has an unknown field "{name}" ({self._model.__name__})')
            check(element, f"{place}.{name}", parts)
        for name in self._required:
            if name not in value:
                raise MisshapenError(f'{place} has no field "{name}" ({self._model.__name__})')
