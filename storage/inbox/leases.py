"""When a lease has expired: by its time, or because it ends later than any lease can."""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, or_

LONGEST: Final = timedelta(minutes=10)
"""A lease that ends later than this was given by a clock that was set back since; it counts as expired."""


def run_out(lease_until: ColumnElement[Any], now: Any, longest: Any) -> ColumnElement[bool]:  # noqa: ANN401 - also bound parameters
    """Match rows that nobody holds at `now`; `longest` is `LONGEST` from then."""
    return or_(lease_until.is_(None), lease_until <= now, lease_until > longest)
