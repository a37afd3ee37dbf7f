"""Telegram's rate limits: 30 messages a second in total, one a second in a chat, measured in real time.

Source: Bot API FAQ, "My bot is hitting limits". Telegram tolerates a burst whose size is not documented; 5 is a guess.
"""

import math
from dataclasses import asdict, dataclass

from sandbox.encoding import JsonObject

NO_RATE_SECONDS = 3600.0  # the wait when the rate is 0


@dataclass(slots=True)
class Limits:
    """The limits in force."""

    enabled: bool = True
    overall_per_second: float = 30.0
    per_chat_per_second: float = 1.0
    chat_burst: float = 5.0


@dataclass(slots=True)
class _Bucket:
    """A token bucket; `level` is its content at the time `at` of the monotonic clock."""

    level: float
    at: float

    def seconds_until(self, amount: float, rate: float, size: float, now: float) -> float:
        """Return the seconds until the bucket holds `amount`, or is full when `amount` is larger than `size`."""
        self.level = min(size, self.level + (now - self.at) * rate)
        self.at = now
        missing = min(amount, size) - self.level
        if missing <= 0:
            return 0.0
        return missing / rate if rate else NO_RATE_SECONDS


class RateLimits:
    """The limits, and the token buckets of all bots and chats."""

    def __init__(self) -> None:
        self.limits = Limits()
        self._overall: dict[int, _Bucket] = {}
        self._chats: dict[tuple[int, int], _Bucket] = {}

    def view(self) -> JsonObject:
        """Return the control API's Limits."""
        return asdict(self.limits)

    def change(self, limits: Limits) -> None:
        """Set other limits and refill all buckets."""
        self.limits = limits
        self._overall.clear()
        self._chats.clear()

    def acquire(self, bot_id: int, chat_id: int, messages: int, now: float) -> int:
        """Take `messages` from the buckets and return 0, or take nothing and return the seconds to wait, rounded up.

        `now` is in seconds of a monotonic clock.
        """
        limits = self.limits
        if not limits.enabled:
            return 0
        chat = self._chats.setdefault((bot_id, chat_id), _Bucket(limits.chat_burst, now))
        overall = self._overall.setdefault(bot_id, _Bucket(limits.overall_per_second, now))
        wait = overall.seconds_until(messages, limits.overall_per_second, limits.overall_per_second, now)
        wait = max(wait, chat.seconds_until(messages, limits.per_chat_per_second, limits.chat_burst, now))
        if not wait:
            chat.level -= messages
            overall.level -= messages
        return math.ceil(wait)
