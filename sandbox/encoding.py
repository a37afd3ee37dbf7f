"""JSON objects, and lengths in UTF-16 code units, which the Bot API uses for offsets and limits."""

import json
from typing import Any

JsonObject = dict[str, Any]


def encode_json(value: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Encode a response."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def utf16_length(text: str) -> int:
    """Return the length of a text in UTF-16 code units."""
    return len(text) + sum(1 for letter in text if letter > "\uffff")
