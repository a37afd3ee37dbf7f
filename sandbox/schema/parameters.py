"""The parameters of every Bot API method: how to read them from a form, their types, and which are required."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from aiogram import methods
from aiogram.types import InputFile
from pydantic import BaseModel

from sandbox.encoding import JsonObject
from sandbox.errors import bad_request
from sandbox.markup.keyboards import with_key_objects
from sandbox.schema.checks import Check, InvalidValueError, check_file, check_of, fields_of, members
from sandbox.schema.uploads import ATTACHED, Uploads

TRUE_WORDS = frozenset({"true", "1", "yes"})
FALSE_WORDS = frozenset({"false", "0", "no", ""})
MAY_BE_EMPTY = frozenset({"url", "commands"})  # an empty value removes the present one
MISSING_PARAMETER = {
    "chat_id": "chat_id is empty",
    "from_chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "file_id": "file_id not specified",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a method: `read` decodes it from a form, `check` checks its type."""

    name: str
    check: Check
    read: Callable[[str], Any]
    required: bool


@cache
def parameters_of(method: str) -> dict[str, Parameter] | None:
    """Return a method's parameters by name, None when the Bot API has no such method."""
    model = method_models().get(method.lower())
    if model is None:
        return None
    return {
        name: Parameter(name, check_of(annotation), _reader(annotation), required)
        for name, (required, annotation) in fields_of(model).items()
    }


@cache
def method_models() -> dict[str, type[BaseModel]]:
    """Return aiogram's model of every method, by its name in lower case."""
    found = [getattr(methods, name) for name in methods.__all__]
    return {
        model.__api_method__.lower(): model
        for model in found
        if isinstance(getattr(model, "__api_method__", None), str)
    }


def _reader(annotation: Any) -> Callable[[str], Any]:  # noqa: ANN401 - annotations have no common type
    types = members(annotation)
    if str in types or InputFile in types:
        return _as_is
    if types == (bool,):
        return _read_bool
    if types == (int,) or datetime in types:
        return _read_int
    if types == (float,):
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


def read_parameters(method: str, raw: Mapping[str, Any], uploads: Uploads) -> JsonObject:
    """Decode the parameters of a call and check them against the method's types; ApiError 400 when they do not fit."""
    known = parameters_of(method) or {}
    read: JsonObject = {}
    for name, value in {**raw, **_uploads_by_parameter(known, uploads)}.items():
        parameter = known.get(name)
        if parameter is None:
            uploads.ignore(f'unknown parameter "{name}" in {method}')
            continue
        read[name] = _read_one(parameter, value, uploads)
    uploads.ignore_unused()
    for parameter in known.values():
        if parameter.required and read.get(parameter.name, "") == "" and parameter.name not in MAY_BE_EMPTY:
            raise bad_request(MISSING_PARAMETER.get(parameter.name, f"there is no {parameter.name} in the request"))
    return read


def _uploads_by_parameter(known: Mapping[str, Parameter], uploads: Uploads) -> dict[str, str]:
    """Return references to the files that were sent under the name of a parameter."""
    return {part: ATTACHED + part for part in uploads.files if part in known and known[part].check is check_file}


def _read_one(parameter: Parameter, raw: Any, uploads: Uploads) -> Any:  # noqa: ANN401 - any JSON value
    try:
        value = parameter.read(raw) if type(raw) is str else raw
        if parameter.name == "reply_markup":
            value = with_key_objects(value)
        parameter.check(value, parameter.name, uploads)
    except InvalidValueError as error:
        raise bad_request(f"wrong parameter: {error}") from None
    except (ValueError, RecursionError):
        raise bad_request(f"can't parse {parameter.name}: wrong type or not valid JSON") from None
    return int(value) if parameter.read is _read_int else value
