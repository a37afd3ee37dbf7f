"""When the next message may be sent to Telegram (Bot API FAQ: about 30 messages a second in all, 1 a second per chat).

Among all users of one limiter: never more than `overall` messages in any second, never two broadcast messages to one
chat within a second, and replies to people who pressed a button never queue behind a broadcast. A limiter takes a few
kilobytes, whatever the number of chats. It reads no clock: `now` is the seconds of any clock that never goes back.

When Telegram demands a pause (429), it holds for broadcast messages of that kind to that chat. Telegram does not say
whether it means the chat or the whole bot. So only when several chats are paused within a short time, all broadcast
messages pause, and not for longer than `LONGEST_PAUSE`; then a single message probes whether Telegram accepts them
again. Replies are never held back: each shows by itself whether Telegram takes it.
"""

import math
from collections import deque
from dataclasses import dataclass
from typing import Any, Final, Protocol

_NEVER: Final = float("-inf")
_SET_BACK: Final = 1.0
"""The most seconds by which clocks read before a lock is held can differ."""

LONGEST_PAUSE: Final = 30.0
"""The most seconds for which one 429 can hold back broadcast messages to other chats."""
_FLOODED_CHATS: Final = 3
_FLOODED_WITHIN: Final = 10.0
"""So many chats paused within so many seconds mean that Telegram limits the whole bot."""
_PROBE_SECONDS: Final = 2.0
"""How long the other messages wait for the result of a probe."""
_MOST_PAUSES: Final = 100


class Pace(Protocol):
    """Reserves a place for every message to Telegram: one limiter, of a process or of all processes together."""

    async def reserve(self, chat_id: int, *, urgent: bool, kind: str = "", progress: bool = False) -> float:
        """Return the seconds to wait, as `Limiter.reserve` does."""
        ...

    async def pause(self, chat_id: int, kind: str, seconds: float) -> None:
        """Note a pause that Telegram demands, as `Limiter.pause` does."""
        ...


@dataclass(frozen=True, slots=True)
class Pauses:
    """The pauses in force: how many chats, the longest of them, and that of all notices; seconds from now."""

    chats: int = 0
    longest_seconds: float = 0.0
    notices_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Rates:
    """The limits of a bot.

    `slack` seconds make our second longer than Telegram's, because messages take different times to arrive. While
    people press buttons, and for `attention` seconds after, a broadcast leaves `headroom` places of each second free,
    and so many presses a second never wait. Otherwise it uses all places, evenly spaced; the first press then waits 0.1
    s. A broadcast that was late may use `catch_up` places more at once. While progress is shown, one place of each
    second is left for that.
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
        self._progress_seen = _NEVER
        self._paused_until = _NEVER
        self._asked_at = _NEVER
        self._probe_due = False
        self._pauses: deque[_Pause] = deque(maxlen=_MOST_PAUSES)

    def remembered(self) -> dict[str, Any]:
        """Return its state as a JSON value."""
        known = {name: _finite(getattr(self, f"_{name}")) for name in _MOMENTS}
        pauses = [[one.chat_id, one.kind, one.since, one.until] for one in self._pauses]
        return {"places": list(self._places), "pauses": pauses, "probe_due": self._probe_due, **known}

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
        limiter._pauses.extend(
            _Pause(chat_id, kind, since - ahead, until - ahead)
            for chat_id, kind, since, until in known.get("pauses", ())
        )
        limiter._probe_due = known.get("probe_due", False)
        return limiter

    def reserve(self, chat_id: int, now: float, *, urgent: bool, kind: str = "", progress: bool = False) -> float:
        """Return the seconds to wait before a message of this kind.

        An urgent message always gets its place: send it after so many seconds. A broadcast one gets a place only if the
        result is 0; otherwise no place is reserved, and it is no use to call again earlier than that. One that shows
        `progress` keeps the limit of its chat, and the others leave it a place.
        """
        self._asked_at = now = max(self._asked_at, now)
        return self._urgent(chat_id, now) if urgent else self._broadcast(chat_id, kind, now, progress=progress)

    def pause(self, chat_id: int, kind: str, now: float, seconds: float) -> None:
        """Pause broadcast messages of this kind to this chat (Bot API, ``ResponseParameters.retry_after``).

        When Telegram limits the whole bot, by all signs, pause all of them, for `LONGEST_PAUSE` at most. A longer pause
        stays.
        """
        self._pauses.append(_Pause(chat_id, kind, now, now + seconds))
        told = {one.chat_id for one in self._pauses if one.since > now - _FLOODED_WITHIN}
        if len(told) >= _FLOODED_CHATS or self._paused_until > now - _FLOODED_WITHIN:
            self._paused_until = max(self._paused_until, now + min(seconds, LONGEST_PAUSE))
            self._probe_due = True

    def pauses(self, now: float) -> Pauses:
        """Return the pauses in force."""
        left = {(one.chat_id, one.kind): one.until - now for one in self._pauses if one.until > now}
        notices = self._paused_until - now if self._probe_due else 0.0
        return Pauses(len({chat_id for chat_id, _ in left}), max(left.values(), default=0.0), max(notices, 0.0))

    def _urgent(self, chat_id: int, now: float) -> float:
        self._urgent_seen = now
        place = max(now, self._free_at(self._rates.overall))
        self._places.append((place, chat_id))
        return place - now

    def _broadcast(self, chat_id: int, kind: str, now: float, *, progress: bool) -> float:
        rates = self._rates
        self._progress_seen = now if progress else self._progress_seen
        most = self._most(now, progress=progress)
        step = rates.second / most
        in_step = _NEVER if progress else self._next_in_step - rates.catch_up * step
        paused = max(self._paused_until, self._chat_paused_until(chat_id, kind))
        place = max(now, paused, self._free_at(most), self._chat_free_at(chat_id), in_step)
        if place > now:
            return place - now
        if self._probe_due:
            self._probe_due, self._paused_until = False, now + _PROBE_SECONDS
        if not progress:
            self._next_in_step = max(self._next_in_step, now) + step
        self._places.append((now, chat_id))
        return 0.0

    def _most(self, now: float, *, progress: bool) -> int:
        """Return how many places of a second a broadcast may use."""
        rates = self._rates
        if now - self._urgent_seen < rates.attention:
            return rates.overall - rates.headroom + (1 if progress and rates.headroom else 0)
        shows_progress = now - self._progress_seen < rates.attention
        return rates.overall - (1 if shows_progress and not progress and rates.overall > 1 else 0)

    def _free_at(self, most: int) -> float:
        """Return the first end of a second that holds fewer than `most` messages."""
        if len(self._places) < most:
            return _NEVER
        return self._places[-most][0] + self._rates.second

    def _chat_free_at(self, chat_id: int) -> float:
        times = (place for place, chat in reversed(self._places) if chat == chat_id)
        return next(times, _NEVER) + self._rates.second

    def _chat_paused_until(self, chat_id: int, kind: str) -> float:
        ends = (one.until for one in self._pauses if one.chat_id == chat_id and one.kind == kind)
        return max(ends, default=_NEVER)


@dataclass(frozen=True, slots=True)
class _Pause:
    """What Telegram demanded: messages of one kind to one chat wait until then."""

    chat_id: int
    kind: str
    since: float
    until: float


_MOMENTS: Final = ("next_in_step", "urgent_seen", "progress_seen", "paused_until", "asked_at")


def _finite(moment: float) -> float | None:
    return moment if math.isfinite(moment) else None
