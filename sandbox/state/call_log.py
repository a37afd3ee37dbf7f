"""The log of Bot API calls, with the errors of refused ones. It keeps the last ten thousand."""

import itertools
import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.encoding import JsonObject

KEPT_CALLS = 10_000
LONGEST_ID = 20  # characters of a 64-bit number
SHOWN_LENGTH = 200  # characters of a value in the control API


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """One call and its outcome; `ignored` says what of it Telegram ignores."""

    number: int
    at: datetime
    bot_id: int
    method: str
    parameters: JsonObject
    status: int
    error: str | None
    ms: float
    fault: str | None
    ignored: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the call succeeded."""
        return self.error is None

    def view(self) -> JsonObject:
        """Return the control API's Call."""
        chat_id = str(self.parameters.get("chat_id", ""))
        numeric = chat_id.removeprefix("-").isdecimal() and len(chat_id) <= LONGEST_ID
        return {
            "number": self.number,
            "at": self.at.isoformat(),
            "bot_id": self.bot_id,
            "method": self.method,
            "parameters": {name: _shortened(value) for name, value in self.parameters.items()},
            "ok": self.ok,
            "status": self.status,
            "error": self.error,
            "ms": round(self.ms, 2),
            "person_id": int(chat_id) if numeric else None,
            "fault": self.fault,
            "ignored": list(self.ignored),
        }


@dataclass(slots=True)
class CallLog:
    """The log and its counters."""

    kept: deque[LoggedCall] = field(default_factory=lambda: deque(maxlen=KEPT_CALLS))
    total: int = 0
    refused: int = 0
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def add(self, call: LoggedCall) -> None:
        """Add a call."""
        self.kept.append(call)
        self.total += 1
        self.refused += not call.ok

    def clear(self) -> None:
        """Remove all calls; the numbering continues."""
        self.kept.clear()
        self.total = self.refused = 0


def _shortened(value: Any) -> str:  # noqa: ANN401 - a parameter is any JSON value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 1] + "…"
