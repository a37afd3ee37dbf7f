"""How fast a bot may write: 30 messages a second in all, one a second in a chat. Measured in real time.

Source: Bot API FAQ, "My bot is hitting limits". The burst is not documented; Telegram tolerates one, and 5 is modest.
"""

import math
from dataclasses import asdict, dataclass

from sandbox.wire import JsonObject

FOREVER = 3600.0  # seconds: what a rate of 0 answers


@dataclass(slots=True)
class Rules:
    """The limits as they are set now."""

    enabled: bool = True
    overall_per_second: float = 30.0
    per_chat_per_second: float = 1.0
    chat_burst: float = 5.0


@dataclass(slots=True)
class _Bucket:
    """A token bucket; `level` is right at `at` on the monotonic clock."""

    level: float
    at: float

    def missing(self, amount: float, rate: float, size: float, now: float) -> float:
        """Give the seconds until `amount` is there, 0 when it is; more than the bucket's size counts as its size."""
        self.level = min(size, self.level + (now - self.at) * rate)
        self.at = now
        lacking = min(amount, size) - self.level
        if lacking <= 0:
            return 0.0
        return lacking / rate if rate else FOREVER


class Pace:
    """The buckets of one bot and its chats."""

    def __init__(self) -> None:
        self.rules = Rules()
        self._overall: dict[int, _Bucket] = {}
        self._chats: dict[tuple[int, int], _Bucket] = {}

    def view(self) -> JsonObject:
        """Give the control API's Limits."""
        return asdict(self.rules)

    def change(self, rules: Rules) -> None:
        """Set other limits; everybody starts afresh."""
        self.rules = rules
        self._overall.clear()
        self._chats.clear()

    def wait_before(self, bot_id: int, chat_id: int, messages: int, now: float) -> int:
        """Count `messages` and give 0, or count nothing and give ``retry_after`` in whole seconds.

        `now` is in seconds of a clock that only grows.
        """
        rules = self.rules
        if not rules.enabled:
            return 0
        chat = self._chats.setdefault((bot_id, chat_id), _Bucket(rules.chat_burst, now))
        overall = self._overall.setdefault(bot_id, _Bucket(rules.overall_per_second, now))
        wait = overall.missing(messages, rules.overall_per_second, rules.overall_per_second, now)
        wait = max(wait, chat.missing(messages, rules.per_chat_per_second, rules.chat_burst, now))
        if not wait:
            chat.level -= messages
            overall.level -= messages
        return math.ceil(wait)
