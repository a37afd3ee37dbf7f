"""Signals: notify subscribers that something was done, without knowing them."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Signal:
    """Calls its subscribers in the order of their subscription."""

    subscribers: list[Callable[[], None]] = field(default_factory=list)

    def subscribe(self, subscriber: Callable[[], None]) -> None:
        """Call `subscriber` whenever the signal is sent."""
        self.subscribers.append(subscriber)

    def __call__(self) -> None:
        """Send the signal."""
        for subscriber in self.subscribers:
            subscriber()


class NoticesWritten(Signal):
    """Notices were written: the outbox has something to send."""


class UpdatesStored(Signal):
    """Updates were stored that did not come from Telegram: an inbox worker looks for them at once."""


class JobsWoken(Signal):
    """A document may have become complete: the periodic jobs that finish documents run at once."""
