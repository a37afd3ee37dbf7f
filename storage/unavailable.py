"""Tells an unavailable database (full, disconnected, starting up) from a wrong statement."""

import sqlite3
from typing import Any, Final

from sqlalchemy.engine import ExceptionContext

from bot.errors import UnavailableError

_SQLITE: Final = {
    sqlite3.SQLITE_FULL: "the disk of the database is full",
    sqlite3.SQLITE_IOERR: "the disk of the database fails, or is full",
    sqlite3.SQLITE_CANTOPEN: "the file of the database cannot be opened",
    sqlite3.SQLITE_BUSY: "another process keeps the database for itself",
    sqlite3.SQLITE_LOCKED: "the database is locked",
    sqlite3.SQLITE_PROTOCOL: "the database is locked",
}
_POSTGRES: Final = {
    "53100": "the disk of PostgreSQL is full",
    "53": "PostgreSQL is at its limits",
    "08": "PostgreSQL is unavailable",
    "57P": "PostgreSQL is starting or stopping",
    "58": "the disk of PostgreSQL fails",
    "25006": "PostgreSQL takes no writes",
    "40P01": "PostgreSQL ended one of two transactions that waited for each other",
}
"""By the beginning of the SQLSTATE (PostgreSQL, appendix A), the longer ones first."""


def sqlite_unavailable(context: ExceptionContext) -> UnavailableError | None:
    """Return what to raise in place of an error of SQLite's; None where the statement is wrong."""
    code = getattr(context.original_exception, "sqlite_errorcode", None)
    reason = None if code is None else _SQLITE.get(code & 0xFF)
    return UnavailableError(reason) if reason else None


def postgres_unavailable(context: ExceptionContext) -> UnavailableError | None:
    """Return what to raise in place of an error of PostgreSQL's; None where the statement is wrong."""
    if context.is_pre_ping:  # SQLAlchemy opens another connection then
        return None
    event_id: Any = context.original_exception
    state = str(getattr(event_id, "sqlstate", None) or "")
    reason = next((says for begins, says in _POSTGRES.items() if state.startswith(begins)), None)
    if reason is None and context.is_disconnect:
        reason = _POSTGRES["08"]
    return UnavailableError(reason) if reason else None


def unreachable() -> UnavailableError:
    """Return what to raise when nothing listens at PostgreSQL's address."""
    return UnavailableError(_POSTGRES["08"])


def all_connections_busy() -> UnavailableError:
    """Return what to raise when no connection becomes free in time."""
    return UnavailableError("every connection to the database is in use")
