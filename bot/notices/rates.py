"""When the next message may go to Telegram (Bot API FAQ: some 30 messages a second in all, 1 a second per chat).

Promises, within one process: never more than `overall` messages in any second, never two broadcast messages to one chat
within a second, nothing while Telegram wants us to pause, and an answer to somebody who pressed a button never queues
behind a broadcast. Costs a few hundred bytes, whatever the number of chats. Never reads a clock: `now` is any clock's
seconds that never goes back.
"""

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rates:
    """What is allowed; several processes that send at once share `overall` among them.

    `slack` seconds make our second longer than Telegram's, for messages do not travel equally fast. While people press
    buttons, and for `attention` seconds after, a broadcast leaves `headroom` places of each second free, and so many
    presses a second never wait. While nobody does it takes all, evenly spaced; the first press then waits 0.1 s.
    A broadcast that was late may take `catch_up` places more at once.
    """

    overall: int = 30
    headroom: int = 3
    attention: float = 5.0
    slack: float = 0.005
    catch_up: int = 2

    def __post_init__(self) -> None:
        if not 0 <= self.headroom < self.overall:
            raise ValueError("headroom leaves nothing to a broadcast")

    @property
    def second(self) -> float:
        """Answer how long our second is."""
        return 1.0 + self.slack


class Limiter:
    """Gives out places in time.

    Only the last `overall` places are remembered, in order. That is enough for the limit per chat as well: what
    else went out within the last second is among them. While urgent messages wait, their places lie ahead, and a
    broadcast finds the second full.
    """

    def __init__(self, rates: Rates | None = None) -> None:
        self._rates = rates or Rates()
        self._places: deque[tuple[float, int]] = deque(maxlen=self._rates.overall)
        self._next_in_step = float("-inf")
        self._urgent_seen = float("-inf")
        self._paused_until = float("-inf")

    def reserve(self, chat_id: int, now: float, *, urgent: bool) -> float:
        """Answer the seconds to wait.

        An urgent message always gets its place: send it after so many seconds. A broadcast one gets a place only if
        the answer is 0; otherwise nothing is kept for it, and asking again (for another chat, perhaps) makes no sense
        earlier than that.
        """
        return self._urgent(chat_id, now) if urgent else self._broadcast(chat_id, now)

    def pause(self, now: float, seconds: float) -> None:
        """Give out no place for so long (Bot API, ``ResponseParameters.retry_after``); a longer pause stands."""
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
        """Answer when a second that ends then holds fewer than `most` messages."""
        if len(self._places) < most:
            return float("-inf")
        return self._places[-most][0] + self._rates.second

    def _chat_free_at(self, chat_id: int) -> float:
        times = (place for place, chat in reversed(self._places) if chat == chat_id)
        return next(times, float("-inf")) + self._rates.second
