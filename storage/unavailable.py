"""Tells a database that is away from a statement that is wrong: full, cut off, or still starting up."""

import sqlite3
from typing import Any, Final

from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError

from bot.errors import UnavailableError

_SQLITE: Final = {
    sqlite3.SQLITE_FULL: "the disk of the database is full",
    sqlite3.SQLITE_IOERR: "the disk of the database fails, or is full",
    sqlite3.SQLITE_CANTOPEN: "the file of the database cannot be opened",
    sqlite3.SQLITE_BUSY: "another process keeps the database for itself",
}
_POSTGRES: Final = {
    "53100": "the disk of PostgreSQL is full",
    "53": "PostgreSQL is at its limits",
    "08": "PostgreSQL is away",
    "57P": "PostgreSQL is starting or stopping",
    "58": "the disk of PostgreSQL fails",
    "25006": "PostgreSQL takes no writes",
}
"""By how the SQLSTATE begins (PostgreSQL, appendix A), the longer ones first."""


def sqlite_unavailable(error: BaseException) -> UnavailableError | None:
    """Return what to raise in the place of an error of SQLite's; None where it is one of ours."""
    event_id = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(event_id, "sqlite_errorcode", None)
    reason = None if code is None else _SQLITE.get(code & 0xFF)
    return UnavailableError(reason) if reason else None


def postgres_unavailable(context: ExceptionContext) -> UnavailableError | None:
    """Return what to raise in the place of an error of PostgreSQL's; None where it is one of ours."""
    if context.is_pre_ping:  # SQLAlchemy opens another connection then
        return None
    event_id: Any = context.original_exception
    state = str(getattr(event_id, "sqlstate", None) or "")
    reason = next((says for begins, says in _POSTGRES.items() if state.startswith(begins)), None)
    if reason is None and context.is_disconnect:
        reason = _POSTGRES["08"]
    return UnavailableError(reason) if reason else None


def unreachable() -> UnavailableError:
    """Return what to raise where PostgreSQL's address does not answer at all."""
    return UnavailableError(_POSTGRES["08"])
