"""How quick the disk is that commits wait for: measured by them, and never asked for otherwise."""

from typing import Final

QUICK_SECONDS: Final = 0.001
"""How long a commit may hold up the event loop: as long as a short query."""

_SHORTEST_UNAVAILABLE: Final = 16  # commits
_LONGEST_UNAVAILABLE: Final = 1024
_CARRIED_OVER: Final = 64  # commits


class Disk:
    """Whether a commit may be waited for on the loop, told by those that were: a slow disk gets the next ones away.

    The more often it was slow, the more, up to `_LONGEST_UNAVAILABLE`; and one of `_CARRIED_OVER` goes away from any disk.
    """

    def __init__(self) -> None:
        self._away = 0
        self._next_away = _SHORTEST_UNAVAILABLE
        self._on_the_loop = 0

    def is_quick(self) -> bool:
        """Tell where to make the next commit: on the loop if True."""
        if self._away == 0 and self._on_the_loop < _CARRIED_OVER:
            self._on_the_loop += 1
            return True
        self._away = max(self._away - 1, 0)
        self._on_the_loop = 0
        return False

    def took(self, seconds: float) -> None:
        """Learn how long a commit on the loop has taken."""
        if seconds > QUICK_SECONDS:
            self._away = self._next_away
            self._next_away = min(self._next_away * 2, _LONGEST_UNAVAILABLE)
        else:
            self._next_away = max(self._next_away // 2, _SHORTEST_UNAVAILABLE)
