"""When the next message may be sent to Telegram (Bot API FAQ: about 30 messages a second in all, 1 a second per chat).

Among all users of one limiter: never more than `overall` messages in any second, never two broadcast messages to one
chat within a second, nothing while Telegram demands a pause, and replies to people who pressed a button never queue
behind a broadcast. A limiter takes a few hundred bytes, whatever the number of chats. It reads no clock: `now` is the
seconds of any clock that never goes back.
"""

import math
from collections import deque
from dataclasses import dataclass
from typing import Any, Final, Protocol

_NEVER: Final = float("-inf")
_SET_BACK: Final = 1.0
"""The most seconds by which clocks read before a lock is held can differ."""


class Pace(Protocol):
    """Reserves a place for every message to Telegram: one limiter, of a process or of all processes together."""

    async def reserve(self, chat_id: int, *, urgent: bool) -> float:
        """Return the seconds to wait, as `Limiter.reserve` does."""
        ...

    async def pause(self, seconds: float) -> None:
        """Reserve no place for so long, for anybody."""
        ...


@dataclass(frozen=True, slots=True)
class Rates:
    """The limits of a bot.

    `slack` seconds make our second longer than Telegram's, because messages take different times to arrive. While
    people press buttons, and for `attention` seconds after, a broadcast leaves `headroom` places of each second free,
    and so many presses a second never wait. Otherwise it uses all places, evenly spaced; the first press then waits 0.1
    s. A broadcast that was late may use `catch_up` places more at once.
    """

    overall: int = 30
    headroom: int = 3
    attention: float = 5.0
    slack: float = 0.005
    catch_up: int = 2

    def __post_init__(self) -> None:
        if not 0 <= self.headroom < self.overall:
            raise ValueError("headroom leaves nothing to a broadcast")

    @classmethod
    def of(cls, overall: int) -> "Rates":
        """Return the rates of a bot that may send so many messages a second, in the same proportions."""
        return cls(overall, headroom=min(max(1, overall // 10), overall - 1), catch_up=max(1, overall // 15))

    @property
    def second(self) -> float:
        """Return the length of our second."""
        return 1.0 + self.slack


class Limiter:
    """Reserves places in time.

    Only the last `overall` places are remembered, in order. That is enough for the limit per chat as well: whatever was
    sent within the last second is among them. While urgent messages wait, their places are in the future, and a
    broadcast finds the second full.
    """

    def __init__(self, rates: Rates | None = None) -> None:
        self._rates = rates or Rates()
        self._places: deque[tuple[float, int]] = deque(maxlen=self._rates.overall)
        self._next_in_step = _NEVER
        self._urgent_seen = _NEVER
        self._paused_until = _NEVER
        self._asked_at = _NEVER

    def remembered(self) -> dict[str, Any]:
        """Return its state as a JSON value."""
        known = {name: _finite(getattr(self, f"_{name}")) for name in _MOMENTS}
        return {"places": list(self._places), **known}

    @classmethod
    def recalled(cls, rates: Rates, known: dict[str, Any], now: float) -> "Limiter":
        """Make the limiter with this `remembered` state; if a clock was set back meanwhile, move the places with it."""
        limiter = cls(rates)
        last_reserved_at = known.get("asked_at")
        ahead = last_reserved_at - now if last_reserved_at is not None and last_reserved_at - now > _SET_BACK else 0.0
        for name in _MOMENTS:
            moment = known.get(name)
            setattr(limiter, f"_{name}", _NEVER if moment is None else moment - ahead)
        limiter._places.extend((place - ahead, chat_id) for place, chat_id in known.get("places", ()))
        return limiter

    def reserve(self, chat_id: int, now: float, *, urgent: bool) -> float:
        """Return the seconds to wait.

        An urgent message always gets its place: send it after so many seconds. A broadcast one gets a place only if the
        result is 0; otherwise no place is reserved, and it is no use to call again earlier than that.
        """
        self._asked_at = now = max(self._asked_at, now)
        return self._urgent(chat_id, now) if urgent else self._broadcast(chat_id, now)

    def pause(self, now: float, seconds: float) -> None:
        """Reserve no place for so long (Bot API, ``ResponseParameters.retry_after``); a longer pause stays."""
        self._paused_until = max(self._paused_until, now + seconds)

    def _urgent(self, chat_id: int, now: float) -> float:
        self._urgent_seen = now
        place = max(now, self._paused_until, self._free_at(self._rates.overall))
        self._places.append((place, chat_id))
        return place - now

    def _broadcast(self, chat_id: int, now: float) -> float:
        rates = self._rates
        attentive = now - self._urgent_seen < rates.attention
        most = rates.overall - rates.headroom if attentive else rates.overall
        step = rates.second / most
        in_step = self._next_in_step - rates.catch_up * step
        place = max(now, self._paused_until, self._free_at(most), self._chat_free_at(chat_id), in_step)
        if place > now:
            return place - now
        self._next_in_step = max(self._next_in_step, now) + step
        self._places.append((now, chat_id))
        return 0.0

    def _free_at(self, most: int) -> float:
        """Return the first end of a second that holds fewer than `most` messages."""
        if len(self._places) < most:
            return _NEVER
        return self._places[-most][0] + self._rates.second

    def _chat_free_at(self, chat_id: int) -> float:
        times = (place for place, chat in reversed(self._places) if chat == chat_id)
        return next(times, _NEVER) + self._rates.second


_MOMENTS: Final = ("next_in_step", "urgent_seen", "paused_until", "asked_at")


def _finite(moment: float) -> float | None:
    return moment if math.isfinite(moment) else None
