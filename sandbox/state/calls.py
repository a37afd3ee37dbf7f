"""The log of Bot API calls: what was asked, what was refused and why. It keeps the last ten thousand."""

import itertools
import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.wire import JsonObject

KEPT_CALLS = 10_000
LONGEST_ID = 20  # characters of a 64-bit number
SHORT = 200  # characters of a value that a reader of the log is shown


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it ended."""

    number: int
    at: datetime
    bot_id: int
    method: str
    given: JsonObject
    status: int
    error: str | None
    ms: float
    fault: str | None

    @property
    def ok(self) -> bool:
        """Tell whether it was carried out."""
        return self.error is None

    def view(self) -> JsonObject:
        """Give the control API's Call."""
        chat_id = str(self.given.get("chat_id", ""))
        numeric = chat_id.removeprefix("-").isdecimal() and len(chat_id) <= LONGEST_ID
        return {
            "number": self.number,
            "at": self.at.isoformat(),
            "bot_id": self.bot_id,
            "method": self.method,
            "parameters": {name: _short(value) for name, value in self.given.items()},
            "ok": self.ok,
            "status": self.status,
            "error": self.error,
            "ms": round(self.ms, 2),
            "person_id": int(chat_id) if numeric else None,
            "fault": self.fault,
        }


@dataclass(slots=True)
class Calls:
    """The log and its counters."""

    kept: deque[Call] = field(default_factory=lambda: deque(maxlen=KEPT_CALLS))
    total: int = 0
    refused: int = 0
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def add(self, call: Call) -> None:
        """Keep one more."""
        self.kept.append(call)
        self.total += 1
        self.refused += not call.ok

    def clear(self) -> None:
        """Forget them; numbers go on."""
        self.kept.clear()
        self.total = self.refused = 0


def _short(value: Any) -> str:  # noqa: ANN401 - a parameter is any JSON value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"
