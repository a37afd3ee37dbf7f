"""Canonical JSON: one value, one sequence of bytes (RFC 8785, JCS).

Equal values give equal bytes on every machine and in every language that implements the RFC, and bytes are decoded only
if they are canonical. Nothing is guessed or repaired.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import rfc8785

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]


class NotCanonical(ValueError):  # noqa: N818 - says what the bytes are
    """The bytes are not JSON, or not in the only form that RFC 8785 allows."""


def canonical(value: Json) -> bytes:
    """Encode `value` by RFC 8785, in UTF-8.

    Raises `NotCanonical` for what the RFC cannot represent: integers beyond 2**53 - 1, NaN, infinities, lone
    surrogates.
    """
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, RecursionError) as error:
        raise NotCanonical(str(error)) from error


def parse_canonical(data: bytes) -> Any:  # noqa: ANN401 - its shape is for the caller to check
    """Decode canonical JSON; `NotCanonical` where encoding the value again would give other bytes.

    So a signed text has only one reading: no duplicate keys, no spaces, no other order.
    """
    try:
        value = json.loads(data.decode())
        again = canonical(value)
    except (ValueError, RecursionError) as error:
        raise NotCanonical("no JSON") from error
    if again != data:
        raise NotCanonical("JSON, but not in canonical form")
    return value


def digest(value: Json) -> str:
    """Return the SHA-256 of the canonical bytes of `value`: 64 lower-case hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()
