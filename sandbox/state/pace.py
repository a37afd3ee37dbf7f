"""How fast a bot may write: 30 messages a second in all, one a second in a chat. Measured in real time.

Source: Bot API FAQ, "My bot is hitting limits". The burst is not documented; Telegram tolerates one, and 5 is modest.
"""

import math
import time
from dataclasses import asdict, dataclass

from sandbox.wire import JsonObject


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

    def take(self, amount: float, rate: float, size: float) -> float:
        """Take `amount` and give 0, or take nothing and give the seconds until it can be taken."""
        now = time.monotonic()
        self.level = min(size, self.level + (now - self.at) * rate)
        self.at = now
        if self.level >= min(amount, size):
            self.level -= amount
            return 0.0
        return (min(amount, size) - self.level) / rate


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

    def wait_before(self, bot_id: int, chat_id: int, messages: int, *, in_chat: bool) -> int:
        """Count `messages` and give 0, or count nothing and give ``retry_after`` in whole seconds."""
        rules = self.rules
        if not rules.enabled:
            return 0
        now = time.monotonic()
        wait = 0.0
        if in_chat:
            chat = self._chats.setdefault((bot_id, chat_id), _Bucket(rules.chat_burst, now))
            wait = chat.take(messages, rules.per_chat_per_second, rules.chat_burst)
        if not wait:
            overall = self._overall.setdefault(bot_id, _Bucket(rules.overall_per_second, now))
            wait = overall.take(messages, rules.overall_per_second, rules.overall_per_second)
        return math.ceil(wait)
