"""The parameters of every method: how each is read from a form, what it must be, whether it must be there."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from aiogram import methods
from aiogram.types import InputFile
from pydantic import BaseModel

from sandbox.schema.parts import ATTACHED, Parts
from sandbox.schema.shapes import Check, MisshapenError, check_file, check_of, fields_of, members
from sandbox.wire import JsonObject, bad_request

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
        for name, (required, annotation) in fields_of(model).items()
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
    return {part: ATTACHED + part for part in parts.uploads if part in known and known[part].check is check_file}


def _read_one(parameter: Parameter, raw: Any, parts: Parts) -> Any:  # noqa: ANN401 - as above
    try:
        value = parameter.read(raw) if type(raw) is str else raw
        parameter.check(value, parameter.name, parts)
    except MisshapenError as misshapen:
        raise bad_request(f"wrong parameter: {misshapen}") from None
    except (ValueError, RecursionError):
        raise bad_request(f"can't parse {parameter.name}: wrong type or not valid JSON") from None
    return int(value) if parameter.read is _read_int else value
