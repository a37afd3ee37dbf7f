"""The port of the clock; use cases take `now` as an argument instead."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Returns the time."""

    def __call__(self) -> datetime:
        """Return the present as an aware UTC datetime."""
        ...
