"""The Bot API's structure, taken from aiogram's own types: what a call may carry, at any depth.

Promises that an unknown or misspelt name, a wrong type, a missing required field and an ``attach://`` without its part are refused.
Knows no limits (`sandbox.limits`), keeps nothing.
"""

import enum
import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from aiogram import methods
from aiogram.client.default import Default
from aiogram.types import InputFile
from pydantic import BaseModel

from sandbox.wire import JsonObject, bad_request

ATTACHED = "attach://"
TRUE_WORDS = frozenset({"true", "1", "yes"})
MAY_BE_EMPTY = frozenset({"url", "commands"})  # empty means: remove
WORDED = {
    "chat_id": "chat_id is empty",
    "from_chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "file_id": "file_id not specified",
}
FALSE_WORDS = frozenset({"false", "0", "no", ""})


@dataclass(frozen=True, slots=True)
class Upload:
    """One file part of a multipart call."""

    name: str
    file_name: str
    content: bytes
    content_type: str = ""


@dataclass(slots=True)
class Parts:
    """The file parts of one call, and which of them its parameters have named."""

    uploads: dict[str, Upload] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)

    def name(self, reference: str) -> None:
        """Note that ``attach://<part>`` was used, or refuse when there is no such part."""
        part = reference.removeprefix(ATTACHED)
        if part not in self.uploads:
            raise bad_request(f'file part "{part}" named by attach:// is not in the request')
        self.named.add(part)

    def refuse_dangling(self) -> None:
        """Refuse parts that nothing names: a bot that sends them has lost a file."""
        for part in self.uploads.keys() - self.named:
            raise bad_request(f'file part "{part}" is named by no parameter')

    def get(self, reference: str) -> Upload | None:
        """Give the part behind ``attach://<part>``."""
        return self.uploads.get(reference.removeprefix(ATTACHED)) if reference.startswith(ATTACHED) else None


class MisshapenError(Exception):
    """A value does not have the shape that its place asks for."""


Check = Callable[[Any, str, Parts], None]


def _refuse(place: str, wanted: str) -> MisshapenError:
    return MisshapenError(f"{place} must be {wanted}")


def _check_str(value: Any, place: str, parts: Parts) -> None:  # noqa: ANN401, ARG001 - every Check looks at any JSON value
    if type(value) is not str:
        raise _refuse(place, "a String")


def _check_int(value: Any, place: str, parts: Parts) -> None:  # noqa: ANN401, ARG001 - as above
    if type(value) is int:
        return
    if type(value) is not str or not value.removeprefix("-").isdecimal():
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


def _check_file(value: Any, place: str, parts: Parts) -> None:  # noqa: ANN401 - as above
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
    InputFile: _check_file,
    Any: _check_anything,
}


@cache
def check_of(annotation: Any) -> Check:  # noqa: ANN401 - annotations have no common type
    """Build the check of one annotation of aiogram's, once."""
    if annotation in PLAIN:
        return PLAIN[annotation]
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is typing.Annotated:
        return check_of(args[0])
    if origin is list:
        return _list_of(check_of(args[0]))
    if origin is Literal:
        return _one_of(tuple(arg.value if isinstance(arg, enum.Enum) else arg for arg in args))
    if origin in {Union, types.UnionType}:
        return _union_of(args)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _object_of(annotation)
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return _one_of(tuple(member.value for member in annotation))
    raise TypeError(f"the Bot API's types hold an annotation unknown here: {annotation}")


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
    if origin not in {Union, types.UnionType}:
        return (annotation,)
    parts = [inner for arg in get_args(annotation) for inner in members(arg)]
    return tuple(part for part in parts if part not in {type(None), Default})


def _union_of(args: tuple[Any, ...]) -> Check:
    wanted = members(Union[args])
    if InputFile in wanted:
        return _check_file
    if len(wanted) == 1:
        return check_of(wanted[0])
    models = [member for member in wanted if isinstance(member, type) and issubclass(member, BaseModel)]
    plain = [check_of(member) for member in wanted if member not in models]

    def check(value: Any, place: str, parts: Parts) -> None:  # noqa: ANN401 - as above
        if type(value) is dict and models:
            check_of(_nearest(models, value))(value, place, parts)
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


def _nearest(models: list[type[BaseModel]], value: JsonObject) -> type[BaseModel]:
    """Choose the variant meant: the one whose constant fields agree, then the one that knows most of the names."""

    def strangeness(model: type[BaseModel]) -> tuple[int, int, int]:
        fields = fields_of(model)
        constants = [name for name, (_, _, annotation) in fields.items() if get_origin(annotation) is Literal]
        disagreeing = sum(1 for name in constants if not _agrees(fields[name][2], value.get(name)))
        missing = sum(1 for name, (_, required, _) in fields.items() if required and name not in value)
        return disagreeing, missing, len(value.keys() - fields.keys())

    return min(models, key=strangeness)


def _agrees(annotation: Any, value: Any) -> bool:  # noqa: ANN401 - as above
    return value in [arg.value if isinstance(arg, enum.Enum) else arg for arg in get_args(annotation)]


@cache
def fields_of(model: type[BaseModel]) -> dict[str, tuple[Check | None, bool, Any]]:
    """Give a model's fields by their names on the wire: (nothing yet, required, annotation)."""
    model.model_rebuild()
    return {
        info.alias or name: (None, info.is_required() or _constant_type(info.annotation), info.annotation)
        for name, info in model.model_fields.items()
    }


def _constant_type(annotation: Any) -> bool:  # noqa: ANN401 - as above
    return get_origin(annotation) is Literal


def _object_of(model: type[BaseModel]) -> Check:
    checks: dict[str, Check] = {}
    required: list[str] = []

    def build() -> None:
        """Build on first use: the Bot API's types contain themselves."""
        for name, (_, needed, annotation) in fields_of(model).items():
            checks[name] = check_of(annotation)
            if needed:
                required.append(name)

    def check(value: Any, place: str, parts: Parts) -> None:  # noqa: ANN401 - as above
        if type(value) is not dict:
            raise _refuse(place, f"an Object ({model.__name__})")
        if not checks:
            build()
        for name, element in value.items():
            if name not in checks:
                raise MisshapenError(f'{place} has an unknown field "{name}" ({model.__name__})')
            checks[name](element, f"{place}.{name}", parts)
        for name in required:
            if name not in value:
                raise MisshapenError(f'{place} has no field "{name}" ({model.__name__})')

    return check


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a method: how it is read from a form, what it must be, whether it must be there."""

    name: str
    check: Check
    read: Callable[[str], Any]
    required: bool


@cache
def parameters_of(method: str) -> dict[str, Parameter] | None:
    """Give a method's parameters by name; None when the Bot API has no such method."""
    model = _models().get(method.lower())
    if model is None:
        return None
    return {
        name: Parameter(name, check_of(annotation), _reader(annotation), required)
        for name, (_, required, annotation) in fields_of(model).items()
    }


@cache
def _models() -> dict[str, type[BaseModel]]:
    found = [getattr(methods, name) for name in methods.__all__]
    return {
        model.__api_method__.lower(): model
        for model in found
        if isinstance(getattr(model, "__api_method__", None), str)
    }


def _reader(annotation: Any) -> Callable[[str], Any]:  # noqa: ANN401 - as above
    wanted = members(annotation)
    if str in wanted or InputFile in wanted:
        return _as_is
    if wanted == (bool,):
        return _read_bool
    if wanted == (int,) or datetime in wanted:
        return _read_int
    if wanted == (float,):
        return _read_float
    return json.loads


def _as_is(text: str) -> str:
    return text


def _read_bool(text: str) -> bool:
    word = text.lower()
    if word not in TRUE_WORDS | FALSE_WORDS:
        raise ValueError(word)
    return word in TRUE_WORDS


def _read_int(text: str) -> int:
    return int(text)


def _read_float(text: str) -> float:
    return float(text)


def read_call(method: str, given: Mapping[str, Any], parts: Parts) -> JsonObject:
    """Check a call's parameters against the method's types and give them decoded, or refuse with 400."""
    known = parameters_of(method) or {}
    read: JsonObject = {}
    for name, raw in {**given, **_direct_parts(known, parts)}.items():
        parameter = known.get(name)
        if parameter is None:
            raise bad_request(f'unknown parameter "{name}" in {method}')
        read[name] = _read_one(parameter, raw, parts)
    parts.refuse_dangling()
    for parameter in known.values():
        if parameter.required and read.get(parameter.name, "") == "" and parameter.name not in MAY_BE_EMPTY:
            raise bad_request(WORDED.get(parameter.name, f"there is no {parameter.name} in the request"))
    return read


def _direct_parts(known: Mapping[str, Parameter], parts: Parts) -> dict[str, str]:
    """Give the files that were sent under a parameter's own name."""
    return {part: ATTACHED + part for part in parts.uploads if part in known and known[part].check is _check_file}


def _read_one(parameter: Parameter, raw: Any, parts: Parts) -> Any:  # noqa: ANN401 - as above
    try:
        value = parameter.read(raw) if type(raw) is str else raw
        parameter.check(value, parameter.name, parts)
    except MisshapenError as misshapen:
        raise bad_request(f"wrong parameter: {misshapen}") from None
    except (ValueError, RecursionError):
        raise bad_request(f"can't parse {parameter.name}: wrong type or not valid JSON") from None
    return int(value) if parameter.read is _read_int else value
