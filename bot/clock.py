"""The port through which time enters the house; actions take `now` as an argument instead."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def __call__(self) -> datetime:
        """Return the present as an aware UTC datetime."""
        ...
