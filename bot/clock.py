"""The port through which time enters the house; actions take `now` as an argument instead."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Answers the present as an aware UTC datetime."""
