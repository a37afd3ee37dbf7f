"""When a lease has run out: by its time, or because no lease is given for so long."""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, or_

LONGEST: Final = timedelta(minutes=10)
"""A lease that ends later than this was given by a clock that has been set back since: nobody waits for its time."""


def run_out(lease_until: ColumnElement[Any], now: Any, longest: Any) -> ColumnElement[bool]:  # noqa: ANN401 - also bound parameters
    """Say that nobody holds it at `now`; `longest` is `LONGEST` from then."""
    return or_(lease_until.is_(None), lease_until <= now, lease_until > longest)
