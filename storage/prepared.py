"""Statements of every update: built once, compiled once, and put to SQLite without SQLAlchemy's machinery around them.

SQLAlchemy takes some five times as long to execute a statement that it knows already as SQLite does. What it is needed
for is done here beforehand: the text, the order of the parameters, what turns values into SQLite's and back. The answer
is a result of SQLAlchemy's own, so whoever asks need not know. PostgreSQL takes the same statements the ordinary way.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast

from sqlalchemy import CursorResult, Delete, Dialect, Executable, Insert, Select, Update
from sqlalchemy.engine.result import IteratorResult, SimpleResultMetaData
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

_MARK: Final = "prepared"
_Statement = TypeVar("_Statement", Select[Any], Insert, Update, Delete)
_Convert = Callable[[Any], Any] | None


def prepared(statement: _Statement) -> _Statement:
    """Mark a statement that is kept for as long as the process lives. Its lists may not expand (`IN`)."""
    return statement.execution_options(**{_MARK: True})


@dataclass(frozen=True, slots=True)
class Prepared:
    """One statement for SQLite, given one set of parameters at a time."""

    sql: str
    takes: tuple[tuple[str, _Convert], ...]
    constants: dict[str, Any]
    gives: SimpleResultMetaData | None
    dialect: Dialect

    def __call__(self, connection: sqlite3.Connection, parameters: dict[str, Any]) -> CursorResult[Any]:
        """Execute it and fetch everything; raises sqlite3's errors."""
        given = {**self.constants, **parameters}
        values = [given[name] if convert is None else convert(given[name]) for name, convert in self.takes]
        cursor = connection.execute(self.sql, values)
        if self.gives is None:
            return cast("CursorResult[Any]", cursor)  # nobody asks it for more than its `rowcount`
        return cast("CursorResult[Any]", IteratorResult(self.gives, iter(cursor.fetchall())))

    def worded(self, error: sqlite3.Error) -> BaseException:
        """Return what SQLAlchemy raises for an error; it names no parameters."""
        return DBAPIError.instance(self.sql, None, error, sqlite3.Error, hide_parameters=True, dialect=self.dialect)


class Shelf:
    """The statements prepared so far for one database."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._known: dict[tuple[Executable, tuple[str, ...]], Prepared] = {}

    def find(self, statement: Executable, parameters: object) -> Prepared | None:
        """Return a marked statement's form for one set of parameters with these names; None for any other."""
        if not isinstance(parameters, dict) or _MARK not in statement.get_execution_options():
            return None
        named = statement, tuple(parameters)
        if named not in self._known:
            self._known[named] = self._prepare(*named)
        return self._known[named]

    def _prepare(self, statement: Any, names: tuple[str, ...]) -> Prepared:  # noqa: ANN401 - Executable knows no compile
        compiled: SQLCompiler = statement.compile(dialect=self._dialect, column_keys=names)
        if compiled.post_compile_params:
            raise ValueError(f"a list that expands cannot be prepared: {compiled.string}")
        binds = compiled.binds
        takes = tuple((name, self._to_sqlite(binds[name].type)) for name in compiled.positiontup or ())
        constants = {name: bind.effective_value for name, bind in binds.items() if not bind.required}
        return Prepared(compiled.string, takes, constants, self._gives(list(statement.exported_columns)), self._dialect)

    def _to_sqlite(self, kind: Any) -> _Convert:  # noqa: ANN401 - a type of SQLAlchemy's, of whichever values
        convert: _Convert = kind.dialect_impl(self._dialect).bind_processor(self._dialect)
        return convert

    def _gives(self, columns: list[Any]) -> SimpleResultMetaData | None:
        if not columns:
            return None
        convert = [each.type.dialect_impl(self._dialect).result_processor(self._dialect, None) for each in columns]
        return SimpleResultMetaData([each.name for each in columns], [(each,) for each in columns], _processors=convert)
